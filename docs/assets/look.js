/* How the reader wants every page to look: the size of type and the colours, chosen on any page and
   kept in this browser alone. It is loaded in the head, so that a page is styled and laid out once. */
(() => {
  "use strict";
  const SIZE = "huiqi:size";
  const SCHEME = "huiqi:scheme";
  const SIZES = ["标准", "大", "特大"];
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");

  let size = Number(self.huiqiKept.read(SIZE, 0));
  if (!(size in SIZES)) size = 0;
  let chosen = self.huiqiKept.read(SCHEME, null);
  const isDark = () => (chosen === "slate" || chosen === "default" ? chosen === "slate" : dark.matches);

  const showSize = () => { root.dataset.size = String(size); };
  const showScheme = () => { document.body.dataset.mdColorScheme = isDark() ? "slate" : "default"; };
  const name = (button, title, action) => {
    button.title = title;
    button.setAttribute("aria-label", action);
    button.hidden = false;
  };

  // The theme says so too, but at its end: every element would be styled once more.
  root.classList.remove("no-js");
  root.classList.add("js", "js-focus-visible");
  showSize();
  // The theme's colours hang on the body, which is not there yet: it never shows others.
  new MutationObserver((_, observer) => {
    if (!document.body) return;
    observer.disconnect();
    showScheme();
  }).observe(root, { childList: true });

  addEventListener("DOMContentLoaded", () => {
    const sizeButton = document.getElementById("size");
    const schemeButton = document.getElementById("scheme");
    const nameSize = () => {
      name(sizeButton, `字号：${SIZES[size]}`, `字号：${SIZES[size]}，换成${SIZES[(size + 1) % SIZES.length]}`);
    };
    const nameScheme = () => {
      const action = isDark() ? "切换到浅色" : "切换到深色";
      name(schemeButton, action, action);
    };
    sizeButton.addEventListener("click", () => {
      size = (size + 1) % SIZES.length;
      self.huiqiKept.write(SIZE, size);
      showSize();
      nameSize();
    });
    schemeButton.addEventListener("click", () => {
      chosen = isDark() ? "default" : "slate";
      self.huiqiKept.write(SCHEME, chosen);
      showScheme();
      nameScheme();
    });
    dark.addEventListener("change", () => {
      showScheme();
      nameScheme();
    });
    nameSize();
    nameScheme();
  });
})();
