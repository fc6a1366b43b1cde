/* The history: going back to a version, one step back and forth. */
import { announce, DeskError, send, swap } from "./desk.js";
import { ask } from "./dialog.js";

const root = () => document.getElementById("history");
let running = false;

async function change(action, data) {
  if (running) return;
  running = true;
  try {
    let answer = await send(`${root().dataset.place}/${action}`, { base: root().dataset.base, ...data });
    if (answer.conflict) {
      const mine = answer.again ? [["mine", `仍然${answer.action}`]] : [];
      const choice = await ask(answer.html, [...mine, ["theirs", "用文件里的"]]);
      if (choice === "mine") answer = await send(`${root().dataset.place}/${action}`, { ...data, base: answer.digest });
    }
    // A page that shows one change leads back to all of them.
    if (location.pathname !== root().dataset.place) location.assign(root().dataset.place);
    else swap(answer.main);
    if (answer.said) announce(answer.said);
  } catch (error) {
    if (!(error instanceof DeskError)) throw error;
    announce(error.message);
  } finally {
    running = false;
  }
}

document.addEventListener("click", async ({ target }) => {
  const button = target.closest("button[data-step], button[data-restore]");
  if (!button) return;
  const { step, restore, name } = button.dataset;
  if (step) {
    change(step, {});
    return;
  }
  const text = document.createElement("div");
  text.innerHTML = "<h2>退回到这里</h2><p></p><p>退回以前的内容也留在历史中，可以再退回来。</p>";
  text.querySelector("p").textContent = `会议事实将改回这时的内容：${name}。`;
  if ((await ask(text.innerHTML, [["go", "退回"], ["", "取消"]])) === "go") change("restore", { digest: restore });
});
