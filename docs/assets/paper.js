/* The copy block of an issued paper stands at the foot of its last sheet, on screen and in print:
   style sheets alone know no foot of a last page. Without this script it follows the text. */
(() => {
  const SLACK = 1; // pixels that rounding may take
  const papers = () =>
    [...document.querySelectorAll(".paper")].filter((paper) => paper.querySelector(".foot"));

  const settle = () => {
    for (const paper of papers()) {
      const foot = paper.querySelector(".foot");
      foot.style.marginTop = "";
      const end = paper.getBoundingClientRect().bottom - parseFloat(getComputedStyle(paper).paddingBottom);
      const room = end - foot.getBoundingClientRect().bottom;
      if (room > 0) foot.style.marginTop = `${parseFloat(getComputedStyle(foot).marginTop) + room}px`;
    }
  };

  // Columns break where sheets break: what is free below the block in its column is free in print.
  const measure = (paper) => {
    const copy = paper.cloneNode(true);
    copy.classList.add("as-printed");
    paper.after(copy);
    const foot = copy.querySelector(".foot");
    const room = copy.getBoundingClientRect().bottom - foot.getBoundingClientRect().bottom;
    const margin = parseFloat(getComputedStyle(foot).marginTop);
    copy.remove();
    return margin + Math.max(0, room - SLACK);
  };

  addEventListener("load", settle);
  addEventListener("resize", settle);
  addEventListener("beforeprint", () => {
    for (const paper of papers()) {
      const foot = paper.querySelector(".foot");
      foot.style.marginTop = "";
      foot.style.marginTop = `${measure(paper)}px`;
    }
  });
  addEventListener("afterprint", settle);
})();
