/* The site by keyboard: menu and search of narrow screens as buttons, and no shortcuts of one letter. */
(() => {
  "use strict";
  const drawer = document.getElementById("__drawer");
  const search = document.getElementById("__search");
  const menu = document.querySelector(".md-sidebar--primary");

  /* Whoever speaks to the device, or hits a key by chance, must not leave the page: of the theme's
     shortcuts (n p f s , . /) only the last one stays. While the search is open every key is its own. */
  addEventListener("keydown", (event) => {
    const isLetter = event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (isLetter && event.key !== "/" && !(search && search.checked)) event.stopImmediatePropagation();
  }, true);

  /* A label cannot be reached by keyboard; without this script it still opens what it belongs to. */
  const makeButton = (toggle, name) => {
    const label = toggle && document.querySelector(`.md-header label[for=${toggle.id}]`);
    if (!label) return null;
    const button = Object.assign(document.createElement("button"), {
      type: "button", className: label.className, title: name,
    });
    button.dataset.opens = toggle.id;
    button.setAttribute("aria-label", name);
    button.append(...label.childNodes);
    button.addEventListener("click", () => toggle.click());
    const show = () => button.setAttribute("aria-expanded", String(toggle.checked));
    toggle.addEventListener("change", show);
    show();
    label.replaceWith(button);
    return button;
  };
  const searchButton = makeButton(search, "搜索");
  const menuButton = makeButton(drawer, "菜单");

  const isShown = (button) => button.offsetParent !== null;

  if (searchButton) {
    const input = document.querySelector(".md-search__input");
    // Where the button is, the field lies outside the window until it is open.
    const place = () => { input.tabIndex = isShown(searchButton) && !search.checked ? -1 : 0; };
    search.addEventListener("change", () => {
      place();
      (search.checked ? input : searchButton).focus();
    });
    addEventListener("resize", place);
    place();
  }
  if (!menuButton || !menu) return;
  // The parts of the menu lie one above the other: each can be opened, left and closed again.
  for (const label of menu.querySelectorAll(".md-nav__link[for=__toc], .md-nav .md-nav > .md-nav__title")) label.tabIndex = 0;
  const parts = [...menu.querySelectorAll(".md-nav__toggle")].map((toggle) => ({
    toggle, area: toggle.parentElement.querySelector("nav"),
  })).filter(({ area }) => area);
  const enter = (area) => area.querySelector(".md-nav__title[tabindex], a").focus();
  for (const { toggle, area } of parts) {
    toggle.addEventListener("change", () => {
      if (!isShown(menuButton)) return;
      if (toggle.checked) enter(area);
      else if (area.contains(document.activeElement)) menu.querySelector(`.md-nav__link[for=${toggle.id}]`).focus();
    });
    area.addEventListener("focusout", ({ relatedTarget }) => {
      const isLeft = relatedTarget && !toggle.parentElement.contains(relatedTarget);
      if (isShown(menuButton) && toggle.checked && isLeft) toggle.click();
    });
  }
  drawer.addEventListener("change", () => {
    const open = parts.filter(({ toggle }) => toggle.checked).pop();
    if (drawer.checked) enter(open ? open.area : menu);
    else if (menu.contains(document.activeElement)) menuButton.focus();
  });
  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && drawer.checked) drawer.click();
  });
  menu.addEventListener("focusout", ({ relatedTarget }) => {
    if (drawer.checked && relatedTarget && !menu.contains(relatedTarget)) drawer.click();
  });
})();
