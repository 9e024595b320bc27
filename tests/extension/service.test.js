import assert from "node:assert/strict";
import { test } from "node:test";

import { answersPlainly, check, clean, Failure, health } from "../extension/service.js";

const PAGE = { kind: "html", url: "https://news.test/a", content: "<p>words</p>" };
const HERE = { address: "http://127.0.0.1:8000", token: "" };
const THERE = { address: "https://clean.example.org", token: "a-long-enough-token" };
const VIEW = "<!doctype html><html><body><article>words</article></body></html>";

const api = (allowed = false) => ({ permissions: { contains: async () => allowed } });
const answer = (status, body, type) => async () => new Response(body, { status, headers: { "Content-Type": type } });
const html = (status, body) => answer(status, body, "text/html; charset=utf-8");
const problem = (status, type, detail = "A sentence.") =>
  answer(status, JSON.stringify({ type: `urn:clean-copy:problem:${type}`, detail }), "application/problem+json");

/** A fetch that keeps what it was called with. */
function watched(respond) {
  const calls = [];
  const fetch = async (url, init) => {
    calls.push({ url, ...init });
    return respond(url, init);
  };
  return { calls, fetch };
}

const kindOf = async (promise) => {
  const error = await promise.then(() => null, (reason) => reason);
  assert.ok(error instanceof Failure, String(error));
  return error.kind;
};

test("sends the page as JSON and gives the reading view", async () => {
  const { calls, fetch } = watched(html(200, VIEW));
  assert.equal((await clean(PAGE, HERE, { fetch, api: api() })).html, VIEW);
  const [call] = calls;
  assert.equal(call.url, "http://127.0.0.1:8000/clean?format=html");
  assert.deepEqual(JSON.parse(call.body), { url: "https://news.test/a", html: "<p>words</p>" });
  assert.equal(call.method, "POST");
  assert.equal(call.credentials, "omit");
  assert.equal(call.redirect, "error", "a page is not carried on to another address");
  assert.equal(call.headers.Authorization, undefined);
});

test("a text goes as text, and `anyway` into the address", async () => {
  const { calls, fetch } = watched(html(200, VIEW));
  await clean({ ...PAGE, kind: "text" }, HERE, { fetch, api: api(), anyway: true });
  assert.deepEqual(JSON.parse(calls[0].body), { url: "https://news.test/a", text: "<p>words</p>" });
  assert.ok(calls[0].url.endsWith("?format=html&anyway=1"));
});

test("the address of a file is not sent", async () => {
  const { calls, fetch } = watched(html(200, VIEW));
  await clean({ ...PAGE, url: "file:///home/reader/a.html" }, HERE, { fetch, api: api() });
  assert.deepEqual(JSON.parse(calls[0].body), { html: "<p>words</p>" });
});

test("the token goes along, over https or to this machine", async () => {
  for (const settings of [THERE, { ...HERE, token: THERE.token }]) {
    const { calls, fetch } = watched(html(200, VIEW));
    await clean(PAGE, settings, { fetch, api: api(true) });
    assert.equal(calls[0].headers.Authorization, "Bearer a-long-enough-token");
  }
});

test("nothing is sent where the token would be readable, or the browser was not asked", async () => {
  const { calls, fetch } = watched(html(200, VIEW));
  const plain = { ...THERE, address: "http://clean.example.org" };
  assert.equal(await kindOf(clean(PAGE, plain, { fetch, api: api(true) })), "insecure-token");
  assert.equal(await kindOf(clean(PAGE, THERE, { fetch, api: api(false) })), "permission");
  assert.deepEqual(calls, []);
});

