/* What the office has made of the papers that came in: the edited table handed back, counts written, all forgotten. */
import { ask } from "./dialog.js";
import { announce, DeskError, send, show } from "./desk.js";
import { readFile } from "./files.js";

const LARGEST = 40 * 1024 * 1024;
const root = document.getElementById("office");
const place = root?.dataset.place;

async function act(action, data = {}) {
  try {
    show(await send(`${place}/${action}`, data), root);
  } catch (error) {
    if (!(error instanceof DeskError)) throw error;
    announce(error.message);
  }
}

async function takeTable(file) {
  try {
    if (file.size > LARGEST) throw new DeskError("文件过大。改法：只留下整理表，另存后再交。");
    await act("take-table", { name: file.name, data: await readFile(file) });
  } catch (error) {
    if (!(error instanceof DeskError)) throw error;
    announce(error.message);
  }
}

root?.addEventListener("change", ({ target }) => {
  if (target.id !== "edited" || !target.files.length) return;
  takeTable(target.files[0]);
  target.value = "";
});
root?.addEventListener("submit", (event) => {
  event.preventDefault();
  const form = event.target;
  act("write-counts", { fields: new FormData(form).getAll("field"), seen: form.dataset.seen });
});
root?.addEventListener("click", async ({ target }) => {
  const button = target.closest("button");
  if (button?.dataset.post) announce("正在生成，请稍候……");
  if (button?.id !== "wipe") return;
  const text = "<h2>清除收回的全部内容</h2><p>收回的材料、登记、整理的文件都清除，不能恢复。清除吗？</p>";
  if (await ask(text, [["yes", "清除"], ["", "不清除"]]) === "yes") act("wipe");
});
document.addEventListener("desk:done", ({ target, detail }) => {
  if (detail?.main && root?.contains(target)) show(detail, root);
});
