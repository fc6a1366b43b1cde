/*
 * How the search reads text; shared by its worker and by the pages that mark what was found.
 *
 * Folded text has no case, no width, no quotes, brackets or blanks: they stand in many forms and
 * matter to nobody who searches. Signs without width come along with pasted text.
 */
"use strict";
self.huiqiText = (() => {
  const IGNORED = /[ \f\v\r\u00A0\u00AD\u1680\u2000-\u200D\u2028\u2029\u202F\u205F\u2060\u3000\uFEFF"'`“”‘’《》〈〉「」『』【】〔〕（）()\[\]{}·•・‧∙⋅]/g;
  // Inside a name a dot may have blanks beside it, and a full stop stands for it.
  const DOT = /([\u3400-\u9fff]) ?[.．·•・‧∙⋅] ?(?=[\u3400-\u9fff])/g;
  const foldedSigns = new Map();

  /* Many lines at once, which is several times faster than each by itself; tabs stay too. */
  function foldLines(text) {
    return text.normalize("NFKC").toLowerCase().replace(IGNORED, "");
  }

  function fold(text) {
    return foldLines(text).replace(/[\n\t]/g, "");
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

  /* The folded words of a query; all of them must stand on a page. */
  function splitQuery(query) {
    return query.replace(DOT, "$1").split(/\s+/).map(fold).filter(Boolean);
  }

  /* Where folded words stand in the text itself: a list of [start, end], none inside another. */
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
    return join(spans.sort((one, two) => one[0] - two[0] || two[1] - one[1]));
  }

  function join(spans) {
    const joined = [];
    for (const [start, end] of spans) {
      const last = joined[joined.length - 1];
      if (last && start < last[1]) last[1] = Math.max(last[1], end);
      else joined.push([start, end]);
    }
    return joined;
  }

  return { fold, foldLines, foldSign, splitQuery, findSpans };
})();
