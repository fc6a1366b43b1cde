/* In each page of a preview: tells the desk's frame where and what it is, and does what the frame asks.
   The preview's policy lets nobody but the desk hold it in a frame. */
(() => {
  const { made } = document.currentScript.dataset;
  if (parent === window) return;
  const KEY = "huiqi:preview-place";
  const kept = JSON.parse(sessionStorage.getItem(KEY) ?? "null");
  sessionStorage.removeItem(KEY);

  addEventListener("message", ({ source, data }) => {
    if (source !== parent || typeof data?.go !== "string" || !/^\/[^/]/.test(data.go)) return;
    const address = new URL(data.go, location.origin);
    if (address.pathname !== location.pathname) {
      location.replace(address);
      return;
    }
    sessionStorage.setItem(KEY, JSON.stringify({ path: location.pathname, top: scrollY }));
    location.reload();
  });
  addEventListener("load", () => {
    if (kept?.path === location.pathname) scrollTo({ top: kept.top, behavior: "instant" });
  });
  parent.postMessage({ at: location.pathname, made }, "*");
})();
