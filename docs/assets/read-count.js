/* How much of the study list has been read, as its page keeps it. */
(() => {
  "use strict";
  const place = document.querySelector(".read-count");
  const read = self.huiqiKept.readSet(`huiqi:${place.dataset.cycle}:read`);
  const count = place.dataset.readings.split(" ").filter((id) => read.has(id)).length;
  place.dataset.search = "off"; // the search knows the page without it
  if (count) place.textContent = `，已读${count}项`;
})();
