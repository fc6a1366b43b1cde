/* The copy block of an issued paper stands at the foot of its last sheet, on screen and in print:
   style sheets alone know no foot of a last page. Without this script it follows the text. */
(() => {
  const AREA = 225; // the height of the text area in millimetres
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

  const measure = (paper) => {
    const copy = paper.cloneNode(true);
    copy.classList.add("as-printed");
    paper.after(copy);
    const millimetre = copy.getBoundingClientRect().width / 156;
    const pages = Math.ceil(copy.getBoundingClientRect().height / millimetre / AREA - 0.001);
    copy.remove();
    return pages;
  };

  addEventListener("load", settle);
  addEventListener("resize", settle);
  addEventListener("beforeprint", () => {
    for (const paper of papers()) {
      paper.querySelector(".foot").style.marginTop = "";
      paper.style.setProperty("--sheets", measure(paper));
    }
  });
  addEventListener("afterprint", settle);
})();
