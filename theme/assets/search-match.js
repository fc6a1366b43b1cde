/*
 * Which pages and papers hold a query, and how well they fit.
 *
 * A page is text, a line a block: address, title, then its blocks; a heading begins with a tab.
 * Behind a tab stand what the navigation calls the page, and an anchor that does not follow from
 * its heading. A paper is the same without anchors, and has a row on the page of downloads.
 */
"use strict";
self.huiqiMatch = (() => {
  const SCORES = { wholeTitle: 4, title: 3, wholeHeading: 2.5, heading: 2, text: 1 };

  /* A page as it waits: its text folded in one go, to see whether words can stand on it at all. */
  function receive(packed) {
    return { packed, folded: self.huiqiText.foldLines(packed), parts: null, row: "" };
  }

  /* Papers share lines: each is given those that its numbers name. */
  function receivePapers({ lines, papers }) {
    const all = lines.split("\n");
    const take = (run) => {
      const [first, last = first] = run.split("-").map(Number);
      return all.slice(first, last + 1);
    };
    return papers.map(([location, title, row, runs]) => {
      const own = runs ? runs.split(" ").flatMap(take) : [];
      return { ...receive([location, title, ...own].join("\n")), row };
    });
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

  /* The pages that hold all words of one of the queries: the best query of a page counts. */
  function rate(pages, queries) {
    const hits = new Map();
    queries.forEach((query, order) => {
      const words = self.huiqiText.splitQuery(query);
      pages.forEach((received, place) => {
        if (!words.length || !words.every((word) => holds(received, word))) return;
        const page = open(received);
        const score = rank(page, words);
        const known = hits.get(page);
        if (score > 0 && !(known && known.score >= score)) {
          hits.set(page, { page, received, place, score, order, words, query, weight: weigh(page, words, score) });
        }
      });
    });
    return [...hits.values()].sort((one, two) =>
      two.score - one.score || one.order - two.order || two.weight - one.weight || one.place - two.place);
  }

  /* Whether a word stands on one of the pages or papers. */
  function isHeld(pages, word) {
    return pages.some((received) => holds(received, word) && rank(open(received), [word]) > 0);
  }

  return { receive, receivePapers, open, rate, holds, isHeld };
})();
