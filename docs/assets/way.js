/* The way of the meeting, on the first page and in the schedule: what is past, what comes next and
   in how many days. */
(() => {
  "use strict";
  const items = [...document.querySelectorAll(".way [data-day], .schedule [data-day]")];
  const { left, say } = self.huiqiDays;
  const next = items.find((item) => left(item.dataset.day) >= 0);
  for (const item of items) {
    const days = left(item.dataset.day);
    const state = item === next ? `下一项，${say(days)}` : say(days);
    const line = item.closest("li, tr");
    line.dataset.state = item === next ? "next" : days < 0 ? "past" : "later";
    const said = document.createElement("span");
    said.className = "way-state";
    said.dataset.search = "off"; // the search knows the page without it
    said.textContent = state;
    (line.cells ? line.cells[0] : line).append(said);
  }
})();
