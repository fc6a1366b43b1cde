/* The preview beside the form, or by itself: new when there is a new one, at the page that shows the fact. */
const SOON = 100;
const LATER = 2_500;
const SHOWN = "huiqi:desk-preview";
const pane = document.getElementById("preview");
const notice = document.getElementById("preview-notice");
const frame = pane.querySelector("iframe");
const control = document.getElementById("show-preview");
const { cycle, origin } = pane.dataset;
const AT = `huiqi:desk-preview:${cycle}`;

let shown = ""; // what the page in the frame is known by, as it says
let asked = ""; // the page that the frame was last asked for, and what it was known by
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
  const target = place(state.page);
  const wanted = `${target} ${state.made}`;
  if (target === at() && (state.made === shown || wanted === asked)) return;
  asked = wanted;
  go(target);
  sessionStorage.setItem(AT, target);
}

async function look() {
  clearTimeout(timer);
  let wait = LATER;
  if (isSeen()) {
    try {
      const wish = field;
      const query = new URLSearchParams({ at: at().slice(place("").length), ...(wish && { field: wish }) });
      const answer = await fetch(`/cycles/${cycle}/preview/state?${query}`);
      if (answer.ok) {
        const state = await answer.json();
        show(state);
        if (field === wish) field = state.making ? wish : "";
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
  shown = data.made ?? "";
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
