/*
 * Pinyin, in full (tanxintanhua), by initials (txth), or mixed, to the Chinese texts that it names.
 */
"use strict";
self.huiqiPinyin = (() => {
  const INITIALS = ["zh", "ch", "sh"];

  /* Texts with the readings of their Chinese signs; other signs are passed over. */
  function prepare(texts, readings) {
    const bySign = new Map();
    Object.entries(readings).forEach(([reading, signs]) => {
      for (const sign of signs) bySign.set(sign, [...(bySign.get(sign) || []), reading]);
    });
    return [...new Set(texts)].map((text) => {
      const signs = [];
      let place = 0;
      for (const sign of text) {
        if (bySign.has(sign)) signs.push({ sign, readings: bySign.get(sign), start: place, end: place + sign.length });
        place += sign.length;
      }
      return { text, signs };
    });
  }

  /* The letters of a query that may be pinyin; empty where it is something else. */
  function letters(query) {
    const typed = query.toLowerCase().replace(/[\s'’]/g, "").replace(/ü/g, "v");
    return /^[a-z]{2,}$/.test(typed) ? typed : "";
  }

  /* How a reading is typed: in full or by its first letters. */
  function listForms(reading) {
    return [reading, ...INITIALS.filter((pair) => reading.startsWith(pair)), reading[0]];
  }

  /* How many signs from a place on the letters spell; 0 where they do not. */
  function spell(signs, at, typed, list) {
    if (at === signs.length) return 0;
    for (const reading of signs[at].readings) {
      for (const form of list(reading)) {
        if (form.startsWith(typed)) return 1;
        const rest = typed.startsWith(form) ? spell(signs, at + 1, typed.slice(form.length), list) : 0;
        if (rest) return rest + 1;
      }
    }
    return 0;
  }

  /* The parts of the texts that the letters spell: fully spelled before abridged, whole names first. */
  function find(names, typed, limit, list = listForms) {
    const found = [];
    for (const { text, signs } of names) {
      for (let at = 0; at < signs.length; at += 1) {
        const count = spell(signs, at, typed, list);
        if (count > 1) {
          const part = text.slice(signs[at].start, signs[at + count - 1].end);
          const whole = count === signs.length ? 0 : at === 0 ? 1 : 2;
          found.push({ part, order: [count, whole, text.length] });
        }
      }
    }
    found.sort((one, two) => {
      const place = one.order.findIndex((value, index) => value !== two.order[index]);
      return place < 0 ? 0 : one.order[place] - two.order[place];
    });
    return [...new Set(found.map((item) => item.part))].slice(0, limit);
  }

  return { prepare, letters, find };
})();
