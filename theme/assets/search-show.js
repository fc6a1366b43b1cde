/*
 * What is shown of a page or paper that holds a query, as HTML: see search-match.js.
 */
"use strict";
self.huiqiShow = (() => {
  const CONTEXT = 36;
  const SHOWN_SECTIONS = 3;
  // Every paper comes behind every page.
  const PAPER_SHARE = 0.1;
  const { holds } = self.huiqiMatch;

  function escapeHtml(text) {
    return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
  }

  /* The anchor that a heading has as a rule; huiqi/templating/anchors.py does the same. */
  function nameAnchor(heading) {
    return heading.replace(/[^\p{L}\p{N}_\- ]/gu, "").replace(/ /g, "-").toLowerCase();
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
    return {
      anchor: name ? `#${encodeURIComponent(name)}` : "",
      title: markAll(section.heading, words),
      text: part ? excerpt(part, words) : "",
    };
  }

  /* A match in a heading stands before those in the text, lest it be folded away. */
  function listSections(page, words) {
    const found = page.sections.map((section) => describeSection(page, section, words)).filter(Boolean);
    const byHeading = (item) => (item.title.includes("<mark") ? 0 : 1);
    return found.sort((one, two) => byHeading(one) - byHeading(two));
  }

  function describePage({ page, words, score, query }) {
    const found = listSections(page, words);
    const lead = found.find((item) => !item.anchor);
    const first = { anchor: "", title: describeTitle(page, words), text: lead ? lead.text : "" };
    return [first, ...found.filter((item) => item !== lead)].map(({ anchor, title, text }, index) => ({
      location: addQuery(page.location, query) + anchor,
      title,
      text,
      terms: listTerms(words),
      // The theme folds away what scores lower than the page.
      score: index > SHOWN_SECTIONS ? score / 2 : score,
    }));
  }

  /* The paper, the place in it that fits best, and its row on the page of downloads. */
  function describePaper({ page, received, words, score, query }) {
    const preview = addQuery(page.location, query);
    const [best] = listSections(page, words);
    const items = [{ location: preview, title: describeTitle(page, words), text: "" }];
    if (best) items.push({ location: preview, title: best.title, text: best.text });
    if (received.row) {
      items.push({ location: received.row, title: `材料下载：${escapeHtml(page.title.text)}`, text: "" });
    }
    return items.map((item) => ({ ...item, terms: listTerms(words), score: score * PAPER_SHARE }));
  }

  function listTerms(words) {
    return Object.fromEntries(words.map((word) => [word, true]));
  }

  /* The page marks what was looked for: see search-page.js. */
  function addQuery(location, query) {
    return `${location}?h=${encodeURIComponent(query)}`;
  }

  return { describePage, describePaper };
})();
