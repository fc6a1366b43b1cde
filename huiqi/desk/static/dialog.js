/* A dialog of the page. */
let dialog;

/* Ask by a dialog that holds the HTML; the promise has the value of the button that closed it, empty
   where it was left. What was typed stays in the dialog until the next one. */
export function ask(html, buttons) {
  dialog?.remove();
  dialog = document.createElement("dialog");
  dialog.innerHTML = html;
  dialog.setAttribute("aria-label", dialog.querySelector("h2")?.textContent ?? "请选择");
  const row = document.createElement("p");
  row.className = "buttons";
  for (const [value, label] of buttons) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = label;
    button.addEventListener("click", () => dialog.close(value));
    row.append(button);
  }
  dialog.append(row);
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => dialog.addEventListener("close", () => resolve(dialog.returnValue)));
}
