/**
 * The request to the service. It is made by the worker and never by the page: only an extension's own
 * contexts are spared the checks for cross-site and local-network requests.
 */

import { isLoopback, originPattern } from "./address.js";

const TIMEOUT = 30_000; // ms; the service's own budget for a page is 10 s
const PROBE_TIMEOUT = 3_000; // ms
const MAY_BE_TOO_LARGE = 4_000_000; // characters of a body that a server may refuse before it has read it

/**
 * What went wrong, by its name: `unreachable` (on this machine), `server-unreachable` (elsewhere), `timeout`,
 * `cancelled`, `permission`, `token`, `insecure-token`,
 * `refused`, `too-large`, `no-article`, `not-text`, `busy`, `not-clean-copy`, `server`.
 * `detail` is the service's own sentence, where it gave one.
 */
export class Failure extends Error {
  constructor(kind, detail = "", status = 0) {
    super(detail || kind);
    this.name = "Failure";
    this.kind = kind;
    this.detail = detail;
    this.status = status;
  }
}

/**
 * Send a captured page, take the reading view.
 *
 * @param {{kind: string, url: string, content: string}} page from `capture`
 * @param {{address: string, token: string}} settings
 * @param {{anyway?: boolean, signal?: AbortSignal, api?: object, fetch?: typeof fetch, timeout?: number}} [options]
 * @returns {Promise<{html: string, version: string | null}>} the whole reading view
 * @throws {Failure}
 */
export async function clean(page, settings, options = {}) {
  const { anyway = false, signal, timeout = TIMEOUT, fetch = globalThis.fetch } = options;
  const api = options.api ?? globalThis.browser ?? globalThis.chrome;
  await mayCall(settings, api);
  const url = /^https?:/i.test(page.url) ? { url: page.url } : {}; // a file's address is nobody's business
  const body = JSON.stringify({ ...url, [page.kind === "text" ? "text" : "html"]: page.content });
  const response = await send(`${settings.address}/clean?format=html${anyway ? "&anyway=1" : ""}`, {
    fetch, signal, timeout,
    init: { method: "POST", body, headers: { "Content-Type": "application/json", ...authorization(settings.token) } },
  }).catch(async (failure) => {
    if (failure.kind === "unreachable" && body.length > MAY_BE_TOO_LARGE && (await answers(settings, fetch))) {
      throw new Failure("too-large");
    }
    if (failure.kind === "unreachable" && !isLoopback(settings.address)) throw new Failure("server-unreachable", failure.detail);
    throw failure;
  });
  if (!response.ok) throw await refusal(response);
  const type = response.headers.get("Content-Type") ?? "";
  if (!type.startsWith("text/html")) throw new Failure("not-clean-copy", "", response.status);
  const html = await read(response);
  if (!/<article\b/.test(html)) throw new Failure("not-clean-copy", "", response.status);
  return { html, version: response.headers.get("Clean-Copy-Version") };
}

/**
 * What the service says of itself.
 * @returns {Promise<{version: string}>}
 * @throws {Failure}
 */
export async function health(settings, options = {}) {
  const { fetch = globalThis.fetch, signal, timeout = PROBE_TIMEOUT } = options;
  const response = await send(`${settings.address}/healthz`, { fetch, signal, timeout, init: { method: "GET" } });
  if (!response.ok) throw response.status === 403 ? await refusal(response) : new Failure("not-clean-copy", "", response.status);
  const said = await json(response);
  if (typeof said?.version !== "string") throw new Failure("not-clean-copy", "", response.status);
  return { version: said.version };
}

/**
 * Whether the service takes our token, asked with an empty page: 400 is its answer to one that it would read.
 * @throws {Failure}
 */
export async function check(settings, options = {}) {
  const { fetch = globalThis.fetch, signal, timeout = PROBE_TIMEOUT } = options;
  const headers = { "Content-Type": "application/json", ...authorization(settings.token) };
  const init = { method: "POST", body: JSON.stringify({ html: "" }), headers };
  const response = await send(`${settings.address}/clean`, { fetch, signal, timeout, init });
  if (response.status !== 400 && response.status !== 422) throw await refusal(response);
}

/** Whether anything answers to a request without content; what it answers is not looked at. */
export async function answersPlainly(address, options = {}) {
  const { fetch = globalThis.fetch, timeout = PROBE_TIMEOUT } = options;
  try {
    await send(`${address}/healthz`, { fetch, timeout, init: { method: "GET", mode: "no-cors" }, redirect: "follow" });
    return true;
  } catch (error) {
    if (error instanceof Failure) return false;
    throw error;
  }
}

/** Whether this service may be called at all, before anything is sent to it. */
export async function mayCall({ address, token }, api) {
  if (isLoopback(address)) return;
  if (token && !address.startsWith("https:")) throw new Failure("insecure-token");
  if (!(await api.permissions.contains({ origins: [originPattern(address)] }))) throw new Failure("permission");
}

export function authorization(token) {
  return token ? { Authorization: `Bearer ${token}` } : {};
}

/** A fetch whose failures have names; `signal` is the reader's cancel, `timeout` is ours. */
async function send(url, { fetch, signal, timeout, init, redirect = "error" }) {
  const clock = AbortSignal.timeout(timeout);
  try {
    return await fetch(url, {
      ...init,
      signal: signal ? AbortSignal.any([signal, clock]) : clock,
      cache: "no-store",
      credentials: "omit",
      redirect, // a page is not carried on to another address
      referrerPolicy: "no-referrer",
    });
  } catch (error) {
    throw broken(error, signal, clock);
  }
}

function broken(error, signal, clock) {
  if (signal?.aborted) return new Failure("cancelled");
  if (clock?.aborted || error?.name === "TimeoutError") return new Failure("timeout");
  return new Failure("unreachable", String(error?.message ?? ""));
}

async function read(response) {
  try {
    return await response.text();
  } catch (error) {
    if (error?.name === "AbortError") throw new Failure("cancelled");
    throw broken(error);
  }
}

async function json(response) {
  try {
    return JSON.parse(await read(response));
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** The failure that an answer's status and problem document speak of. */
async function refusal(response) {
  const { status } = response;
  const isProblem = (response.headers.get("Content-Type") ?? "").includes("json");
  const problem = isProblem ? await json(response) : null;
  const detail = typeof problem?.detail === "string" ? problem.detail : "";
  const type = typeof problem?.type === "string" ? problem.type : "";
  const kind =
    { 401: "token", 403: "refused", 413: "too-large", 429: "busy", 501: "not-clean-copy", 503: "timeout" }[status] ??
    (status === 422 ? (/no-article/.test(type) ? "no-article" : "not-text") : null) ??
    (isProblem && status !== 404 && status !== 405 ? "server" : status >= 500 ? "server" : "not-clean-copy");
  return new Failure(kind, detail, status);
}

async function answers(settings, fetch) {
  try {
    await health(settings, { fetch });
    return true;
  } catch (error) {
    if (error instanceof Failure) return false;
    throw error;
  }
}
