/* The front page: what is due next, which cycles to show, and one search over all of them.

   Every site answers with its own search, so that one built years ago is searched as it was built.
   Few are asked at a time, the newest first. */
(() => {
  "use strict";
  // Opened from a file, a worker is a frame, and only the newest frame is heard.
  const FRAMES = location.protocol === "file:";
  const AT_ONCE = FRAMES ? 1 : 4;
  const KEPT = FRAMES ? 0 : 12;
  const SHOWN = 5;
  const form = document.querySelector(".find");
  const [field, year, kind] = form.elements;
  const status = document.querySelector("[role=status]");
  const found = document.querySelector(".found");
  const cycles = [...document.querySelectorAll("[data-cycle]")];
  const groups = [...document.querySelectorAll(".cycles")];
  const asked = new Map(); // by cycle: its worker, and who waits for its answer
  let turn = 0;

  const make = (name, props) => Object.assign(document.createElement(name), props);

  const open = (id) => {
    if (!asked.has(id)) {
      const worker = new Worker(`${id}/assets/search-worker.js`);
      const entry = { worker, answer: null };
      worker.addEventListener("message", ({ data }) => {
        if (data.type === 3 && entry.answer) entry.answer(data.data);
      });
      worker.addEventListener("error", () => entry.answer && entry.answer(null));
      worker.postMessage({ type: 0 });
      asked.set(id, entry);
    }
    return asked.get(id);
  };

  /* What the search of one cycle answers; null where it does not work. */
  const ask = (id, query) => new Promise((resolve) => {
    const entry = open(id);
    if (entry.answer) entry.answer({ items: [] });
    entry.answer = resolve;
    entry.worker.postMessage({ type: 2, data: query });
  });

  const forget = (id) => {
    asked.get(id).worker.terminate();
    asked.delete(id);
  };

  const showPage = (id, parts) => {
    const item = make("li", {});
    for (const part of parts.slice(0, 1 + SHOWN).filter(({ title, text }, place) => !place || title || text)) {
      const link = make("a", { href: `${id}/${part.location}`, innerHTML: part.title });
      const text = make("p", { innerHTML: part.text });
      item.append(link, ...(part.text ? [text] : []));
    }
    return item;
  };

  const showCycle = (cycle, pages) => {
    const id = cycle.dataset.cycle;
    const section = make("section", {});
    const name = cycle.querySelector("strong").textContent;
    section.append(make("h2", { textContent: `${name}（${pages.length} 个页面）` }));
    const list = make("ol", {});
    list.append(...pages.slice(0, SHOWN).map((page) => showPage(id, page)));
    section.append(list);
    if (pages.length > SHOWN) {
      const rest = make("details", {});
      const more = make("ol", {});
      more.append(...pages.slice(SHOWN).map((page) => showPage(id, page)));
      rest.append(make("summary", { textContent: `其余 ${pages.length - SHOWN} 个页面` }), more);
      section.append(rest);
    }
    return section;
  };

  const listShown = () => cycles.filter((cycle) => !cycle.hidden);

  const search = async () => {
    turn += 1;
    const mine = turn;
    const query = field.value.trim();
    found.textContent = "";
    if (!query) {
      status.textContent = year.value || kind.value ? `${listShown().length} 个会议周期` : "";
      return;
    }
    if (FRAMES) [...asked.keys()].forEach(forget);
    const waiting = listShown();
    const places = new Map(waiting.map((cycle) => [cycle, make("div", {})]));
    found.append(...places.values());
    const counts = { query, pages: 0, cycles: 0, failed: 0, done: 0, all: waiting.length, meant: "" };
    const near = []; // what was found in place of the query, for want of anything better
    const show = (cycle, pages) => {
      counts.pages += pages.length;
      counts.cycles += 1;
      places.get(cycle).append(showCycle(cycle, pages));
    };
    const next = async () => {
      while (waiting.length && mine === turn) {
        const cycle = waiting.shift();
        const said = await ask(cycle.dataset.cycle, query);
        if (mine !== turn) return;
        if (asked.size > KEPT) forget(cycle.dataset.cycle);
        counts.done += 1;
        counts.failed += said === null;
        const { items = [], corrected = [] } = said || {};
        if (corrected.length) near.push({ cycle, items, meant: corrected[0] });
        else if (items.length) show(cycle, items);
        if (counts.done < counts.all) report(counts);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, next));
    if (mine !== turn) return;
    if (!counts.pages && near.length) {
      counts.meant = near[0].meant;
      near.filter(({ meant }) => meant === counts.meant).forEach(({ cycle, items }) => show(cycle, items));
    }
    report(counts);
  };

  const report = ({ query, pages, cycles: held, failed, done, all, meant }) => {
    const result = pages ? `${held} 个会议周期的 ${pages} 个页面` : "没有找到";
    const instead = meant ? `没有找到“${query}”，以下是“${meant}”的结果：` : "";
    const trouble = failed ? `，${failed} 个会议周期无法搜索` : "";
    status.textContent = done < all ? `正在搜索，已完成 ${done}/${all}` : instead + result + trouble;
  };

  const filter = () => {
    for (const cycle of cycles) {
      const fits = (!year.value || cycle.dataset.year === year.value)
        && (!kind.value || cycle.dataset.kind === kind.value);
      cycle.hidden = !fits;
    }
    for (const group of groups) group.hidden = !group.querySelector("li:not([hidden])");
    search();
  };

  /* A choice of one is none. */
  const fill = (select, given) => {
    const values = [...new Set(given)].filter(Boolean);
    select.parentElement.hidden = values.length < 2;
    select.append(...values.map((value) => make("option", { value, textContent: value })));
  };

  /* The first step that is not past, and in how many days it is due; both as the reader's calendar has them. */
  const showNext = (line) => {
    const now = new Date();
    const today = Date.UTC(now.getFullYear(), now.getMonth(), now.getDate());
    const steps = JSON.parse(line.dataset.steps).map(([day, what, certain]) => {
      const [year, month, date] = day.split("-").map(Number);
      const left = Math.round((Date.UTC(year, month - 1, date) - today) / 864e5);
      return { what, left, day: `${certain ? "" : "最迟"}${year}年${month}月${date}日` };
    });
    const next = steps.find(({ left }) => left >= 0);
    // No line ends inside a date.
    const parts = next
      ? [`下一项：${next.what}，`, `${next.day}，`, next.left ? `还有 ${next.left} 天` : "今天"]
      : ["各项工作的期限已过"];
    line.append(...parts.map((textContent, place) => make("span", { className: place ? "whole" : "", textContent })));
    line.classList.toggle("past", !next);
    line.hidden = false;
  };

  let typing = 0;
  // Text also comes in without keys: pasted, spoken, dropped, completed by the browser.
  ["input", "change", "compositionend", "search"].forEach((name) => field.addEventListener(name, () => {
    clearTimeout(typing);
    typing = setTimeout(search, 200);
  }));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    search();
  });
  fill(year, cycles.map((cycle) => cycle.dataset.year));
  fill(kind, cycles.map((cycle) => cycle.dataset.kind));
  year.addEventListener("change", filter);
  kind.addEventListener("change", filter);
  form.hidden = false;
  document.querySelectorAll(".next").forEach(showNext);
  filter();
})();
