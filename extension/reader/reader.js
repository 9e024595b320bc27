/** The reading view: waits for the answer of its id, shows it, and goes back to the page. */

import { fill, say } from "../i18n.js";
import { fits, isOlder, own } from "../version.js";
import * as views from "../views.js";
import { apply, chosen, dress, wire } from "./choices.js";
import { told } from "./failures.js";
import { blank, enlargeable, prepared, printWhole, reveal, saved, show } from "./frame.js";
import { markdown } from "./markdown.js";
import { followProgress } from "./progress.js";
import { offerPutBack } from "./putback.js";
import { wireReport } from "./report.js";

const api = globalThis.browser ?? globalThis.chrome;
const WATCHDOG = 45_000; // ms: longer than any request may take; the worker may have been stopped

const at = (id) => document.getElementById(id);
const id = new URL(location.href).searchParams.get("id");
const frame = at("article");
const counted = followProgress(frame, { bar: document.querySelector(".bar"), left: at("left") });
let empty = blank(frame); // the next article's place
const left = []; // the link by which each step was left
const openReport = wireReport(at("mistake"), note);

fill(document);
frame.title = say("articleFrame");
at("back").addEventListener("click", back);
at("cancel").addEventListener("click", async () => {
  await api.runtime.sendMessage({ type: "cancel", id });
  back();
});
api.runtime.onMessage.addListener((message) => {
  if (message.type === "leave" && message.id === id) back();
});
printWhole(frame);
closeMenus();
void start();

async function start() {
  apply(await chosen(), frame);
  let shown = null;
  const state = (view) => {
    if (view.state === shown) return;
    shown = view.state;
    void display(view);
  };
  views.watch(id, state);
  state((await views.get(id)) ?? { state: "failed", failure: { kind: "gone" } });
  setTimeout(() => shown === "loading" && state({ state: "failed", failure: { kind: "timeout" } }), WATCHDOG);
}

async function display(view) {
  for (const part of ["loading", "failed", "done", "article"]) at(part).hidden = true;
  document.querySelector(".bar").hidden = view.state === "failed"; // the way back stands among what can be done
  if (view.state === "loading") loading(view);
  else if (view.state === "failed") failed(view);
  else await article(view);
  document.documentElement.dataset.state = view.state;
}

function loading(view) {
  document.title = say("loadingTitle");
  at("loading-page").textContent = view.title || view.url;
  at("loading").hidden = false;
  at("live").textContent = say("loadingTitle");
}

function failed(view) {
  const { name, offers, detail } = told(view.failure, Boolean(view.page));
  const title = say(`${name}Title`);
  document.title = title;
  at("failed-title").textContent = title;
  at("failed-text").textContent = say(`${name}Text`);
  at("failed-command").hidden = view.failure.kind !== "unreachable";
  at("failed-command").firstElementChild.textContent = "make run";
  at("failed-detail").hidden = !detail;
  at("failed-detail").textContent = detail;
  at("failed-actions").replaceChildren(...offers.map((offer) => button(offer)), button("back"));
  at("failed-actions").firstElementChild.classList.add("first");
  at("failed").hidden = false;
  at("failed-title").focus();
  void badge("!");
}

const DONE = {
  again: () => api.runtime.sendMessage({ type: "again", id }),
  anyway: () => api.runtime.sendMessage({ type: "again", id, anyway: true }),
  options: () => api.runtime.openOptionsPage(),
  back,
};

function button(offer) {
  const element = document.createElement("button");
  element.type = "button";
  element.dataset.offer = offer;
  element.textContent = say(offer === "back" ? "back" : `offer_${offer}`);
  element.addEventListener("click", () => void DONE[offer]());
  return element;
}

async function article(view) {
  const choices = await chosen();
  document.title = await load(view, choices);
  at("done").hidden = false;
  at("tools").hidden = false;
  const removed = frame.contentDocument.querySelectorAll("[data-removed]").length;
  void badge(removed > 0 ? String(removed) : "");
  at("live").textContent = say("ready");
  if (view.version && !fits(view.version, own())) {
    note(say(isOlder(view.version, own()) ? "serviceOlder" : "serviceNewer", view.version, own()));
  }
  await wire(at("choices"), (now, before) => {
    if (now.pictures === before.pictures) apply(now, frame);
    else {
      empty = blank(frame);
      void load(view, now);
    }
  });
  for (const button of document.querySelectorAll("[data-do]")) {
    button.addEventListener("click", () => void TOOLS[button.dataset.do]());
  }
  addEventListener("popstate", returned);
  if (location.hash) reveal(frame, decodeURIComponent(location.hash.slice(1)));
}

