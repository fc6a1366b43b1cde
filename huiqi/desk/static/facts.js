/* The form of the facts: every change is handed in at once, one after the other, and shown again. */
import { announce, DeskError, markUnsaved, send, swap } from "./desk.js";
import { ask } from "./dialog.js";
import { refocus } from "./refocus.js";

const AGAIN = 5_000;
const queue = [];
let later;
let running = false;
let leaving = "";

const form = () => document.getElementById("facts");

const isSame = (one, other) => JSON.stringify(one) === JSON.stringify(other);

/* Hand in one change; others wait, so that each begins from what the one before has left. Of texts for
   one field that still wait, one behind the other, only the last counts: arrows go through every choice. */
function enqueue(action, data) {
  const last = queue.length > 1 ? queue[queue.length - 1] : undefined; // the first is on its way
  const again = action === "set" && last?.action === "set" && isSame(last.data.path, data.path);
  if (again) queue.pop();
  queue.push({ action, data, place: form().dataset.place });
  markUnsaved(true);
  if (!running) run();
}

/* A change that the desk could not be asked for stays first in the queue, and is tried again. */
async function run() {
  clearTimeout(later);
  running = true;
  while (queue.length) {
    const [{ action, data, place }] = queue;
    try {
      const answer = await send(`${place}/${action}`, { base: form().dataset.base, ...data });
      queue.shift();
      if (answer.conflict) await settle(answer, { action, data, place });
      else {
        show(answer);
        refocus(action, data);
      }
    } catch (error) {
      if (!(error instanceof DeskError)) throw error;
      announce(error.message);
      leaving = "";
      if (error.gone) break;
      queue.shift();
    }
  }
  running = false;
  markUnsaved(queue.length > 0);
  if (queue.length) later = setTimeout(run, AGAIN);
  else if (leaving) location.assign(leaving);
}

/* A link to another page waits until everything is handed in: that page begins from what this one leaves. */
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href]");
  if (!running || !link || link.target || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (link.pathname === location.pathname && link.hash) return;
  event.preventDefault();
  leaving = link.href;
});

function show(answer) {
  const opened = [...document.querySelectorAll("details[open]")].map((one) => one.id).filter(Boolean);
  swap(answer.main);
  swap(answer.nav, document.getElementById("sections"));
  for (const id of opened) document.getElementById(id)?.setAttribute("open", "");
  announce(answer.said);
  document.dispatchEvent(new Event("desk:saved"));
}

/* Both versions are kept until the clerk has chosen: the dialog does not go away by itself. */
async function settle(answer, entry) {
  const own = form().dataset.base;
  const ways = [["one", "只在文件里改这一处", answer.again], ["mine", "整份用这里的", answer.whole], ["theirs", "整份用文件里的", true]];
  let choice = "";
  while (!choice) choice = await ask(answer.html, ways.filter(([, , there]) => there));
  form().dataset.base = answer.digest;
  if (choice === "one") queue.unshift(entry);
  else if (choice === "theirs" || await bringBack(answer, entry.place)) show(await send(`${entry.place}/shown`, {}));
  else queue.unshift({ ...entry, data: { base: own, ...entry.data } }); // changed once more: asked once more
}

/* Make the whole of this page's version the file; false where somebody was faster again. */
async function bringBack({ digest, whole }, place) {
  const history = place.replace(/\/facts\/[^/]*$/, "/history");
  return !(await send(`${history}/restore`, { base: digest, digest: whole })).conflict;
}

function handIn(field) {
  const path = JSON.parse(field.dataset.path);
  enqueue("set", { path, text: field.value });
}

function take(target) {
  if (target.matches("#facts [data-path]")) handIn(target);
  if (target.matches("input[data-for]")) {
    const field = document.getElementById(target.dataset.for);
    field.value = target.value;
    handIn(field);
  }
}
document.addEventListener("change", ({ target }) => take(target));

/* Whether a field says something else than the page came with; a line end is none of an input's signs. */
function isChanged(field) {
  const { options, value, defaultValue } = field;
  if (options) return field.selectedIndex !== Math.max(0, [...options].findIndex((one) => one.defaultSelected));
  return value !== (field.matches("textarea") ? defaultValue : defaultValue.replace(/[\r\n]/g, ""));
}

