/* Finding in the manual: the sections that hold all of the words stay, the others go. */
const field = document.getElementById("find");
const found = document.getElementById("found");
const sections = [...document.querySelectorAll("main section")];

field.addEventListener("input", () => {
  const words = field.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
  let count = 0;
  for (const section of sections) {
    const text = section.textContent.toLowerCase();
    section.hidden = !words.every((word) => text.includes(word));
    count += section.hidden ? 0 : 1;
  }
  found.textContent = words.length ? (count ? `找到 ${count} 处。` : "没有找到。换一个词试试。") : "";
});
