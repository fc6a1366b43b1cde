/* Review and publication: what will be done is said before it is done. */
import { announce, DeskError, markUnsaved, send, swap } from "./desk.js";
import { ask } from "./dialog.js";

const page = `${location.pathname.replace(/\/$/, "")}`;
const at = (id) => document.getElementById(id);

/* Run something for people: what goes wrong is said, and the button waits. */
async function run(button, work) {
  button.disabled = true;
  try {
    await work();
  } catch (error) {
    if (!(error instanceof DeskError)) throw error;
    announce(error.message);
  } finally {
    button.disabled = false;
  }
}

function show(answer) {
  // What was typed elsewhere on the page and is not used yet stays.
  const typed = [...document.querySelectorAll("main input[type=text]")]
    .filter((one) => one.value !== one.defaultValue).map((one) => [one.id, one.value]);
  swap(answer.main);
  for (const [id, value] of typed) if (at(id) && id !== "reviewer") at(id).value = value;
  announce(answer.said);
}

/* Say what will be done, and do it when the clerk agrees: once more where something goes away for good. */
async function propose(button, data) {
  await run(button, async () => {
    const { html, button: label, stamp, again } = await send(`${page}/plan`, data);
    if ((await ask(html, [["yes", label], ["", "取消"]])) !== "yes") return;
    if (again && (await ask(again, [["yes", "撤下"], ["", "取消"]])) !== "yes") return;
    announce("正在进行，请稍候……");
    show(await send(`${page}/do`, { ...data, stamp }));
  });
}

async function sign(form, button) {
  const ticked = [...form.querySelectorAll("input[type=checkbox]:checked")].map((one) => one.name);
  await run(button, async () => {
    const answer = await send(`${page}/sign`, { digest: form.dataset.digest, reviewer: at("reviewer").value, ticked });
    markUnsaved(false);
    show(answer);
  });
}

async function check(button) {
  await run(button, async () => {
    announce("正在核对，请稍候……");
    const answer = await send(`${page}/check`, { place: at("checked").value });
    at("verified").innerHTML = answer.html;
    announce(answer.said);
  });
}

async function configure(form, button) {
  await run(button, async () => {
    const answer = await send(`${page}/configure`, Object.fromEntries(new FormData(form)));
    at("configuration").value = answer.text;
    at("configuration").closest(".field").hidden = false;
    announce(answer.said);
  });
}

document.addEventListener("submit", (event) => {
  event.preventDefault();
  const form = event.target;
  const button = event.submitter ?? form.querySelector("button");
  if (form.id === "sign") sign(form, button);
  else if (form.id === "check") check(button);
  else if (form.id === "configure") configure(form, button);
  else if (form.dataset.action) propose(button, { action: form.dataset.action, place: form.elements.place.value });
});

document.addEventListener("click", ({ target }) => {
  const button = target.closest("button[data-action]");
  if (button) propose(button, { action: button.dataset.action, place: button.dataset.place, to: button.dataset.to ?? "" });
  if (target.id === "look") run(target, async () => show(await send(`${page}/look`, { place: at("place").value })));
  if (target.id === "pack") {
    run(target, async () => {
      announce("正在打包，请稍候……");
      const { go, said } = await send(`${page}/pack`);
      announce(said);
      location.assign(go);
    });
  }
});

/* A review that is half done is kept in this page alone. */
document.addEventListener("change", ({ target }) => {
  if (!target.closest("#sign")) return;
  const form = at("sign");
  markUnsaved(at("reviewer").value !== "" || form.querySelector("input:checked") !== null);
});
