/* Reading a study material: the place where one stopped. */
(() => {
  "use strict";
  const text = document.querySelector(".material");
  if (!text) return;
  const key = `huiqi:place:${location.pathname.split("/").slice(-3).join("/")}`;

  /* The place is a block of the text, so that another size of type does not move it. */
  const blocks = [...text.querySelectorAll("h2, h3, h4, h5, h6, p, li, tr")];
  const findPlace = () => Math.max(0, blocks.findIndex((block) => block.getBoundingClientRect().bottom > 120));

  const last = Number(self.huiqiKept.read(key, 0)) || 0;
  if (last > 0 && last < blocks.length && !location.hash && !location.search) {
    const resume = Object.assign(document.createElement("button"), {
      type: "button", className: "resume", textContent: "继续上次的阅读",
    });
    resume.dataset.search = "off"; // the search knows the page without it
    resume.addEventListener("click", () => {
      blocks[last].scrollIntoView();
      scrollBy(0, -140);
      resume.remove();
    });
    text.before(resume);
  }

  let waiting = 0;
  addEventListener("scroll", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => self.huiqiKept.write(key, findPlace()), 200);
  });
})();
