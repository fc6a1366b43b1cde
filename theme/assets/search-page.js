/*
 * What a page does for the search: it marks what brought the reader here (?h=...), also across
 * bold type and links, and offers the nearest terms where the search box finds nothing.
 */
(() => {
  "use strict";
  const INLINE = /^(A|ABBR|B|CODE|DEL|EM|I|INS|KBD|LABEL|MARK|SMALL|SPAN|STRONG|SUB|SUP|U|WBR)$/;
  const SILENT = /^(BUTTON|IFRAME|OBJECT|SCRIPT|SELECT|STYLE|TEMPLATE)$/;
  const SHOWN_TERMS = 5;
  const ALIKE = 0.5;
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

  /* The length of the longest common subsequence of two lists. */
  const common = (one, two) => {
    let row = new Array(two.length + 1).fill(0);
    for (const left of one) {
      const next = [0];
      two.forEach((right, index) => {
        next.push(left === right ? row[index] + 1 : Math.max(row[index + 1], next[index]));
      });
      row = next;
    }
    return row[two.length];
  };

  const likeness = (one, two) => (2 * common(one, two)) / (one.length + two.length);

  const listNames = ({ pages, terms }) => {
    const headings = pages.flatMap((page) => {
      const [, title, ...lines] = page.split("\n");
      return [title.split("\t")[0], ...lines.filter((line) => line.startsWith("\t")).map((line) => line.split("\t")[1])];
    });
    return [...new Set([...terms, ...headings])];
  };

  /* A text as its first readings, for words that sound alike; a sign without one stays itself. */
  const soundOf = (byReading) => {
    const readings = new Map();
    Object.entries(byReading).forEach(([reading, signs]) => {
      for (const sign of signs) if (!readings.has(sign)) readings.set(sign, reading);
    });
    return (text) => [...text].map((sign) => readings.get(sign) || sign);
  };

  const nearest = (query) => {
    const sound = soundOf(self.huiqiReadings);
    const signs = [...self.huiqiText.fold(query)];
    const isPinyin = Boolean(self.huiqiPinyin.letters(query));
    const rate = (name) => {
      const folded = self.huiqiText.fold(name);
      const spelled = sound(folded);
      if (isPinyin) return likeness(signs, [...spelled.join("")]);
      return Math.max(likeness(signs, [...folded]), 0.95 * likeness(sound(signs.join("")), spelled));
    };
    const rated = listNames(self.huiqiSearch).map((name) => ({ name, score: rate(name) }));
    const alike = rated.filter((item) => item.score >= (isPinyin ? 0.7 : ALIKE));
    alike.sort((one, two) => two.score - one.score);
    return alike.slice(0, SHOWN_TERMS).map((item) => item.name);
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
    loaded = loaded || Promise.all(["search-pinyin.js", "search-data.js", "search-readings.js"].map(loadScript));
    return loaded;
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
        input.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true }));
      });
      box.append(button);
    }
    box.hidden = !terms.length;
  };

  const watchSearch = () => {
    const result = document.querySelector("[data-md-component=search-result]");
    const input = document.querySelector("[data-md-component=search-query]");
    if (!result || !input) return;
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
      // Results are counted before they are listed: an empty list alone says nothing.
      if (meta.textContent.trim() !== translations["search.result.none"] || !self.huiqiText.fold(query)) {
        box.hidden = true;
        return;
      }
      await load();
      if (mine === turn && !list.childElementCount) offer(box, input, nearest(query));
    };
    new MutationObserver(update).observe(meta, { childList: true });
    new MutationObserver(update).observe(list, { childList: true });
  };

  markPage();
  watchSearch();
})();
