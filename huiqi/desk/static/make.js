/* Making: begun by a button, followed until its end; the list of papers comes when it is ready. */
import { announce, swap } from "./desk.js";

const AGAIN = 400;
const making = document.getElementById("making");
const papers = document.getElementById("papers");
let timer = 0;
let said = "";

function show(answer) {
  swap(answer.main, making);
  if (answer.said !== said) announce(answer.said);
  said = answer.said;
  clearTimeout(timer);
  if (!answer.over) timer = setTimeout(follow, AGAIN);
}

async function follow() {
  try {
    const answer = await fetch(`${making.dataset.place}/progress`);
    if (answer.ok) show(await answer.json());
    else timer = setTimeout(follow, AGAIN);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error; // the desk has ended: its signs of life tell
  }
}

async function list() {
  const answer = await fetch(papers.dataset.load);
  if (answer.ok) papers.innerHTML = await answer.text();
  else papers.textContent = "会议事实还有错误，改正以后列出材料。";
}

document.addEventListener("desk:done", ({ target, detail }) => {
  if (making.contains(target)) show(detail);
});
if (making.querySelector("[data-running]")) follow();
list();
