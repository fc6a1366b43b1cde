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

// Quotes, brackets and blanks stand in many forms and matter to nobody who searches; signs
// without width come along with pasted text.
const IGNORED = /[\s\u00AD\u200B-\u200D\u2060"'`“”‘’《》〈〉「」『』【】〔〕（）()\[\]{}·]/g;
const CONTEXT = 36;
const SHOWN_SECTIONS = 3;

const foldedSigns = new Map();

let loading = null;
let asked = 0;

function fold(text) {
  return text.normalize("NFKC").toLowerCase().replace(IGNORED, "");
}

/* One sign, folded: a site has few different ones, and a result asks for thousands. */
function foldSign(sign) {
  let folded = foldedSigns.get(sign);
  if (folded === undefined) {
    folded = fold(sign);
    foldedSigns.set(sign, folded);
  }
  return folded;
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

/* The prepared pages, as a promise: whoever asks while they load waits for the same one. */
function load() {
  if (!loading) {
    // In a real worker this returns when the script has run, in a frame it returns a promise.
    const ready = Promise.resolve(importScripts(dataAddress()));
    loading = ready.then(() => prepare(self.huiqiSearchData));
  }
  return loading;
}

/* The words of a query; all of them must stand on a page. */
function splitQuery(query) {
  return query.split(/\s+/).map(fold).filter(Boolean);
}

/* Where the folded words stand in the text itself: a list of [start, end]. */
function findSpans(text, words) {
  let folded = "";
  let place = 0;
  const starts = [];
  const ends = [];
  for (const sign of text) {
    const part = foldSign(sign);
    for (let index = 0; index < part.length; index += 1) {
      starts.push(place);
      ends.push(place + sign.length);
    }
    folded += part;
    place += sign.length;
  }
  const spans = [];
  for (const word of words) {
    let at = folded.indexOf(word);
    while (at >= 0) {
      spans.push([starts[at], ends[at + word.length - 1]]);
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

/* Where the folded text's place stands in the text itself. */
function unfold(text, place) {
  let folded = 0;
  let at = 0;
  for (const sign of text) {
    folded += foldSign(sign).length;
    if (folded > place) {
      break;
    }
    at += sign.length;
  }
  return at;
}

/* A cut between the two halves of a rare character moves before it. */
function wholeSign(text, at) {
  return /[\uDC00-\uDFFF]/.test(text.charAt(at)) ? at - 1 : at;
}

/* The sentence around the first match, or as much of it as fits. */
function excerpt({ text, folded }, words) {
  const hits = words.map((word) => [folded.indexOf(word), word.length]).filter(([place]) => place >= 0);
  const [place, length] = hits.sort((one, two) => one[0] - two[0])[0];
  const start = unfold(text, place);
  const end = unfold(text, place + length);
  const before = ["。", "；", "！", "？"].map((sign) => text.slice(0, start).lastIndexOf(sign));
  const sentence = Math.max(...before) + 1;
  const from = wholeSign(text, Math.max(sentence, start - CONTEXT));
  const stop = text.slice(end).search(/[。；！？]/);
  const finish = stop < 0 ? text.length : end + stop + 1;
  const to = wholeSign(text, Math.min(finish, end + 2 * CONTEXT));
  const head = from > sentence ? "…" : "";
  const tail = to < finish ? "…" : "";
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
  return best ? section.blocks[counts.indexOf(best)] : null;
}

function describeSection(page, section, words) {
  const part = findBlock(section, words);
  const inHeading = words.some((word) => holds(section.heading, word));
  if (!part && !inHeading) {
    return null;
  }
  const anchor = section.anchor ? `#${encodeURIComponent(section.anchor)}` : "";
  return {
    location: page.location + anchor,
    title: mark(section.heading.text, words),
    text: part ? excerpt(part, words) : "",
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
  // A match in a heading stands before those in the text, lest it be folded away.
  const byHeading = (item) => (item.title.includes("<mark>") ? 0 : 1);
  const rest = found.filter((item) => item !== lead);
  rest.sort((one, two) => byHeading(one) - byHeading(two));
  return [first, ...rest].map((item, index) => ({
    ...item,
    terms,
    // The theme folds away what scores lower than the page.
    score: index > SHOWN_SECTIONS ? score / 2 : score,
  }));
}

function search(pages, words) {
  return pages
    .map((page, place) => ({ page, place, score: rank(page, words) }))
    .filter((hit) => hit.score > 0)
    .sort((one, two) => two.score - one.score || one.place - two.place)
    .map((hit) => describePage(hit.page, words, hit.score));
}

async function answer(query) {
  asked += 1;
  const turn = asked;
  const words = splitQuery(query);
  // The theme asks for nothing when a page opens; that is no reason to load the data.
  const items = words.length ? search(await load(), words) : [];
  // Whoever types on while the data loads must not see the results of an earlier query.
  if (turn === asked) {
    postMessage({ type: 3, data: { items } });
  }
}

addEventListener("message", (event) => {
  const { type, data } = event.data;
  if (type === 0) {
    postMessage({ type: 1 });
  } else if (type === 2) {
    answer(data);
  }
});
