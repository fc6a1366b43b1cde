/* The preview beside the form, or by itself: new when there is a new one, at the page that shows the fact. */
const SOON = 250;
const LATER = 2_500;
const SHOWN = "huiqi:desk-preview";
const pane = document.getElementById("preview");
const notice = document.getElementById("preview-notice");
const frame = pane.querySelector("iframe");
const control = document.getElementById("show-preview");
const { cycle, origin } = pane.dataset;
const AT = `huiqi:desk-preview:${cycle}`;

let version = -1; // of the preview that the frame shows
let listening = false; // whether the page in the frame has said where it is
let field = ""; // the fact whose page is wanted
let timer = 0;

const isSeen = () => !document.hidden && pane.offsetParent !== null;
const place = (page) => `/${cycle}/${page}`;

/* Let the frame show a page, or the same one anew. */
function go(path) {
  if (listening) {
    frame.contentWindow.postMessage({ go: path }, origin);
  } else {
    frame.src = origin + path;
  }
}

const at = () => sessionStorage.getItem(AT) ?? place("index.html");

function show(state) {
  if (notice.dataset.html !== state.notice) {
    notice.dataset.html = state.notice;
    notice.innerHTML = state.notice;
  }
  if (!state.there) return;
  let target = at();
  const pages = state.pages.map(place);
  if (pages.length && !pages.includes(target)) [target] = pages;
  if (state.version === version && target === at()) return;
  version = state.version;
  go(target);
  sessionStorage.setItem(AT, target);
}

async function look() {
  clearTimeout(timer);
  let wait = LATER;
  if (isSeen()) {
    try {
      const asked = field;
      const query = asked ? `?field=${encodeURIComponent(asked)}` : "";
      const answer = await fetch(`/cycles/${cycle}/preview/state${query}`);
      if (answer.ok) {
        const state = await answer.json();
        show(state);
        if (field === asked) field = state.making ? asked : "";
        if (state.making) wait = SOON;
      }
    } catch (error) {
      if (!(error instanceof TypeError)) throw error; // the desk has ended: its signs of life tell
    }
  }
  clearTimeout(timer);
  timer = setTimeout(look, wait);
}

window.addEventListener("message", ({ origin: from, source, data }) => {
  if (from !== origin || source !== frame.contentWindow || typeof data?.at !== "string") return;
  listening = true;
  sessionStorage.setItem(AT, data.at);
});
document.addEventListener("visibilitychange", look);
document.addEventListener("focusin", ({ target }) => {
  const own = target.dataset?.path;
  if (!own || own === field || !target.closest("#facts")) return;
  field = own;
  look();
});
// A change was saved: the form asks the same way, so the new preview is on its way.
document.addEventListener("desk:saved", look);

if (control) {
  control.checked = localStorage.getItem(SHOWN) !== "off";
  const apply = () => {
    pane.hidden = !control.checked;
    document.body.classList.toggle("with-preview", control.checked);
    localStorage.setItem(SHOWN, control.checked ? "on" : "off");
    look();
  };
  control.addEventListener("change", apply);
  window.matchMedia("(min-width: 75rem)").addEventListener("change", look);
  apply();
} else {
  look();
}
