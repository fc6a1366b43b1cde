/* Where lines break on a page: what holds together stands on one line, no sign that belongs to the
   text before it begins a line, none that belongs to the text behind it ends one, and no character
   stands alone on a last line. */
self.huiqiLines = (() => {
  "use strict";
  const TOGETHER = [
    /(?:\d{4}年)?\d{1,2}月\d{1,2}日/g, // a date
    /\d+(?:[.,:\-–]\d+)*(?:年度|年|个月|月|日|时|分|个|项|人|次|天|号|页|岁|届|元|%|％)?/g, // a number and its unit
    /[A-Za-z][A-Za-z.\-]*/g, // a word of another script
    /——|……/g,
  ];
  const NO_FIRST = /[，。、；：！？）》」』】〕”’·%]/;
  const NO_LAST = /[（《「『【〔“‘]/;
  const INLINE = /^(?:inline|contents)$/;
  const SHORT = 6; // characters of a link that is one word
  const FEW = 3; // marks in a cell, one below the other
  const LINE = 8; // pixels between the middles of two lines, at least

  const isShown = (element) => element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true });

  const isForListeners = (element) => element.offsetWidth <= 1 && element.offsetHeight <= 1;

  const blockOf = (element) => {
    const { display } = getComputedStyle(element);
    return INLINE.test(display) && element.parentElement ? blockOf(element.parentElement) : element;
  };

  /* The text of each block with the number of the line on which each character stands. */
  const readBlocks = () => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const blocks = new Map();
    const range = document.createRange();
    while (walker.nextNode()) {
      const node = walker.currentNode;
      const parent = node.parentElement;
      if (!node.data.trim() || parent.closest("script, style, svg, select, textarea, [hidden]") || !isShown(parent) || isForListeners(parent)) continue;
      const block = blockOf(parent);
      if (!blocks.has(block)) blocks.set(block, { text: "", tops: [], links: [] });
      const known = blocks.get(block);
      range.selectNodeContents(node);
      const rects = range.getClientRects();
      const one = rects.length === 1 ? rects[0] : null;
      const link = parent.closest("a");
      const start = known.text.length;
      for (let at = 0; at < node.data.length; at += 1) {
        const sign = node.data[at];
        if (/\s/.test(sign)) { known.text += " "; known.tops.push(null); continue; }
        let box = one;
        if (!box) { range.setStart(node, at); range.setEnd(node, at + 1); box = range.getClientRects()[0]; }
        known.text += sign;
        known.tops.push(box ? box.top + box.height / 2 : null);
      }
      if (link && block.contains(link)) known.links.push([start, known.text.length]);
    }
    return blocks;
  };

  /* Where a piece goes on in another line; 0 where it stands on one. */
  const findBreak = (tops, start, end) => {
    let last = null;
    for (let at = start; at < end; at += 1) {
      const top = tops[at];
      if (top === null) continue;
      if (last !== null && top - last > LINE) return at;
      last = top;
    }
    return 0;
  };

  const findParted = () => {
    const found = [];
    for (const [block, { text, tops, links }] of readBlocks()) {
      if (text.includes("://")) continue; // an address goes on where the line ends
      const say = (what, at) => found.push(`${what}: ${text.slice(Math.max(0, at - 8), at)}|${text.slice(at, at + 8)} in ${block.localName}.${block.className}`);
      for (const pattern of TOGETHER) {
        for (const match of text.matchAll(pattern)) {
          const at = findBreak(tops, match.index, match.index + match[0].length);
          if (at) say("parted", at);
        }
      }
      for (const [start, end] of links) {
        const at = end - start <= SHORT ? findBreak(tops, start, end) : 0;
        if (at) say("link", at);
      }
      let before = null, first = 0, lines = 1;
      for (let at = 0; at < text.length; at += 1) {
        if (tops[at] === null) continue;
        if (before !== null && tops[at] - tops[before] > LINE) {
          if (NO_FIRST.test(text[at])) say("begins", at);
          if (NO_LAST.test(text[before])) say("ends", at);
          first = at; lines += 1;
        }
        before = at;
      }
      if (lines > 1 && before === first && text.trim().length > FEW) say("alone", first);
    }
    return found;
  };

  return { findParted };
})();
