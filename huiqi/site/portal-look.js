/* The colours and the size of type that the reader chose on one of the sites hold here too. */
(() => {
  "use strict";
  const read = (key) => {
    try {
      return JSON.parse(localStorage.getItem(key));
    } catch (error) {
      return null; // a browser may forbid to keep anything
    }
  };
  const scheme = read("huiqi:scheme");
  if (scheme === "slate" || scheme === "default") document.documentElement.dataset.scheme = scheme;
  document.documentElement.dataset.size = String(Number(read("huiqi:size")) || 0);
})();
