// Copies a reminder, opens and closes all papers. Without it the text is selected by hand.
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
    for (const paper of document.querySelectorAll("details.paper")) paper.open = open === "true";
  });
}
