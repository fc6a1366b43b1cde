/* What pages share: what is kept in this browser alone, and how many days are left. */
"use strict";
self.huiqiKept = {
  /* A browser may forbid to keep anything: then it lasts as long as the page. */
  read(key, other) {
    try {
      const kept = JSON.parse(localStorage.getItem(key));
      return kept === null ? other : kept;
    } catch (error) {
      return other;
    }
  },

  /* Kept ids; whatever else is kept under the key counts as none. */
  readSet(key) {
    const kept = this.read(key, []);
    return new Set(Array.isArray(kept) ? kept : []);
  },

  /* What to say where it cannot be kept. */
  refusal: "此浏览器不允许保存，关闭页面后记录不保留",

  /* Whether it could be kept. */
  write(key, value) {
    try {
      localStorage.setItem(key, JSON.stringify(value));
      return true;
    } catch (error) {
      return false;
    }
  },
};

/* A box to tick beside an item, with its word; it stands on no page without scripts. */
self.huiqiTick = (word, item) => {
  const box = Object.assign(document.createElement("input"), { type: "checkbox" });
  box.setAttribute("aria-label", `${word}：${item.textContent}`);
  const around = Object.assign(document.createElement("label"), { className: "tick" });
  around.dataset.search = "off"; // the search knows the page without it
  around.append(box, word);
  item.closest("td").append(around);
  return box;
};

self.huiqiDays = {
  /* Days from today to a day written 2026-01-08, both as the reader's calendar has them. */
  left(day) {
    const now = new Date();
    const [year, month, date] = day.split("-").map(Number);
    return Math.round((Date.UTC(year, month - 1, date) - Date.UTC(now.getFullYear(), now.getMonth(), now.getDate())) / 864e5);
  },

  say(left) {
    if (left > 0) return `还有 ${left} 天`;
    return left === 0 ? "今天" : "已过";
  },
};
