/* The size of type, chosen on any page and kept in this browser alone. It is loaded in the head,
   so that a page is laid out once. */
(() => {
  "use strict";
  const KEY = "huiqi:size";
  const SIZES = ["标准", "大", "特大"];
  let size = Number(self.huiqiKept.read(KEY, 0));
  if (!(size in SIZES)) size = 0;
  const show = () => { document.documentElement.dataset.size = String(size); };
  show();

  addEventListener("DOMContentLoaded", () => {
    const button = document.getElementById("size");
    const name = () => {
      button.title = `字号：${SIZES[size]}`;
      button.setAttribute("aria-label", `字号：${SIZES[size]}，换成${SIZES[(size + 1) % SIZES.length]}`);
    };
    button.addEventListener("click", () => {
      size = (size + 1) % SIZES.length;
      self.huiqiKept.write(KEY, size);
      show();
      name();
    });
    name();
    button.hidden = false;
  });
})();
