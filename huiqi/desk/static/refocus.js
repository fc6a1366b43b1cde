/* Where the focus goes when the button that was pressed is another's, or is there no longer. */

const at = (selector, path) => [...document.querySelectorAll(selector)]
  .find((one) => JSON.stringify(JSON.parse(one.dataset.path)) === JSON.stringify(path));

/* The button that moves an item on the same way, or back where it can go no further. */
function findMover([...path], to) {
  const from = path.pop();
  const own = [...document.querySelectorAll("#facts button[data-do=move]:not(:disabled)")]
    .filter((one) => JSON.stringify(JSON.parse(one.dataset.path)) === JSON.stringify([...path, to]));
  const onward = own.find((one) => Math.sign(Number(one.dataset.to) - to) === Math.sign(to - from));
  return onward ?? own[0];
}

/* The first field of the item that stands now where one was taken out. */
const findNext = (path) => document.getElementById(["f", ...path].join("-"))
  ?.querySelector("input, select, textarea, summary");

/* After a change was shown: the focus stays with what it was about, unless the clerk is elsewhere. */
export function refocus(action, { path, to }) {
  const here = document.activeElement;
  const lost = here === document.body || here.matches(":disabled");
  let target;
  if (action === "move" && (lost || here.dataset.do === "move")) target = findMover(path, to);
  else if (action === "remove" && (lost || here.dataset.do === "remove")) target = findNext(path);
  else if (lost && path) target = at("#facts [data-path]:not(button)", path);
  if (target ?? lost) (target || document.getElementById("main")).focus({ preventScroll: !target });
}
