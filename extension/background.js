/**
 * The click, the messages of the reading view, and the first run. Browsers stop a worker when it is idle, so
 * what must last stands in `storage.session`; the maps below hold only work that keeps the worker awake.
 */

import { capture } from "./capture.js";
import { Failure, clean } from "./service.js";
import * as settings from "./settings.js";
import * as views from "./views.js";

const api = globalThis.browser ?? globalThis.chrome;
const DOUBLE_CLICK = 700; // ms in which a second click means the first
const TRIES = 12; // of a script injection: see `inject`
const PAUSE = 25; // ms between them

/** Failures after which the same page may be sent once more. */
const TRIED_AGAIN = new Set([
  "no-article", "unreachable", "server-unreachable", "timeout", "busy", "token", "permission", "server",
]);

const clicked = new Set(); // tabs with a click in work
const requests = new Map(); // view id → AbortController

api.action.onClicked.addListener((tab) => void click(tab));
api.tabs.onRemoved.addListener((tab) => void views.forgetTab(tab));
api.runtime.onInstalled.addListener(({ reason }) => {
  if (reason === "install") void api.tabs.create({ url: api.runtime.getURL("options/options.html?welcome") });
});
api.runtime.onMessage.addListener((message, sender) => {
  if (sender.id !== api.runtime.id || !sender.url?.startsWith(api.runtime.getURL("reader/"))) return;
  if (message.type === "cancel") void cancel(message.id);
  if (message.type === "again") void again(message.id, { anyway: message.anyway === true });
});

async function click(tab) {
  const shown = views.idOf(tab.url);
  if (shown !== null) return leave(tab, shown);
  if (clicked.has(tab.id)) return;
  clicked.add(tab.id);
  try {
    await read(tab);
  } finally {
    clicked.delete(tab.id);
  }
}

/** Capture the page, show the reading view at once, and let the answer follow. */
async function read(tab) {
  void api.action.setBadgeText({ tabId: tab.id, text: "…" });
  const id = crypto.randomUUID();
  const view = { id, tab: tab.id, url: tab.url ?? "", title: tab.title ?? "", started: Date.now(), state: "loading" };
  let page = null;
  try {
    page = await captured(tab);
  } catch (failure) {
    await views.put({ ...view, ...failed(failure) });
  }
  if (page) await views.put({ ...view, url: page.url, title: page.title });
  const work = page && deliver(id, page, {});
  await api.tabs.update(tab.id, { url: views.address(id) });
  await work;
}

/** @throws {Failure} `restricted` where the browser lets no extension read, `not-a-page` for a picture or PDF */
async function captured(tab) {
  let result;
  try {
    [result] = await inject({ target: { tabId: tab.id }, func: capture });
  } catch (error) {
    // Firefox shows PDFs in a page of its own, which is closed to extensions.
    const pdf = /^[^?#]*\.pdf(?:[?#]|$)/i.test(tab.url ?? "");
    throw new Failure(pdf ? "not-a-page" : "restricted", pdf ? "" : String(error?.message ?? error));
  }
  if (!result?.result) {
    // Firefox says what went wrong in the page; both say nothing at all of a page that is their own.
    const web = /^(?:https?|file):/.test(tab.url ?? "");
    throw new Failure(web ? "capture" : "restricted", String(result?.error?.message ?? ""));
  }
  if (result.result.kind === "other") throw new Failure("not-a-page", result.result.type);
  return result.result;
}

/**
 * `executeScript`, tried again for a moment: right after a real click the permission sometimes reaches the
 * page's process later than the click reaches us.
 */
async function inject(injection) {
  for (let tries = 1; ; tries++) {
    try {
      return await api.scripting.executeScript(injection);
    } catch (error) {
      if (tries >= TRIES || !/Cannot access contents|Missing host permission/.test(String(error))) throw error;
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
    }
  }
}

async function deliver(id, page, { anyway }) {
  const controller = new AbortController();
  requests.set(id, controller);
  try {
    const answer = await clean(page, await settings.service(), { anyway, signal: controller.signal });
    await views.change(id, { state: "done", html: answer.html, version: answer.version, page: null });
  } catch (error) {
    const { state, failure } = failed(error);
    await keepFailure(id, { state, failure }, TRIED_AGAIN.has(failure.kind) ? page : null);
  } finally {
    requests.delete(id);
  }
}

/** The failure, with the page beside it where it is of use and has room. */
async function keepFailure(id, values, page) {
  if (page) {
    const packed = await views.pack(JSON.stringify(page));
    try {
      await views.change(id, { ...values, page: packed });
      return;
    } catch (error) {
      console.info("The page is too large to keep for another try.", error);
    }
  }
  await views.change(id, { ...values, page: null });
}

function failed(error) {
  if (!(error instanceof Failure)) console.error(error);
  const failure = error instanceof Failure ? error : new Failure("unexpected", String(error?.message ?? error));
  return { state: "failed", failure: { kind: failure.kind, detail: failure.detail, status: failure.status } };
}

async function again(id, { anyway }) {
  const view = await views.get(id);
  if (view?.state !== "failed" || !view.page || requests.has(id)) return;
  const page = JSON.parse(await views.unpack(view.page));
  await views.change(id, { state: "loading", started: Date.now(), failure: null });
  await deliver(id, page, { anyway });
}

async function cancel(id) {
  requests.get(id)?.abort();
  await views.forget(id);
}

/** The button on the reading view: back to the page. The view itself knows how many steps that is. */
async function leave(tab, id) {
  const view = await views.get(id);
  if (view && Date.now() - view.started < DOUBLE_CLICK) return;
  try {
    await api.runtime.sendMessage({ type: "leave", id });
  } catch {
    await api.tabs.goBack(tab.id); // the view is not listening: it is still loading
  }
}
