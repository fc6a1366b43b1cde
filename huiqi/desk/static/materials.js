/* Study materials: files are sent one after the other, checked, and put in from the page. */
import { announce, DeskError, markUnsaved, send, swap } from "./desk.js";
import { ask } from "./dialog.js";
import { readFile, showDropPlace } from "./files.js";

const LARGEST = 20 * 1024 * 1024;
const PICTURES = /\.(png|jpe?g)$/i;
const KINDS = /\.(docx|pdf|md|png|jpe?g)$/i;
const root = document.getElementById("materials");
const input = document.getElementById("files");
const progress = document.getElementById("progress");
const queue = [];
let running = false;
let done = 0;

/* What was typed beside files that wait stays when the page is shown again. */
function show(answer) {
  const typed = [...root.querySelectorAll("[data-name]")].map((field) => [field.id, field.value]);
  const opened = [...root.querySelectorAll("details[open]")].map((one) => one.id).filter(Boolean);
  swap(answer.main, root);
  for (const [id, value] of typed) {
    const field = document.getElementById(id);
    if (!field) continue;
    const now = field.value;
    field.value = value;
    if (field.value !== value) field.value = now; // there is no such choice any more
  }
  for (const id of opened) document.getElementById(id)?.setAttribute("open", "");
  root.querySelectorAll("[data-name=instead]").forEach(showFields);
  root.querySelectorAll("details[open][data-show]").forEach(showPage);
}

async function sendFile({ file, instead }) {
  const place = root.dataset.place;
  if (file.size > LARGEST || !KINDS.test(file.name)) return send(`${place}/refuse`, { name: file.name, size: file.size });
  return send(`${place}/receive`, { name: file.name, data: await readFile(file), instead });
}

/* One file after the other: one that cannot be taken does not stop those behind it. */
async function run() {
  if (running) return;
  running = true;
  markUnsaved(true);
  const told = [];
  while (queue.length) {
    const total = done + queue.length;
    progress.hidden = false;
    progress.max = total;
    progress.value = done;
    announce(`正在检查“${queue[0].file.name}”（第 ${done + 1} 个，共 ${total} 个）。`);
    try {
      const answer = await sendFile(queue[0]);
      show(answer);
      told.push(answer.said);
    } catch (error) {
      if (!(error instanceof DeskError)) throw error;
      told.push(`“${queue[0].file.name}”：${error.message}`);
    }
    queue.shift();
    done += 1;
  }
  announce(`${told.join("；")}。`.replace(/。。$/, "。"));
  document.getElementById("waiting")?.scrollIntoView({ block: "start" });
  progress.hidden = true;
  done = 0;
  running = false;
  markUnsaved(false);
}

function add(files, instead = "") {
  // Pictures first: a text is checked with those that it shows.
  const ordered = [...files].sort((one, other) => PICTURES.test(other.name) - PICTURES.test(one.name));
  queue.push(...ordered.map((file) => ({ file, instead })));
  run();
}

input?.addEventListener("change", () => {
  add(input.files);
  input.value = "";
});
showDropPlace();
document.addEventListener("drop", (event) => {
  if (root && event.dataTransfer?.files.length) add(event.dataTransfer.files);
});

/* What a material is called matters only where it is a new one. */
function showFields(select) {
  select.closest("article").querySelectorAll(".new").forEach((field) => { field.hidden = select.value !== ""; });
}
root?.addEventListener("change", ({ target }) => {
  if (target.matches("[data-name=instead]")) showFields(target);
});

/* The page of a material, in a frame where nothing runs, loaded when it is asked for. */
function showPage(details) {
  if (details.querySelector("iframe")) return;
  const frame = document.createElement("iframe");
  frame.sandbox = "allow-same-origin";
  frame.title = `网站上的样子：${details.closest("article").querySelector("h3").textContent}`;
  frame.src = `${root.dataset.preview}/${details.dataset.show}/page.html`;
  details.append(frame);
}
root?.addEventListener("toggle", ({ target }) => {
  if (target.open && target.dataset.show) showPage(target);
}, true);

async function act(action, data) {
  try {
    let answer = await send(`${root.dataset.place}/${action}`, data);
    if (answer.question) {
      const existing = await ask(answer.question, [["replace", "替换原来的"], ["both", "两份都留"], ["", "取消"]]);
      if (!existing) return;
      answer = await send(`${root.dataset.place}/${action}`, { ...data, existing });
    }
    if (!answer.main) return;
    show(answer);
    announce(answer.said);
    const next = document.getElementById("waiting") ?? document.getElementById("there");
    if (document.activeElement === document.body) {
      next.tabIndex = -1;
      next.focus({ preventScroll: true });
    }
  } catch (error) {
    if (!(error instanceof DeskError)) throw error;
    announce(error.message);
  }
}

function choose(instead) {
  const field = document.createElement("input");
  field.type = "file";
  field.accept = input.accept;
  field.addEventListener("change", () => add(field.files, instead));
  field.click();
}

root?.addEventListener("click", ({ target }) => {
  const button = target.closest("button[data-act]");
  if (!button) return;
  const { key, file } = button.closest("article")?.dataset ?? {};
  const action = button.dataset.act;
  if (action === "put") {
    const fields = [...button.closest("article").querySelectorAll("[data-name]")];
    act("put", { key, ...Object.fromEntries(fields.map((one) => [one.dataset.name, one.value])) });
  } else if (action === "drop") act("drop", { key });
  else if (action === "replace") choose(file);
  else if (action === "fetch") act("fetch", { key: button.dataset.removed });
  else act(action, { file });
});
root?.querySelectorAll("[data-name=instead]").forEach(showFields);