/* What was filled in and left before this script ran has had its event: nobody else hands it in. */
for (const field of document.querySelectorAll("#facts :is(input, select, textarea):is([data-path], [data-for])")) {
  if (field !== document.activeElement && isChanged(field)) take(field);
}

document.addEventListener("keydown", (event) => {
  const { target, key } = event;
  // In a cell a line end is no text; in a field of several lines it is.
  if (key === "Enter" && target.matches("#facts input[data-path], #facts td textarea[data-path]:not([data-lines])")) {
    event.preventDefault();
    handIn(target);
  }
});

/* Going back and forth over what was saved; inside a field the keys are the browser's own. */
document.addEventListener("click", ({ target }) => {
  const button = target.closest("button[data-step]");
  if (button) enqueue(button.dataset.step, {});
});
document.addEventListener("keydown", (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
  if (event.target.closest("input, textarea, select, dialog")) return;
  const key = event.key.toLowerCase();
  const action = key === "y" || (key === "z" && event.shiftKey) ? "redo" : key === "z" ? "undo" : "";
  if (!action) return;
  event.preventDefault();
  enqueue(action, {});
});
document.addEventListener("submit", (event) => event.preventDefault());

document.addEventListener("click", async ({ target }) => {
  const button = target.closest("button[data-do]");
  if (!button) return;
  const { do: action, path: place, name, to } = button.dataset;
  const path = JSON.parse(place);
  if (action === "move") enqueue("move", { path, to: Number(to) });
  else if (action === "remove") enqueue("remove", { path });
  else if (action === "drop") enqueue("drop", { path });
  else if (action === "choose") enqueue("set", { path, text: name });
  else if (action === "name") {
    const field = document.querySelector(`#facts [data-path='${place}']:not(button)`);
    enqueue("name", { path, name, text: field.value });
  } else if (action === "paste") await paste(path, await askForText());
});

/* A table pasted into a cell is a table for the whole list. */
document.addEventListener("paste", (event) => {
  const list = event.target.closest?.("table[data-list]");
  const text = event.clipboardData?.getData("text/plain") ?? "";
  if (!list || !/\t|\n\s*\S/.test(text)) return;
  event.preventDefault();
  paste(JSON.parse(list.dataset.list), text);
});

async function askForText() {
  const html = "<h2>从 Word 或 Excel 粘贴</h2><label for='pasted'>在 Word、Excel 或者 WPS 中选中表格，复制，再在下面的格子里粘贴（Ctrl+V）</label><textarea id='pasted' rows='8'></textarea>";
  const choice = await ask(html, [["next", "下一步"], ["", "取消"]]);
  return choice === "next" ? document.querySelector("dialog textarea").value : "";
}

async function paste(path, text) {
  if (!text.trim()) return;
  try {
    const { html } = await send(`${form().dataset.place}/pasted`, { path, text });
    const choice = await ask(html, [["take", "加入"], ["", "取消"]]);
    if (choice !== "take") return;
    const columns = [...document.querySelectorAll("dialog select[data-column]")].map((one) => one.value);
    enqueue("rows", { path, text, columns });
  } catch (error) {
    if (!(error instanceof DeskError)) throw error;
    announce(error.message);
  }
}

/* A field that names several things completes the last of them. */
document.addEventListener("input", ({ target }) => {
  if (!target.matches("#facts input[data-several][list]")) return;
  const list = document.getElementById(target.getAttribute("list"));
  const before = target.value.replace(/[^、，,；;]*$/, "");
  for (const option of list.options) {
    option.dataset.name ??= option.value;
    option.value = before + option.dataset.name;
  }
});

/* A link to a field opens what it stands in. */
function reveal() {
  const field = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!field) return;
  for (let one = field.closest("details"); one; one = one.parentElement.closest("details")) one.open = true;
  field.scrollIntoView({ block: "center" });
  if (field.matches("input, select, textarea")) field.focus();
}
window.addEventListener("hashchange", reveal);
reveal();
