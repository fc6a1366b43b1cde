/* What every page of the desk does: requests with the page's token, messages, signs of life. */
import { Idiomorph } from "./idiomorph.js";

const KEY = "huiqi:desk-token";
const BEAT = 20_000;
const GONE = "工作台已经结束或者重新启动过。请从入口重新打开：Windows 上双击“工作台.bat”，其他系统运行 huiqi desk。";
let unsaved = false;

/* An error whose message is for people; `gone`: nobody answers, or nobody who knows this page. */
export class DeskError extends Error {
  constructor(message, { gone = false } = {}) {
    super(message);
    this.gone = gone;
  }
}

/* Say something in the live region, where screen readers hear it. */
export function announce(text, { wrong = false } = {}) {
  const region = document.getElementById("said");
  region.classList.toggle("wrong", wrong);
  if (region.textContent === text) region.textContent = ""; // the same again is said again
  region.textContent = text;
}

/* Tell the server's watch that this tab holds what it could not hand in yet, or no longer does. */
export function markUnsaved(value) {
  if (unsaved === value) return;
  unsaved = value;
  beat();
}

/* Send JSON and return the JSON, or the text, of the answer. Throws a DeskError. */
export async function send(path, data = {}, { keepalive = false } = {}) {
  let answer;
  try {
    answer = await fetch(path, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-Desk-Token": localStorage.getItem(KEY) ?? "" },
      body: JSON.stringify(data),
      keepalive,
    });
  } catch (error) {
    throw new DeskError(GONE, { gone: true });
  }
  if (answer.status === 403) throw new DeskError(GONE, { gone: true });
  const json = (answer.headers.get("Content-Type") ?? "").startsWith("application/json");
  const result = json ? await answer.json() : await answer.text();
  if (!answer.ok) throw new DeskError((json && result.error) || "工作台出错了，请再试一次。");
  return result;
}

/* Put the server's HTML in the place of what an element holds; focus, caret and typed text stay. */
export function swap(html, target = document.getElementById("main")) {
  const { value, defaultValue } = document.activeElement;
  const typed = value !== defaultValue; // a field that has the focus and no new text is shown anew
  Idiomorph.morph(target, html, { morphStyle: "innerHTML", ignoreActiveValue: typed, restoreFocus: true });
}

/* Show what an answer makes of an element, and say what was done. */
export function show(answer, target) {
  swap(answer.main, target);
  announce(answer.said);
}

async function beat() {
  try {
    await send("/beat", { unsaved });
  } catch (error) {
    announce(error.message);
  }
}

/* A button with data-post sends its request when it is pressed; what came of it is an event. */
async function press(button) {
  button.disabled = true;
  try {
    const detail = await send(button.dataset.post);
    button.dispatchEvent(new CustomEvent("desk:done", { bubbles: true, detail }));
  } catch (error) {
    announce(error.message, { wrong: true });
  }
  button.disabled = false;
}

let beating = 0;

function showClosed() {
  clearInterval(beating);
  localStorage.removeItem(KEY);
  document.querySelector("header button").remove();
  const heading = document.createElement("h1");
  heading.textContent = "工作台已关闭";
  const text = document.createElement("p");
  text.textContent = "可以关掉这个网页。";
  document.querySelectorAll(".frame > :not(main)").forEach((part) => part.remove());
  document.getElementById("main").replaceChildren(heading, text);
  document.getElementById("main").focus();
  document.title = "工作台已关闭";
  announce("工作台已关闭，可以关掉这个网页。");
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-post]");
  if (button) press(button);
});
document.addEventListener("desk:done", (event) => {
  if (event.target.id === "close") showClosed();
});
window.addEventListener("beforeunload", (event) => {
  if (unsaved) event.preventDefault();
});
document.addEventListener("visibilitychange", () => document.hidden || beat());
beating = setInterval(beat, BEAT);
beat();
// Browsers put tabs in the background to sleep, but none that holds a lock.
navigator.locks?.request("huiqi-desk", { mode: "shared" }, () => new Promise(() => {}));
