/*
 * The site's search: finds a query's characters exactly where they stand in a block of text.
 *
 * It takes the place of the theme's worker and speaks its messages:
 *   {type: 0}              set up        answered by {type: 1}
 *   {type: 2, data: query} search        answered by {type: 3, data: {items, suggest}}
 * items: one list a page of {location, title, text, score, terms}; title and text are HTML.
 *
 * Data: {pages, terms}, loaded at the first query. A page is text, a line a block:
 * address, title, then its blocks; a heading begins with a tab. Behind a tab stand what the
 * navigation calls the page, and an anchor that does not follow from its heading. Pages opened
 * from a file have no workers: there this runs in a frame.
 */
"use strict";

const CONTEXT = 36;
const SHOWN_SECTIONS = 3;
const PINYIN_PARTS = 20;
const SCORES = { wholeTitle: 4, title: 3, wholeHeading: 2.5, heading: 2, text: 1 };

let loading = null;
let loadingNames = null;
let asked = 0;

function escapeHtml(text) {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/* The anchor that a heading has as a rule; huiqi/templating/anchors.py does the same. */
function nameAnchor(heading) {
  return heading.replace(/[^\p{L}\p{N}_\- ]/gu, "").replace(/ /g, "-").toLowerCase();
}

/* A page as it waits: its text folded in one go, to see whether words can stand on it at all. */
function receive(packed) {
  return { packed, folded: self.huiqiText.foldLines(packed), parts: null };
}

/* The page's parts, taken apart when a query first needs them. */
function open(page) {
  page.parts = page.parts || unpack(page.packed.split("\n"), page.folded.split("\n"));
  return page.parts;
}

function unpack([location, names, ...lines], [, foldedNames, ...foldedLines]) {
  const [title, nick] = cut(names, foldedNames);
  const sections = [{ heading: { text: "", folded: "" }, blocks: [] }];
  lines.forEach((line, place) => {
    if (line.startsWith("\t")) {
      const [heading, anchor] = cut(line.slice(1), foldedLines[place].slice(1));
      sections.push({ anchor: anchor.text, heading, blocks: [] });
    } else {
      sections[sections.length - 1].blocks.push({ text: line, folded: foldedLines[place] });
    }
  });
  const headings = sections.map((section) => section.heading);
  const all = sections.flatMap((section) => [section.heading, ...section.blocks]);
  const size = all.reduce((sum, part) => sum + part.folded.length, 1);
  return { location, title, nick, sections, headings, all, size };
}

/* What stands before a line's tab, and behind it. */
function cut(line, folded) {
  const at = line.indexOf("\t");
  if (at < 0) return [{ text: line, folded }, { text: "", folded: "" }];
  const foldedAt = folded.indexOf("\t");
  return [
    { text: line.slice(0, at), folded: folded.slice(0, foldedAt) },
    { text: line.slice(at + 1), folded: folded.slice(foldedAt + 1) },
  ];
}

function prepare({ pages, terms }) {
  return { pages: pages.map(receive), terms };
}

/* The names that pinyin finds. Few queries are pinyin: they are prepared for the first of them. */
async function prepareNames({ pages, terms }) {
  await importScripts(beside("search-readings.js"));
  const parts = pages.map(open).flatMap((page) => [page.title, ...page.headings]);
  return self.huiqiPinyin.prepare([...terms, ...parts.map((part) => part.text)], self.huiqiReadings);
}

/* The address of a script beside this one. In a frame this one is the first script of the page. */
function beside(name) {
  const script = typeof document === "undefined" ? null : document.querySelector("script[src]");
  return new URL(name, script ? script.src : self.location.href).href;
}

async function loadScripts() {
  // In a real worker this returns when the scripts have run, in a frame it returns a promise.
  await importScripts(...["search-text.js", "search-pinyin.js", "search-data.js"].map(beside));
  return prepare(self.huiqiSearch);
}

/* The prepared pages, as a promise: whoever asks while they load waits for the same one. */
function load() {
  loading = loading || loadScripts();
  return loading;
}

function loadNames(data) {
  loadingNames = loadingNames || prepareNames(data);
  return loadingNames;
}

/* The text from one place to another, with the spans marked. */
function mark(text, spans, from = 0, to = text.length) {
  let html = "";
  let done = from;
  for (const [start, end] of spans) {
    if (start >= done && end <= to) {
      html += `${escapeHtml(text.slice(done, start))}<mark>${escapeHtml(text.slice(start, end))}</mark>`;
      done = end;
    }
  }
  return html + escapeHtml(text.slice(done, to));
}

function markAll(part, words) {
  const held = words.filter((word) => holds(part, word));
  return mark(part.text, held.length ? self.huiqiText.findSpans(part.text, held) : []);
}

/* A cut between the two halves of a rare character moves before it. */
function wholeSign(text, at) {
  return /[\uDC00-\uDFFF]/.test(text.charAt(at)) ? at - 1 : at;
}

/* The sentence around the first match, or as much of it as fits. */
function excerpt({ text }, words) {
  const spans = self.huiqiText.findSpans(text, words);
  const [start, end] = spans[0];
  const before = ["。", "；", "！", "？"].map((sign) => text.lastIndexOf(sign, start - 1));
  const sentence = start ? Math.max(...before) + 1 : 0;
  const from = wholeSign(text, Math.max(sentence, start - CONTEXT));
  const stop = text.slice(end).search(/[。；！？]/);
  const finish = stop < 0 ? text.length : end + stop + 1;
  const to = wholeSign(text, Math.min(finish, end + 2 * CONTEXT));
  const head = from > sentence ? "…" : "";
  const tail = to < finish ? "…" : "";
  return head + mark(text, spans, from, to) + tail;
}

function holds(part, word) {
  return part.folded.includes(word);
}

/* How well a page fits: every word in the title, in headings or the title, on the page; 0: not. */
function rank(page, words) {
  const inTitle = (word) => holds(page.title, word) || holds(page.nick, word);
  const inHeading = (word) => inTitle(word) || page.headings.some((part) => holds(part, word));
  const onPage = (word) => inHeading(word) || page.all.some((part) => holds(part, word));
  const is = (part) => words.length === 1 && part.folded === words[0];
  if (words.every(inTitle)) {
    return is(page.title) || is(page.nick) ? SCORES.wholeTitle : SCORES.title;
  }
  if (words.every(inHeading)) {
    return page.headings.some(is) ? SCORES.wholeHeading : SCORES.heading;
  }
  return words.every(onPage) ? SCORES.text : 0;
}

/* Of equal pages the one that is most about the words comes first: by title or heading the shortest,
   since it is about nothing else; by text the one with the largest share of matches. */
function weigh(page, words, score) {
  if (score > SCORES.text) {
    return 1 / page.size;
  }
  return page.all.filter((part) => words.some((word) => holds(part, word))).length / page.all.length;
}

/* The title, and what the navigation calls the page where only that holds a word. */
function describeTitle(page, words) {
  const named = words.some((word) => holds(page.nick, word) && !holds(page.title, word));
  return markAll(page.title, words) + (named ? `（${markAll(page.nick, words)}）` : "");
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
  const name = section.anchor || nameAnchor(section.heading.text);
  const anchor = name ? `#${encodeURIComponent(name)}` : "";
  return {
    location: page.location + anchor,
    title: markAll(section.heading, words),
    text: part ? excerpt(part, words) : "",
  };
}

function describePage(page, words, score, query) {
  const terms = Object.fromEntries(words.map((word) => [word, true]));
  const found = page.sections.map((section) => describeSection(page, section, words)).filter(Boolean);
  const lead = found.find((item) => !item.location.includes("#"));
  const first = {
    location: page.location,
    title: describeTitle(page, words),
    text: lead ? lead.text : "",
  };
  // A match in a heading stands before those in the text, lest it be folded away.
  const byHeading = (item) => (item.title.includes("<mark>") ? 0 : 1);
  const rest = found.filter((item) => item !== lead);
  rest.sort((one, two) => byHeading(one) - byHeading(two));
  return [first, ...rest].map((item, index) => ({
    ...item,
    location: addQuery(item.location, query),
    terms,
    // The theme folds away what scores lower than the page.
    score: index > SHOWN_SECTIONS ? score / 2 : score,
  }));
}

/* The page marks what was looked for: see search-page.js. */
function addQuery(location, query) {
  const [page, anchor] = location.split("#");
  return `${page}?h=${encodeURIComponent(query)}${anchor ? `#${anchor}` : ""}`;
}

/* The pages that hold all words of one of the queries: the best query of a page counts. */
function search(pages, queries) {
  const hits = new Map();
  queries.forEach((query, order) => {
    const words = self.huiqiText.splitQuery(query);
    pages.forEach((received, place) => {
      if (!words.length || !words.every((word) => holds(received, word))) return;
      const page = open(received);
      const score = rank(page, words);
      const known = hits.get(page);
      if (score > 0 && !(known && known.score >= score)) {
        hits.set(page, { page, place, score, order, words, query, weight: weigh(page, words, score) });
      }
    });
  });
  return [...hits.values()]
    .sort((one, two) =>
      two.score - one.score || one.order - two.order || two.weight - one.weight || one.place - two.place)
    .map((hit) => describePage(hit.page, hit.words, hit.score, hit.query));
}

async function answer(query) {
  asked += 1;
  const turn = asked;
  let items = [];
  // The theme asks for nothing when a page opens; that is no reason to load the data.
  if (query.trim()) {
    const data = await load();
    const typed = self.huiqiPinyin.letters(query);
    const spelled = typed ? self.huiqiPinyin.find(await loadNames(data), typed, PINYIN_PARTS) : [];
    items = search(data.pages, [query, ...spelled]);
  }
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
