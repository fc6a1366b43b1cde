/* Files that are chosen or dropped: their content as the desk takes it, and where they may be dropped. */
import { DeskError } from "./desk.js";

/* The content of a file in base64. */
export function readFile(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(file.size ? reader.result.slice(reader.result.indexOf(",") + 1) : "");
    reader.onerror = () => reject(new DeskError(`不能读取“${file.name}”。`));
    reader.readAsDataURL(file);
  });
}

/* Show where files may be dropped; one that is dropped beside would be opened instead of the desk. */
export function showDropPlace() {
  for (const kind of ["dragenter", "dragover", "dragleave", "drop"]) document.addEventListener(kind, (event) => {
    event.preventDefault();
    document.getElementById("drop")?.classList.toggle("over", kind === "dragenter" || kind === "dragover");
  });
}
