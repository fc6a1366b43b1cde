/* What a test asks of a page. Each function returns a list of findings, empty when all is well. */
self.huiqiBars = (() => {
  "use strict";
  const SLACK = 1.5; // pixels that rounding may take

  const name = (element) => {
    const own = `${element.localName}${[...element.classList].map((part) => `.${part}`).join("")}`;
    return `${own} 「${element.textContent.trim().replace(/\s+/g, " ").slice(0, 24)}」`;
  };

  const isShown = (element) => element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true });

  /* A box of one pixel hides its text on purpose: it is there for who listens. */
  const isForListeners = (element) => element.offsetWidth <= 1 && element.offsetHeight <= 1;

  const textBoxes = (element) => {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    const boxes = [];
    while (walker.nextNode()) {
      if (!walker.currentNode.data.trim() || !isShown(walker.currentNode.parentElement)) continue;
      range.selectNodeContents(walker.currentNode);
      boxes.push(...[...range.getClientRects()].map((box) => [walker.currentNode.parentElement, box]));
    }
    return boxes;
  };

  /* Text outside the box of an element that hides what does not fit; `except` selects what may. */
  const findCut = (except) => {
    const found = [];
    for (const element of document.body.querySelectorAll("*")) {
      const style = getComputedStyle(element);
      const across = /hidden|clip/.test(style.overflowX) && element.scrollWidth > element.clientWidth;
      const down = /hidden|clip/.test(style.overflowY) && element.scrollHeight > element.clientHeight;
      if ((!across && !down) || !isShown(element) || isForListeners(element)) continue;
      if (except && element.matches(except)) continue;
      const frame = element.getBoundingClientRect();
      const isOut = (box) =>
        (across && (box.left < frame.left - SLACK || box.right > frame.right + SLACK)) ||
        (down && (box.top < frame.top - SLACK || box.bottom > frame.bottom + SLACK));
      const out = textBoxes(element).find(([, box]) => isOut(box));
      if (out) found.push(`${name(element)} cuts ${name(out[0])}`);
    }
    return found;
  };

  const findWide = () => {
    const room = document.documentElement.clientWidth;
    const wide = document.documentElement.scrollWidth;
    return wide > room ? [`scrolls sideways: ${wide} in ${room}`] : [];
  };

  /* Every piece of text that can be read in the content of the page. */
  const listTexts = () => {
    const content = document.querySelector("article") || document.body;
    const walker = document.createTreeWalker(content, NodeFilter.SHOW_TEXT);
    const texts = new Set();
    while (walker.nextNode()) {
      const text = walker.currentNode.data.trim();
      if (text && isShown(walker.currentNode.parentElement)) texts.add(text);
    }
    return [...texts];
  };

  /* With rules: what these say of the content of the page, as the frame is the same everywhere. */
  const findViolations = async (rules) => {
    const options = { resultTypes: ["violations"], preload: false };
    const content = document.querySelector("article") || document;
    const { violations } = rules
      ? await axe.run(content, { ...options, runOnly: rules })
      : await axe.run(document, options);
    return violations.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.target.join(" ")}: ${node.failureSummary}`));
  };

  /* The theme draws the focus of its hidden radio at the label beside it. */
  const faceOf = (element) =>
    element.matches(".md-option") ? element.parentElement.querySelector("label:not([hidden])") : element;

  const hasOutline = (element) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
  };

  /* Whether what has focus can be seen: inside the window, uncovered, with an outline. */
  const findHiddenFocus = () => {
    const face = faceOf(document.activeElement);
    const boxes = [...face.getClientRects()];
    const isSeen = boxes.some((box) => {
      const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
      return top && (face.contains(top) || (face.matches(".md-option + label") && top.closest("label") === face));
    });
    const found = [];
    if (!isSeen || !isShown(face)) found.push(`not to be seen: ${name(face)}`);
    // The search shows its focus by opening.
    if (!hasOutline(face) && !face.matches(":checked ~ .md-header .md-search__input")) found.push(`no outline: ${name(face)}`);
    return found;
  };

  const FOCUSABLE = "a[href], button, input, select, summary, textarea, [tabindex='0']";
  const reached = new Set();
  const noteFocus = () => {
    document.addEventListener("focusin", ({ target }) => reached.add(target));
    return [];
  };

  /* What can be used by hand and was not reached since noteFocus; of radios one has focus for all. */
  const findUnreached = () =>
    [...document.querySelectorAll(FOCUSABLE)]
      .filter((element) => isShown(element) && element.tabIndex >= 0 && !element.matches("[type=radio]"))
      .filter((element) => !reached.has(element) && !element.closest("[hidden]"))
      .map((element) => `not reached: ${name(element)}`);

  /* Under forced colours: pictures and points that are not drawn in the system's colour of text.
     Boxes and bars are the system's own: they only have to be there. */
  const findPale = (selector) => {
    const probe = document.body.appendChild(document.createElement("i"));
    probe.style.color = "CanvasText";
    const text = getComputedStyle(probe).color;
    probe.remove();
    const isPale = (element) => {
      if (element.matches("input, progress")) return !isShown(element);
      if (element instanceof SVGElement) return getComputedStyle(element).stroke !== text;
      const point = getComputedStyle(element, "::before");
      return point.borderTopColor !== text || parseFloat(point.borderTopWidth) === 0;
    };
    const elements = [...document.querySelectorAll(selector)];
    return elements.length ? elements.filter(isPale).map((element) => `pale: ${name(element)}`) : [`none: ${selector}`];
  };

  /* Movements longer than a moment, in seconds. */
  const MOMENT = 0.05;
  const findMotion = () => {
    const lasts = (value) => value.split(",").some((time) => parseFloat(time) > MOMENT);
    const moves = (style) =>
      (style.animationName !== "none" && lasts(style.animationDuration)) ||
      (style.transitionProperty !== "none" && lasts(style.transitionDuration));
    const found = [];
    for (const element of document.querySelectorAll("*")) {
      for (const part of [null, "::before", "::after"]) {
        const style = getComputedStyle(element, part);
        if (part && style.content === "none") continue;
        if (moves(style)) found.push(`moves: ${name(element)} ${part || ""}`);
      }
      if (getComputedStyle(element).scrollBehavior === "smooth") found.push(`scrolls smoothly: ${name(element)}`);
    }
    return found;
  };

  return { findPale, findMotion, findHiddenFocus, noteFocus, findUnreached, findCut, findWide, listTexts, findViolations };
})();
