/* Ticks on the study list, kept in this browser alone: what has been read, as a bar. */
(() => {
  "use strict";
  const list = document.querySelector(".readings[data-cycle]");
  const items = list ? [...list.querySelectorAll("[data-reading]")] : [];
  if (!items.length) return;
  const key = `huiqi:${list.dataset.cycle}:read`;

  const load = () => self.huiqiKept.readSet(key);
  const save = () => {
    const kept = self.huiqiKept.write(key, [...read]);
    if (!kept) note.textContent = `${self.huiqiKept.refusal}。`;
  };

  const read = load();
  const make = (name, text) => Object.assign(document.createElement(name), { textContent: text || "" });

  const panel = make("div");
  panel.className = "study-progress";
  panel.dataset.search = "off"; // the search knows the page without it
  const label = make("p");
  const bar = make("progress");
  bar.max = items.length;
  bar.setAttribute("aria-label", "学习进度");
  const reset = make("button", "清除记录");
  reset.type = "button";
  const note = make("p", "记录只保存在这台设备的浏览器里。");
  note.className = "study-note";
  panel.append(label, bar, reset, note);
  list.before(panel);

  const boxes = items.map((item) => {
    const box = self.huiqiTick("已读", item);
    box.addEventListener("change", () => {
      if (box.checked) read.add(item.dataset.reading);
      else read.delete(item.dataset.reading);
      save();
      show();
    });
    return box;
  });

  function show() {
    items.forEach((item, index) => {
      boxes[index].checked = read.has(item.dataset.reading);
    });
    const done = boxes.filter((box) => box.checked).length;
    bar.value = done;
    label.textContent = `已读 ${done} 项，共 ${items.length} 项`;
    reset.hidden = done === 0;
  }

  reset.addEventListener("click", () => {
    read.clear();
    save();
    show();
    boxes[0].focus();
  });
  // Another tab may have ticked meanwhile.
  addEventListener("storage", (event) => {
    if (event.key !== key) return;
    read.clear();
    load().forEach((id) => read.add(id));
    show();
  });
  show();
})();
