/** How the reading view looks: the form in the bar, and what it does to the article. */

import { keepView, view, VIEW_DEFAULTS } from "../settings.js";
import { say } from "../i18n.js";
import { fit } from "./frame.js";

const api = globalThis.browser ?? globalThis.chrome;
const SCALE = { "-2": 0.84, "-1": 0.92, 0: 1, 1: 1.1, 2: 1.21, 3: 1.35, 4: 1.55, 5: 1.8 };
const BASE = "clamp(1.125rem, 1.03rem + .42vw, 1.3125rem)"; // the view's own size
const MEASURE = { narrow: "26em", medium: "", wide: "42em" };
const LEADING = { tight: "1.42", medium: "", loose: "1.85" };
const FONT = { serif: "", sans: "var(--ui)" };

/** What is chosen now; an unknown value of an older or newer version counts as the default. */
export async function chosen() {
  const kept = await view();
  const known = { size: SCALE, width: MEASURE, spacing: LEADING, font: FONT };
  for (const [name, values] of Object.entries(known)) if (!(kept[name] in values)) kept[name] = VIEW_DEFAULTS[name];
  return kept;
}

/** Lay the choices over the bar and the article. */
export function apply(choices, frame) {
  theme(document.documentElement, choices);
  const inner = frame.contentDocument?.documentElement;
  if (!inner) return;
  dress(inner, choices);
  fit(frame);
}

/** Lay the choices over a reading view, shown or not; a choice that is the view's own leaves no trace. */
export function dress(root, choices) {
  theme(root, choices);
  const set = (name, value) => (value ? root.style.setProperty(name, value) : root.style.removeProperty(name));
  set("--size", choices.size === 0 ? "" : `calc(${BASE} * ${SCALE[choices.size]})`);
  set("--measure", MEASURE[choices.width]);
  set("--leading", LEADING[choices.spacing]);
  set("--reading", FONT[choices.font]);
  const rest = root.querySelector(".key-facts .rest");
  if (rest && choices.facts) rest.open = true;
}

function theme(root, choices) {
  if (choices.theme === "auto") delete root.dataset.theme;
  else root.dataset.theme = choices.theme;
}

/**
 * Make the form say and set the choices; they hold at once, in every open reading view.
 *
 * @param {HTMLFormElement} form
 * @param {(choices: object, before: object) => void} changed called with the choices whenever they change
 */
export async function wire(form, changed) {
  let now = await chosen();
  show(form, now);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", () => {
    const data = new FormData(form);
    const read = (name) => data.get(name);
    void keepView({
      ...now,
      theme: read("theme"), font: read("font"), width: read("width"), spacing: read("spacing"),
      pictures: data.has("pictures"), facts: data.has("facts"),
    });
  });
  const step = (by) => () => {
    if (now.size + by in SCALE) void keepView({ ...now, size: now.size + by });
  };
  form.querySelector("#smaller").addEventListener("click", step(-1));
  form.querySelector("#larger").addEventListener("click", step(1));
  api.storage.onChanged.addListener(async (changes, area) => {
    if (area !== "local" || !changes.view) return;
    const before = now;
    now = await chosen();
    show(form, now);
    changed(now, before);
  });
}

function show(form, choices) {
  for (const name of ["theme", "font", "width", "spacing"]) form.elements[name].value = choices[name];
  for (const name of ["pictures", "facts"]) form.elements[name].checked = choices[name];
  form.querySelector("#size").textContent = say("percent", Math.round(SCALE[choices.size] * 100));
  form.querySelector("#smaller").disabled = !(choices.size - 1 in SCALE);
  form.querySelector("#larger").disabled = !(choices.size + 1 in SCALE);
}
