/* The list of cycles: dates that are asked for, archiving and reopening. */
import { announce, DeskError, send, swap } from "./desk.js";
import { ask } from "./dialog.js";

const ARCHIVE = `<h2>归档</h2>
<p id="what"></p>
<p>会议工作全部结束以后归档。归档以后，网站再生成一次，此后不再改动，每次生成时只作核对；这次会议的事实只能查看，需要修改的，可以重新打开。</p>
<label for="archive-day">归档日期</label>
<span class="day"><input type="text" id="archive-day" autocomplete="off"><input type="date" tabindex="-1" data-for="archive-day" aria-label="日历：归档日期"></span>`;
const REOPEN = `<h2>重新打开</h2>
<p id="what"></p>
<p>归档日期将从会议事实中取出，这次会议又可以修改；网站随之可以重新生成。改好以后，重新归档。</p>`;

async function change(line, action, data) {
  const { cycle, base } = line.dataset;
  try {
    const answer = await send(`/cycles/${cycle}/${action}`, { base, ...data });
    const typed = [...document.querySelectorAll("form.date input[type=text]")].map((one) => [one.id, one.value]);
    swap(answer.main);
    // What was typed for another cycle, or could not be taken, stays.
    const done = action === "date" && !document.querySelector(`#${CSS.escape(line.id)} form[data-field=${data.field}]`);
    for (const [id, value] of typed) {
      const field = document.getElementById(id);
      if (field && !(done && id === `date-${cycle}`)) field.value = value;
    }
    announce(answer.said);
    if (action !== "date" || done) document.querySelector(`#${CSS.escape(line.id)} h2 a`)?.focus();
  } catch (error) {
    if (!(error instanceof DeskError)) throw error;
    announce(error.message);
  }
}

document.addEventListener("submit", (event) => {
  event.preventDefault();
  const form = event.target.closest("form.date");
  if (!form) return;
  const { field } = form.dataset;
  change(form.closest("[data-cycle]"), "date", { field, text: form.querySelector("input").value });
});

document.addEventListener("change", ({ target }) => {
  if (target.matches("input[data-for]")) document.getElementById(target.dataset.for).value = target.value;
});

document.addEventListener("click", async ({ target }) => {
  const button = target.closest("button[data-act]");
  if (!button) return;
  const line = button.closest("[data-cycle]");
  const archive = button.dataset.act === "archive";
  const asked = ask(archive ? ARCHIVE : REOPEN, [["yes", archive ? "归档" : "重新打开"], ["", "取消"]]);
  document.getElementById("what").textContent = line.dataset.title;
  const day = document.getElementById("archive-day");
  if (archive) day.value = button.dataset.today;
  if ((await asked) === "yes") change(line, button.dataset.act, archive ? { text: day.value } : {});
});
