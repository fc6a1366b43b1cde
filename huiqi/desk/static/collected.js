/* Papers that came in: files are sent one after the other and then read at once; marks and choices. */
import { announce, DeskError, markUnsaved, send, show } from "./desk.js";
import { readFile, showDropPlace } from "./files.js";

const LARGEST = 40 * 1024 * 1024;
const root = document.getElementById("collected");
const input = document.getElementById("files");
const progress = document.getElementById("progress");
const place = root?.dataset.place;
let running = false;

/* The files of what was dropped, those in folders too, each with its path. */
async function walk(entry, path = "") {
  if (entry.isFile) {
    const file = await new Promise((resolve, reject) => { entry.file(resolve, reject); });
    return [{ file, name: `${path}${file.name}` }];
  }
  const reader = entry.createReader();
  const found = [];
  for (;;) {
    const some = await new Promise((resolve, reject) => { reader.readEntries(resolve, reject); });
    if (!some.length) return found;
    for (const inner of some) found.push(...await walk(inner, `${path}${entry.name}/`));
  }
}

async function act(action, data = {}) {
  try {
    show(await send(`${place}/${action}`, data), root);
    return true;
  } catch (error) {
    if (!(error instanceof DeskError)) throw error;
    announce(error.message, { wrong: true });
    return false;
  }
}

/* Send all, read what arrived; a file that cannot be sent does not stop the others. */
async function take(files) {
  if (running || !files.length) return;
  running = true;
  markUnsaved(true);
  progress.hidden = false;
  progress.max = files.length;
  const failed = [];
  let sent = 0;
  // What another window sends meanwhile is its own.
  const batch = [...crypto.getRandomValues(new Uint8Array(12))].map((one) => one.toString(16).padStart(2, "0")).join("");
  for (const [number, { file, name }] of files.entries()) {
    progress.value = number;
    announce(`正在接收“${name}”（第 ${number + 1} 个，共 ${files.length} 个）。`);
    try {
      if (file.size > LARGEST) throw new DeskError("文件过大，分成几份再交。");
      const data = await readFile(file);
      await send(`${place}/receive`, { name, data, modified: Math.max(0, file.lastModified), batch });
      sent += 1;
    } catch (error) {
      if (!(error instanceof DeskError)) throw error;
      failed.push(`“${name}”：${error.message}`);
    }
  }
  announce("正在读取，请稍候……");
  if (sent) await act("read", { batch });
  if (failed.length) announce([document.getElementById("said").textContent, ...failed].filter(Boolean).join("\n"));
  progress.hidden = true;
  running = false;
  markUnsaved(false);
}

input?.addEventListener("change", () => {
  take([...input.files].map((file) => ({ file, name: file.name })));
  input.value = "";
});
showDropPlace();
document.addEventListener("drop", async (event) => {
  if (!root) return;
  const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry()).filter(Boolean);
  // Some browsers hand over files without the folders that they lie in.
  const files = entries.length ? [] : [...event.dataTransfer.files].map((file) => ({ file, name: file.name }));
  for (const entry of entries) files.push(...await walk(entry));
  take(files);
});

root?.addEventListener("click", ({ target }) => {
  const button = target.closest("button");
  if (button?.dataset.choose) act("choose", { digest: button.dataset.choose });
  if (button?.dataset.unchoose) act("unchoose", { digest: button.dataset.unchoose });
  if (button?.dataset.unmark) act("unmark", { name: button.dataset.unmark });
  if (button?.dataset.dismiss !== undefined) act("dismiss", { file: button.dataset.dismiss });
});
root?.addEventListener("submit", async (event) => {
  event.preventDefault();
  const form = event.target;
  if (await act("mark", Object.fromEntries(new FormData(form)))) {
    document.getElementById("mark-name").value = "";
    document.getElementById("mark-name").focus();
  }
});
document.addEventListener("desk:done", ({ target, detail }) => {
  if (detail?.main && root?.contains(target)) show(detail, root);
});
