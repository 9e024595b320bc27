/**
 * "Put back": what was removed returns to its place, one thing, a category or all, and can go again.
 *
 * The view lists each removal as `[data-removed=<id>]` with `data-after=<block id>` (empty: before the first
 * block) and its content in `.was`. A list without `data-after` is of an older service: it can be read only.
 */

import { say } from "../i18n.js";

/**
 * @param {Document} inner the live document of the frame
 * @param {string[]} kept ids that were put back before
 * @param {(ids: string[]) => void} changed called with the ids that are back now, in the order of the list
 */
export function offerPutBack(inner, kept, changed) {
  const items = [...inner.querySelectorAll("[data-removed][data-after]")];
  const article = inner.querySelector("article");
  if (items.length === 0 || !article) return;
  const back = new Map(); // id → the element that was put back
  const buttons = [];

  const set = (item, wanted) => {
    const id = item.dataset.removed;
    if (wanted === back.has(id)) return;
    if (wanted) back.set(id, putBack(inner, article, item));
    else {
      back.get(id).remove();
      back.delete(id);
    }
  };
  const refresh = () => {
    for (const { button, items: of } of buttons) {
      const all = of.every((item) => back.has(item.dataset.removed));
      button.textContent = say(all ? "takeOut" : of.length > 1 ? "putBackAll" : "putBack");
      button.setAttribute("aria-pressed", String(all));
    }
  };
  const add = (place, of) => {
    const button = inner.createElement("button");
    button.type = "button";
    button.className = "clean-copy-button";
    button.lang = say("language");
    button.addEventListener("click", () => {
      const wanted = !of.every((item) => back.has(item.dataset.removed));
      for (const item of of) set(item, wanted);
      refresh();
      changed(items.map((item) => item.dataset.removed).filter((id) => back.has(id)));
    });
    buttons.push({ button, items: of });
    place(button);
  };

  for (const item of items) add((button) => item.append(button), [item]);
  for (const group of inner.querySelectorAll("details.group")) {
    const of = items.filter((item) => group.contains(item));
    if (of.length > 1) add((button) => group.querySelector(":scope > summary").after(button), of);
  }
  const list = inner.querySelector("details.removed");
  if (list && items.length > 1) add((button) => list.querySelector(":scope > summary").after(button), items);
  for (const item of items) if (kept.includes(item.dataset.removed)) set(item, true);
  refresh();
}

function putBack(inner, article, item) {
  const was = item.querySelector(".was");
  const element = inner.createElement("div");
  element.className = "clean-copy-back";
  element.dataset.back = item.dataset.removed;
  element.dir = "auto";
  if (was.childElementCount > 0) {
    element.append(...[...was.childNodes].map((node) => node.cloneNode(true)));
    for (const also of element.querySelectorAll("details.also")) also.replaceWith(...lines(inner, also.querySelector("p").textContent, /\n/));
  } else {
    element.append(...lines(inner, was.textContent, /\n{2,}/));
  }
  const before = anchor(inner, article, item.dataset.after);
  let place = before?.nextElementSibling ?? (before ? null : article.firstElementChild);
  // Several at one place keep the order of the page, which is the order of their numbers.
  while (place?.dataset.back && number(place.dataset.back) < number(element.dataset.back)) place = place.nextElementSibling;
  article.insertBefore(element, place);
  return element;
}

/** A paragraph for each part of a text. */
function lines(inner, text, apart) {
  return text.split(apart).map((said) => {
    const paragraph = inner.createElement("p");
    paragraph.textContent = said;
    return paragraph;
  });
}

/** The last block before the place that is still there: `after` may name a block that was removed itself. */
function anchor(inner, article, after) {
  for (let n = number(after); n > 0; n--) {
    let block = inner.getElementById(`b${n}`);
    while (block && block.parentElement !== article) block = block.parentElement;
    if (block) return block;
  }
  return null;
}

const number = (id) => Number(/\d+$/.exec(id)?.[0] ?? 0);
