/* Reading a study material: the size of its type, and the place where one stopped. */
(() => {
  "use strict";
  const text = document.querySelector(".material");
  if (!text) return;
  const SIZES = ["标准", "大", "特大"];
  const SIZE_KEY = "huiqi:size";
  const PLACE_KEY = `huiqi:place:${location.pathname.split("/").slice(-3).join("/")}`;

  const recall = (key) => Number(self.huiqiKept.read(key, 0)) || 0;
  const keep = (key, value) => self.huiqiKept.write(key, value);

  const bar = document.createElement("div");
  bar.className = "reading-bar";
  bar.dataset.search = "off"; // the search knows the page without it
  const addButton = (label, act) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = label;
    button.addEventListener("click", act);
    bar.append(button);
    return button;
  };

  const setSize = (size) => {
    text.dataset.size = String(size);
    buttons.forEach((button, index) => button.setAttribute("aria-pressed", String(index === size)));
    keep(SIZE_KEY, size);
  };
  bar.append("字号：");
  const buttons = SIZES.map((label, size) => addButton(label, () => setSize(size)));
  setSize(Math.min(recall(SIZE_KEY), SIZES.length - 1));

  /* The place is a block of the text, so that another size of type does not move it. */
  const blocks = [...text.querySelectorAll("h2, h3, h4, h5, h6, p, li, tr")];
  const findPlace = () => Math.max(0, blocks.findIndex((block) => block.getBoundingClientRect().bottom > 120));

  const last = recall(PLACE_KEY);
  if (last > 0 && last < blocks.length && !location.hash && !location.search) {
    const resume = addButton("继续上次的阅读", () => {
      blocks[last].scrollIntoView();
      scrollBy(0, -140);
      resume.remove();
    });
  }

  let waiting = 0;
  addEventListener("scroll", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => keep(PLACE_KEY, findPlace()), 200);
  });
  text.before(bar);
})();