/** Put the article into the frame, the way it was chosen; gives its title. */
async function load(view, choices) {
  const page = prepared(view.html, choices);
  const { title } = page;
  dress(page.documentElement, choices);
  await empty;
  const inner = show(frame, page, jump);
  counted();
  offerPutBack(inner, view.back ?? [], (ids) => {
    view.back = ids;
    void views.change(id, { back: ids });
  });
  enlargeable(inner, say("enlarge"), enlarge);
  return title || view.title;
}

const TOOLS = {
  copy: async () => {
    await navigator.clipboard.writeText(markdown(frame.contentDocument));
    announce("copied");
  },
  saveMarkdown: () => save(markdown(frame.contentDocument), "text/markdown", "md"),
  saveHtml: () => save(saved(frame), "text/html", "html"),
  print: () => {
    at("more").open = false;
    print();
  },
  report: async () => {
    at("more").open = false;
    openReport(frame.contentDocument, await views.get(id));
  },
};

function save(text, type, ending) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  link.download = `${fileName(document.title)}.${ending}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  announce("savedFile");
}

/** A title as a file's name: letters and digits of any script, the rest as single hyphens. */
function fileName(title) {
  return title.normalize("NFC").replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-+|-+$/g, "").slice(0, 80) || "article";
}

function announce(name) {
  at("more").open = false;
  note(say(name));
}

function note(text) {
  at("note").textContent = text;
  at("note").hidden = false;
}

function enlarge(picture) {
  const [image] = at("large").getElementsByTagName("img");
  image.src = picture.currentSrc || picture.src;
  image.alt = picture.alt;
  at("large-text").textContent = picture.closest("figure")?.querySelector("figcaption")?.innerText ?? picture.alt;
  at("large").addEventListener("close", () => picture.focus({ preventScroll: true }), { once: true });
  at("large").showModal();
}

/** A link inside the article: a step of its own, so that Back returns to where it was clicked. */
function jump(target, link) {
  if (!frame.contentDocument.getElementById(target)) return;
  const depth = history.state?.depth ?? 0;
  history.replaceState({ depth, top: scrollY }, "");
  history.pushState({ depth: depth + 1 }, "", `#${encodeURIComponent(target)}`); // keeps where we are, so: first
  left[depth] = link;
  reveal(frame, target);
}

/** Back at a place that was left by a link: there again, with the link in focus. Else forward to what one led to. */
function returned() {
  const { depth = 0, top } = history.state ?? {};
  if (top === undefined && location.hash) {
    reveal(frame, decodeURIComponent(location.hash.slice(1)));
    return;
  }
  for (const here of frame.contentDocument.querySelectorAll("[data-here]")) here.removeAttribute("data-here");
  const there = () => scrollTo({ top: top ?? 0, behavior: "instant" });
  there();
  requestAnimationFrame(() => requestAnimationFrame(there)); // a smooth scroll under way moves on for a frame
  left[depth]?.focus({ preventScroll: true });
}

/** A menu closes by Escape, and when something else is clicked or focused. */
function closeMenus() {
  const menus = [...document.querySelectorAll("details.menu")];
  const close = (except) => {
    for (const menu of menus) if (menu !== except) menu.open = false;
  };
  document.addEventListener("pointerdown", (event) => close(event.target.closest("details.menu")));
  document.addEventListener("focusin", (event) => close(event.target.closest("details.menu")));
  document.addEventListener("keydown", (event) => {
    const open = event.key === "Escape" && menus.find((menu) => menu.open);
    if (!open) return;
    close(null);
    open.querySelector("summary").focus();
  });
}

/** Back to the page, over the steps that were made inside the article. */
function back() {
  history.go(-(history.state?.depth ?? 0) - 1);
}

async function badge(text) {
  const tab = await api.tabs.getCurrent();
  if (!tab) return;
  await api.action.setBadgeBackgroundColor({ tabId: tab.id, color: "#0f5c5c" });
  await api.action.setBadgeText({ tabId: tab.id, text });
}
