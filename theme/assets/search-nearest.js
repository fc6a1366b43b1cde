/*
 * The terms and headings that are nearest to a query which finds nothing; loaded for the first such
 * query, with the readings and the pages' data.
 */
"use strict";
self.huiqiNearest = (() => {
  const SHOWN_TERMS = 5;
  const ALIKE = 0.5;

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

  return nearest;
})();
