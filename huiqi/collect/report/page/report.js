// Copies a reminder, opens and closes what is folded, shows all of it on paper, opens what a link leads to.
// Without it texts are selected by hand, and what is folded opens by itself or by a press.
"use strict";
const said = document.getElementById("copied");

function select(text) {
  const range = document.createRange();
  range.selectNodeContents(text);
  const selection = getSelection();
  selection.removeAllRanges();
  selection.addRange(range);
}

for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const text = document.getElementById(button.dataset.copy);
    select(text);
    let done = false;
    try {
      await navigator.clipboard.writeText(text.textContent);
      done = true;
    } catch {
      done = document.execCommand("copy"); // a page opened from a file may not use the other way
    }
    button.textContent = done ? "已复制" : "已选中，请按 Ctrl+C 复制";
    said.textContent = button.textContent;
  });
}

for (const row of document.querySelectorAll(".all")) {
  row.hidden = false;
  row.addEventListener("click", (event) => {
    const { open } = event.target.dataset;
    if (!open) return;
    for (const one of row.parentElement.querySelectorAll("details")) one.open = open === "true";
  });
}

// A link leads to a heading or into something folded; where a section is one folded part, that is opened too.
function reveal() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!target || !target.closest(".report")) return;
  for (let one = target.closest("details"); one; one = one.parentElement.closest("details")) one.open = true;
  const folded = target.matches("h2") ? target.parentElement.querySelectorAll(":scope > details") : [];
  if (folded.length === 1) folded[0].open = true;
  target.scrollIntoView();
}

addEventListener("hashchange", reveal);
document.addEventListener("click", (event) => {
  // A second press on the same link is no change of the address.
  if (event.target.closest(".report a[href^='#']")) setTimeout(reveal);
});
if (location.hash) reveal();

// Paper has no folds; what was closed is closed again afterwards.
let closed = [];
addEventListener("beforeprint", () => {
  closed = [...document.querySelectorAll(".report details:not([open])")];
  for (const one of closed) one.open = true;
});
addEventListener("afterprint", () => {
  for (const one of closed) one.open = false;
  closed = [];
});
