/*
 * The site's search: finds a query's characters exactly where they stand in a block of text.
 *
 * It takes the place of the theme's worker and speaks its messages:
 *   {type: 0}              set up        answered by {type: 1}
 *   {type: 2, data: query} search        answered by {type: 3, data: {items, suggest}}
 * items: one list a page of {location, title, text, score, terms}; title and text are HTML.
 *
 * Data: [[location, title, [[anchor, heading, [block, ...]], ...]], ...], loaded at the first
 * query. Pages opened from a file have no workers: there this runs in a frame.
 */
"use strict";

// Quotes, brackets and blanks stand in many forms and matter to nobody who searches.
const IGNORED = /[\s"'`“”‘’《》〈〉「」『』【】〔〕（）()\[\]{}·]/g;
const CONTEXT = 36;
const SHOWN_SECTIONS = 3;

let pages = null;

function fold(text) {
  return text.normalize("NFKC").toLowerCase().replace(IGNORED, "");
}

function escapeHtml(text) {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

function block(text) {
  return { text, folded: fold(text) };
}

function prepare(data) {
  return data.map(([location, title, sections]) => ({
    location,
    title: block(title),
    sections: sections.map(([anchor, heading, blocks]) => ({
      anchor,
      heading: block(heading),
      blocks: blocks.map(block),
    })),
  }));
}

function dataAddress() {
  const script = typeof document === "undefined" ? null : document.querySelector("script[src]");
  return new URL("search-data.js", script ? script.src : self.location.href).href;
}

async function load() {
  if (!pages) {
    // In a real worker this returns when the script has run, in a frame it returns a promise.
    await importScripts(dataAddress());
    pages = prepare(self.huiqiSearchData);
  }
  return pages;
}

/* The words of a query; all of them must stand on a page. */
function splitQuery(query) {
  return query.split(/\s+/).map(fold).filter(Boolean);
}

/* Where the folded words stand in the text itself: a list of [start, end]. */
function findSpans(text, words) {
  let folded = "";
  const places = [];
  let place = 0;
  for (const sign of text) {
    const part = fold(sign);
    for (let index = 0; index < part.length; index += 1) {
      places.push([place, place + sign.length]);
    }
    folded += part;
    place += sign.length;
  }
  const spans = [];
  for (const word of words) {
    let at = folded.indexOf(word);
    while (at >= 0) {
      spans.push([places[at][0], places[at + word.length - 1][1]]);
      at = folded.indexOf(word, at + word.length);
    }
  }
  return spans.sort((one, two) => one[0] - two[0] || two[1] - one[1]);
}

function mark(text, words) {
  let html = "";
  let done = 0;
  for (const [start, end] of findSpans(text, words)) {
    if (end > done) {
      const from = Math.max(start, done);
      html += `${escapeHtml(text.slice(done, from))}<mark>${escapeHtml(text.slice(from, end))}</mark>`;
      done = end;
    }
  }
  return html + escapeHtml(text.slice(done));
}

/* The sentence around the first match, or as much of it as fits. */
function excerpt(text, words) {
  const spans = findSpans(text, words);
  const [start, end] = spans.length ? spans[0] : [0, 0];
  const sentence = Math.max(...["。", "；", "！", "？"].map((sign) => text.lastIndexOf(sign, start - 1))) + 1;
  const from = start === 0 ? 0 : Math.max(sentence, start - CONTEXT);
  const stop = text.slice(end).search(/[。；！？]/);
  const to = Math.min(stop < 0 ? text.length : end + stop + 1, end + 2 * CONTEXT);
  const head = from > sentence ? "…" : "";
  const tail = to < text.length && stop < 0 ? "…" : "";
  return head + mark(text.slice(from, to), words) + tail;
}

function holds(part, word) {
  return part.folded.includes(word);
}

/* 3: every word in the title; 2: every word in a heading or the title; 1: on the page; 0: not. */
function rank(page, words) {
  const headings = page.sections.map((section) => section.heading);
  const all = page.sections.flatMap((section) => section.blocks);
  const inTitle = (word) => holds(page.title, word);
  const inHeading = (word) => inTitle(word) || headings.some((part) => holds(part, word));
  const onPage = (word) => inHeading(word) || all.some((part) => holds(part, word));
  if (words.every(inTitle)) {
    return 3;
  }
  if (words.every(inHeading)) {
    return 2;
  }
  return words.every(onPage) ? 1 : 0;
}

function findBlock(section, words) {
  const counts = section.blocks.map((part) => words.filter((word) => holds(part, word)).length);
  const best = Math.max(0, ...counts);
  return best ? section.blocks[counts.indexOf(best)].text : "";
}

function describeSection(page, section, words) {
  const text = findBlock(section, words);
  const inHeading = words.some((word) => holds(section.heading, word));
  if (!text && !inHeading) {
    return null;
  }
  const anchor = section.anchor ? `#${encodeURIComponent(section.anchor)}` : "";
  return {
    location: page.location + anchor,
    title: mark(section.heading.text, words),
    text: text ? excerpt(text, words) : "",
  };
}

function describePage(page, words, score) {
  const terms = Object.fromEntries(words.map((word) => [word, true]));
  const found = page.sections.map((section) => describeSection(page, section, words)).filter(Boolean);
  const lead = found.find((item) => !item.location.includes("#"));
  const first = {
    location: page.location,
    title: mark(page.title.text, words),
    text: lead ? lead.text : "",
  };
  const rest = found.filter((item) => item !== lead);
  return [first, ...rest].map((item, index) => ({
    ...item,
    terms,
    // The theme folds away what scores lower than the page.
    score: index > SHOWN_SECTIONS ? score / 2 : score,
  }));
}

function search(query) {
  const words = splitQuery(query);
  return pages
    .map((page, place) => ({ page, place, score: rank(page, words) }))
    .filter((hit) => hit.score > 0)
    .sort((one, two) => two.score - one.score || one.place - two.place)
    .map((hit) => describePage(hit.page, words, hit.score));
}

addEventListener("message", async (event) => {
  const { type, data } = event.data;
  if (type === 0) {
    postMessage({ type: 1 });
  } else if (type === 2) {
    // The theme asks for nothing when a page opens; that is no reason to load the data.
    let items = [];
    if (splitQuery(data).length) {
      await load();
      items = search(data);
    }
    postMessage({ type: 3, data: { items } });
  }
});