const REFUSALS = [
  [401, "token", "token"], [403, "origin", "refused"], [403, "host", "refused"], [413, "too-large", "too-large"],
  [422, "no-article", "no-article"], [422, "not-text", "not-text"], [429, "rate", "busy"], [503, "over-budget", "timeout"],
  [500, "internal", "server"], [400, "malformed", "server"], [404, "not-found", "not-clean-copy"],
];
for (const [status, type, kind] of REFUSALS) {
  test(`${status} ${type} is told as ${kind}, with the service's sentence`, async () => {
    const error = await clean(PAGE, HERE, { fetch: problem(status, type), api: api() }).catch((reason) => reason);
    assert.equal(error.kind, kind);
    assert.equal(error.detail, "A sentence.");
    assert.equal(error.status, status);
  });
}

test("another server is told apart from a service with a fault", async () => {
  for (const respond of [html(200, "<p>Welcome to nginx</p>"), answer(200, "{}", "application/json"), html(404, ""), html(501, "")]) {
    assert.equal(await kindOf(clean(PAGE, HERE, { fetch: respond, api: api() })), "not-clean-copy");
  }
  assert.equal(await kindOf(clean(PAGE, HERE, { fetch: html(502, "Bad gateway"), api: api() })), "server");
});

test("no connection", async () => {
  const fetch = async () => {
    throw new TypeError("Failed to fetch");
  };
  assert.equal(await kindOf(clean(PAGE, HERE, { fetch, api: api() })), "unreachable");
});

test("no connection to a server elsewhere is told apart: `make run` would not help", async () => {
  const fetch = async () => {
    throw new TypeError("Failed to fetch");
  };
  assert.equal(await kindOf(clean(PAGE, THERE, { fetch, api: api(true) })), "server-unreachable");
});

test("whether anything answers is asked without the token, and its answer not looked at", async () => {
  const { calls, fetch } = watched(html(400, "The plain HTTP request was sent to HTTPS port"));
  assert.equal(await answersPlainly("http://clean.example.org:443", { fetch }), true);
  assert.equal(calls[0].mode, "no-cors");
  assert.equal(calls[0].headers, undefined);
  const deaf = async () => {
    throw new TypeError("Failed to fetch");
  };
  assert.equal(await answersPlainly("http://clean.example.org:443", { fetch: deaf }), false);
});

test("a large page that a living service hangs up on is too large", async () => {
  const large = { ...PAGE, content: "x".repeat(5_000_000) };
  const fetch = async (url) => {
    if (url.endsWith("/healthz")) return Response.json({ version: "0.1.0" });
    throw new TypeError("Failed to fetch");
  };
  assert.equal(await kindOf(clean(large, HERE, { fetch, api: api() })), "too-large");
  assert.equal(await kindOf(clean(PAGE, HERE, { fetch, api: api() })), "unreachable");
});

/** A server that never answers, and hangs up when it is told to. */
const silent = (url, { signal }) =>
  new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener("abort", () => reject(signal.reason));
  });

/** The clock of `AbortSignal.timeout` does not keep node awake by itself. */
async function awake(promise) {
  const keeper = setInterval(() => {}, 1000);
  try {
    return await promise;
  } finally {
    clearInterval(keeper);
  }
}

test("the time is up", async () => {
  assert.equal(await awake(kindOf(clean(PAGE, HERE, { fetch: silent, api: api(), timeout: 1 }))), "timeout");
});

test("the reader cancels", async () => {
  const controller = new AbortController();
  const work = kindOf(clean(PAGE, HERE, { fetch: silent, api: api(), signal: controller.signal }));
  controller.abort();
  assert.equal(await awake(work), "cancelled");
});

test("health gives the version, and only Clean Copy has one", async () => {
  assert.deepEqual(await health(HERE, { fetch: async () => Response.json({ status: "ok", version: "1.2.3" }) }), { version: "1.2.3" });
  assert.equal(await kindOf(health(HERE, { fetch: html(200, "It works!") })), "not-clean-copy");
  assert.equal(await kindOf(health(HERE, { fetch: problem(403, "host") })), "refused");
});

test("the check takes the refusal of an empty page for a yes, and any other for what it is", async () => {
  await check(HERE, { fetch: problem(400, "empty") });
  assert.equal(await kindOf(check(HERE, { fetch: problem(401, "token") })), "token");
});
