/*
 * Slips of typing: which parts of the site's names somebody may have meant who found nothing.
 *
 * In pinyin: sounds that many speakers do not tell apart, and one wrong, missing, surplus or
 * transposed letter. In Chinese: signs that sound alike, as input methods offer them, and one
 * such sign. Names are as search-pinyin.js prepares them.
 */
"use strict";
self.huiqiSlips = (() => {
  const SHORTEST_SPELLED = 6;
  const SHORTEST_WRITTEN = 3;
  const HEADS = [["zh", "z"], ["ch", "c"], ["sh", "s"], ["l", "n"]];
  const WRITTEN = /^[\u3400-\u9fff\u{20000}-\u{3ffff}]+$/u;

  /* What stands for all readings that sound alike to many: zhang and zan. */
  function soften(reading) {
    const pair = HEADS.find(([head]) => reading.startsWith(head));
    const headed = pair ? pair[1] + reading.slice(pair[0].length) : reading;
    return headed.replace(/ng$/, "n");
  }

  /* A reading in all the ways in which it may be spelled: zhang, zang, zhan, zan. */
  function listSpellings(reading) {
    const swap = ([one, two]) => {
      if (reading.startsWith(one)) return two + reading.slice(one.length);
      return reading.startsWith(two) ? one + reading.slice(two.length) : reading;
    };
    const headed = [reading, ...HEADS.map(swap)];
    const tailed = headed.map((form) => (/ng$/.test(form) ? form.slice(0, -1) : form.replace(/n$/, "ng")));
    return [...new Set([...headed, ...tailed])];
  }

  /* Whether one sequence becomes the other by one item replaced, added, left out or transposed. */
  function isNear(one, two) {
    const short = Math.min(one.length, two.length);
    let start = 0;
    while (start < short && one[start] === two[start]) start += 1;
    let end = 0;
    while (end < short - start && one[one.length - 1 - end] === two[two.length - 1 - end]) end += 1;
    const left = one.slice(start, one.length - end);
    const right = two.slice(start, two.length - end);
    if (left.length <= 1 && right.length <= 1) return true;
    return left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0];
  }

  /* The parts of the names that fit; whole names if there are any, else what a name begins with.
     fits says so of the signs of a part. */
  function collect(names, sizes, fits) {
    const found = [];
    for (const { text, signs } of names) {
      for (const size of sizes) {
        for (let at = 0; at + size <= signs.length; at += 1) {
          if (fits(signs, at, size)) {
            const part = text.slice(signs[at].start, signs[at + size - 1].end);
            const whole = size === signs.length ? 0 : at === 0 ? 1 : 2;
            found.push({ part, order: [whole, text.length] });
          }
        }
      }
    }
    found.sort((one, two) => one.order[0] - two.order[0] || one.order[1] - two.order[1]);
    const best = found.filter((item) => item.order[0] === found[0].order[0]);
    return [...new Set(best.map((item) => item.part))];
  }

  function findMisspelled(names, typed) {
    if (typed.length < SHORTEST_SPELLED) return [];
    const sizes = [2, 3, 4, 5, 6, 7, 8].filter((size) => size <= typed.length / 2 + 1);
    return collect(names, sizes, (signs, at, size) => {
      let spelled = "";
      for (let place = at; place < at + size; place += 1) {
        spelled += signs[place].readings[0];
        if (spelled.length > typed.length + 1) return false;
      }
      return spelled.length >= typed.length - 1 && isNear(typed, spelled);
    });
  }

  /* What the letters of a query may stand for. */
  function findSpelled(names, typed, limit) {
    const softened = self.huiqiPinyin.find(names, typed, limit, listSpellings);
    return softened.length ? softened : findMisspelled(names, typed).slice(0, limit);
  }

  /* For each sign its softened readings. */
  function listSounds(tables) {
    const sounds = new Map();
    tables.flatMap(Object.entries).forEach(([reading, signs]) => {
      for (const sign of signs) sounds.set(sign, [...(sounds.get(sign) || []), soften(reading)]);
    });
    return sounds;
  }

  /* What a Chinese word may stand for: signs that sound alike before those that do not. */
  function findWritten(names, tables, word, limit) {
    if (!WRITTEN.test(word)) return [];
    const typed = [...word];
    const sounds = listSounds(tables);
    const isAlike = (sign, other) => sign === other
      || (sounds.get(sign) || []).some((sound) => (sounds.get(other) || []).includes(sound));
    const alike = collect(names, [typed.length], (signs, at) =>
      typed.every((sign, place) => isAlike(sign, signs[at + place].sign)));
    if (alike.length || typed.length < SHORTEST_WRITTEN) return alike.slice(0, limit);
    const sizes = [typed.length, typed.length + 1, typed.length - 1].filter((size) => size >= SHORTEST_WRITTEN);
    return collect(names, sizes, (signs, at, size) =>
      isNear(typed, signs.slice(at, at + size).map(({ sign }) => sign))).slice(0, limit);
  }

  return { findSpelled, findWritten };
})();
