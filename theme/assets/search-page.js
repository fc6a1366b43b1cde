/*
 * What a page does for the search: it marks what brought the reader here (?h=...), also across
 * bold type and links, hears of text that comes into the box without a key, and says below the box
 * what was found in place of the query, or which terms are nearest.
 */
(() => {
  "use strict";
  const INLINE = /^(A|ABBR|B|CODE|DEL|EM|I|INS|KBD|LABEL|MARK|SMALL|SPAN|STRONG|SUB|SUP|U|WBR)$/;
  const SILENT = /^(BUTTON|IFRAME|OBJECT|SCRIPT|SELECT|STYLE|TEMPLATE)$/;
  // Scripts behind this one are not there yet: the folder is noted while this one runs.
  const FOLDER = document.currentScript.src;

  /* The text nodes of an element, block by block. */
  const listBlocks = (element) => {
    const blocks = [[]];
    const read = (node) => {
      for (const child of node.childNodes) {
        if (child.nodeType === Node.TEXT_NODE) blocks[blocks.length - 1].push(child);
        else if (INLINE.test(child.nodeName)) read(child);
        else if (child.nodeType === Node.ELEMENT_NODE && !SILENT.test(child.nodeName)) {
          blocks.push([]);
          read(child);
          blocks.push([]);
        }
      }
    };
    read(element);
    return blocks.filter((nodes) => nodes.length);
  };

  const wrap = (node, start, end) => {
    const found = node.splitText(start);
    found.splitText(end - start);
    const mark = document.createElement("mark");
    found.replaceWith(mark);
    mark.append(found);
    return mark;
  };

  /* Mark the parts of the spans that lie in each node, the last first: nodes are split behind. */
  const markBlock = (nodes, words) => {
    const text = nodes.map((node) => node.data).join("");
    const marks = [];
    let end = text.length;
    const spans = self.huiqiText.findSpans(text, words).reverse();
    for (const node of [...nodes].reverse()) {
      const start = end - node.length;
      const size = node.length;
      for (const [from, to] of spans) {
        const first = Math.max(0, from - start);
        const last = Math.min(size, to - start);
        if (first < last) marks.unshift(wrap(node, first, last));
      }
      end = start;
    }
    return marks;
  };

  const unfold = (mark) => {
    for (let box = mark.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
  };

  const isBehind = (place, mark) =>
    place.compareDocumentPosition(mark) & (Node.DOCUMENT_POSITION_FOLLOWING | Node.DOCUMENT_POSITION_CONTAINED_BY);

  const markPage = () => {
    const words = self.huiqiText.splitQuery(new URLSearchParams(location.search).get("h") || "");
    const article = document.querySelector("article.md-content__inner");
    if (!words.length || !article) return;
    const marks = listBlocks(article).flatMap((nodes) => markBlock(nodes, words));
    const place = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const first = marks.find((mark) => !place || isBehind(place, mark)) || marks[0];
    marks.forEach(unfold);
    if (first) first.scrollIntoView({ block: "center" });
  };

  const loadScript = (name) =>
    new Promise((done, failed) => {
      const script = document.createElement("script");
      script.src = new URL(name, FOLDER).href;
      script.onload = done;
      script.onerror = failed;
      document.head.append(script);
    });

  let loaded = null;
  const load = () => {
    const names = ["search-pinyin.js", "search-nearest.js", "search-data.js", "search-readings.js"];
    loaded = loaded || Promise.all(names.map(loadScript));
    return loaded;
  };

  /* The theme looks at the box when a key is let go. Text that is pasted, dropped, spoken, drawn or
     completed by the browser comes without one. */
  const search = (input) => input.dispatchEvent(new Event("keyup"));

  const watchInput = (input) => {
    input.addEventListener("input", () => {
      // The theme shows results while the box is in use; text may be dropped before that.
      if (document.activeElement !== input) input.focus();
      search(input);
    });
    ["change", "compositionend", "search"].forEach((name) => input.addEventListener(name, () => search(input)));
  };

  const offer = (box, input, terms) => {
    box.textContent = terms.length ? "相近的词：" : "";
    for (const term of terms) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = term;
      button.addEventListener("click", () => {
        input.value = term;
        input.focus();
        search(input);
      });
      box.append(button);
    }
    box.hidden = !terms.length;
  };

  /* Says so where the results are those of another query. Pinyin always leads to other text. */
  const explain = (box, query, link) => {
    const words = (text) => self.huiqiText.splitQuery(text).join(" ");
    const found = new URL(link.href).searchParams.get("h") || query;
    const differs = words(found) !== words(query) && !/^[a-zü'’\s]+$/i.test(query);
    box.textContent = differs ? `没有找到“${query.trim()}”，以下是“${found}”的结果。` : "";
    box.hidden = !differs;
  };

  const watchSearch = () => {
    const result = document.querySelector("[data-md-component=search-result]");
    const input = document.querySelector("[data-md-component=search-query]");
    if (!result || !input) return;
    watchInput(input);
    const box = document.createElement("p");
    box.className = "search-nearest";
    box.setAttribute("role", "status");
    box.hidden = true;
    const meta = result.querySelector(".md-search-result__meta");
    const { translations } = JSON.parse(document.getElementById("__config").textContent);
    meta.after(box);
    const list = result.querySelector(".md-search-result__list");
    let turn = 0;
    const update = async () => {
      const mine = (turn += 1);
      const query = input.value;
      const link = list.querySelector("a");
      // Results are counted before they are listed: an empty list alone says nothing.
      if (link && self.huiqiText.fold(query)) {
        explain(box, query, link);
        return;
      }
      if (meta.textContent.trim() !== translations["search.result.none"] || !self.huiqiText.fold(query)) {
        box.hidden = true;
        return;
      }
      await load();
      if (mine === turn && !list.childElementCount) offer(box, input, self.huiqiNearest(query));
    };
    new MutationObserver(update).observe(meta, { childList: true });
    new MutationObserver(update).observe(list, { childList: true });
  };

  markPage();
  watchSearch();
})();
