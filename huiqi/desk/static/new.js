/* The form of a new cycle: what is asked hangs on the kind of the meeting. */
import { announce, DeskError, send } from "./desk.js";

const at = (id) => document.getElementById(id);

function show() {
  const old = at("old").selectedOptions[0];
  const kind = at("kind").selectedOptions[0];
  at("kind").closest(".field").hidden = old.value !== "";
  const special = "special" in (old.value ? old : kind).dataset;
  at("special").closest(".field").hidden = !special;
}

at("new").addEventListener("change", show);
at("new").addEventListener("submit", async (event) => {
  event.preventDefault();
  const button = at("new").querySelector("button");
  const fault = at("fault");
  button.disabled = true;
  try {
    const { go } = await send("/new", {
      old: at("old").value, kind: at("kind").value, year: at("year").value, special: at("special").value,
    });
    location.assign(go);
  } catch (error) {
    if (!(error instanceof DeskError)) throw error;
    fault.textContent = error.message;
    fault.hidden = false;
    announce(error.message);
    button.disabled = false;
  }
});
show();
