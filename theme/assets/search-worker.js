/*
 * The site's search: finds a query's characters exactly where they stand in a block of text.
 *
 * It takes the place of the theme's worker and speaks its messages:
 *   {type: 0}              set up        answered by {type: 1}
 *   {type: 2, data: query} search        answered by {type: 3, data: {items, corrected}}
 * items: one list a page or paper of {location, title, text, score, terms}; title and text are HTML.
 * corrected: what was looked for in place of a query that finds nothing; empty where it finds something.
 *
 * Data: {pages, terms} and the papers, loaded at the first query: see search-match.js. Pages opened
 * from a file have no workers: there this runs in a frame.
 */
"use strict";

const PINYIN_PARTS = 20;
const CORRECTIONS = 3;
const SCRIPTS = [
  "search-text.js", "search-pinyin.js", "search-match.js", "search-show.js", "search-data.js", "search-papers.js",
];

let loading = null;
let loadingNames = null;
let asked = 0;

/* The address of a script beside this one. In a frame this one is the first script of the page. */
function beside(name) {
  const script = typeof document === "undefined" ? null : document.querySelector("script[src]");
  return new URL(name, script ? script.src : self.location.href).href;
}

async function loadScripts() {
  // In a real worker this returns when the scripts have run, in a frame it returns a promise.
  await importScripts(...SCRIPTS.map(beside));
  const { pages, terms } = self.huiqiSearch;
  return {
    terms,
    pages: pages.map(self.huiqiMatch.receive),
    papers: self.huiqiMatch.receivePapers(self.huiqiPaperData),
  };
}

/* The prepared pages, as a promise: whoever asks while they load waits for the same one. */
function load() {
  loading = loading || loadScripts();
  return loading;
}

/* The names that pinyin finds. Few queries are pinyin: they are prepared for the first of them. */
async function prepareNames({ pages, terms }) {
  await importScripts(beside("search-readings.js"));
  const parts = pages.map(self.huiqiMatch.open).flatMap((page) => [page.title, ...page.headings]);
  return self.huiqiPinyin.prepare([...terms, ...parts.map((part) => part.text)], self.huiqiReadings);
}

function loadNames(data) {
  loadingNames = loadingNames || prepareNames(data);
  return loadingNames;
}

const searchPages = ({ pages }, queries) => self.huiqiMatch.rate(pages, queries).map(self.huiqiShow.describePage);
const searchPapers = ({ papers }, queries) => self.huiqiMatch.rate(papers, queries).map(self.huiqiShow.describePaper);
const searchAll = (data, queries) => [...searchPages(data, queries), ...searchPapers(data, queries)];

/* Pages that hold the query, then papers. Letters are pinyin where no page holds them as they are. */
async function find(data, query) {
  const typed = self.huiqiPinyin.letters(query);
  const pages = searchPages(data, [query]);
  if (pages.length || !typed) return [...pages, ...searchPapers(data, [query])];
  return searchAll(data, [query, ...self.huiqiPinyin.find(await loadNames(data), typed, PINYIN_PARTS)]);
}

/* What somebody may have meant whose query finds nothing. */
async function correct(data, query) {
  const names = await loadNames(data);
  await importScripts(beside("search-slips.js"), beside("search-sounds.js"));
  const typed = self.huiqiPinyin.letters(query);
  if (typed) return self.huiqiSlips.findSpelled(names, typed, CORRECTIONS);
  const all = [...data.pages, ...data.papers];
  const words = self.huiqiText.splitQuery(query).map((word) =>
    (self.huiqiMatch.isHeld(all, word) ? [word] : self.huiqiSlips.findWritten(names, [self.huiqiReadings, self.huiqiSounds], word, CORRECTIONS)));
  if (words.length === 1) return words[0];
  return words.every((choice) => choice.length) ? [words.map(([first]) => first).join(" ")] : [];
}

async function answer(query) {
  asked += 1;
  const turn = asked;
  let items = [];
  let corrected = [];
  // The theme asks for nothing when a page opens; that is no reason to load the data.
  if (query.trim()) {
    const data = await load();
    items = await find(data, query);
    if (!items.length && self.huiqiText.fold(query)) {
      const meant = await correct(data, query);
      items = searchAll(data, meant);
      corrected = items.length ? meant : [];
    }
  }
  // Whoever types on while the data loads must not see the results of an earlier query.
  if (turn === asked) {
    postMessage({ type: 3, data: { items, corrected } });
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
