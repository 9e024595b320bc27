import assert from "node:assert/strict";
import { test } from "node:test";

globalThis.chrome = { runtime: { getManifest: () => ({ version: "0.1.0" }) } };
const { find, test: tested } = await import("../extension/options/connection.js");

/** A machine on which these addresses answer, each with its version. */
function machine(services) {
  const asked = [];
  const fetch = async (url, init) => {
    asked.push({ url, ...init });
    const [address, version] = Object.entries(services).find(([address]) => url.startsWith(`${address}/`)) ?? [];
    if (!address) throw new TypeError("Failed to fetch");
    if (url.endsWith("/healthz")) return Response.json({ version });
    return new Response('{"type": "urn:clean-copy:problem:empty"}', { status: 400, headers: { "Content-Type": "application/problem+json" } });
  };
  return { asked, fetch };
}
const api = { permissions: { contains: async () => true } };
const outcome = (address, services, token = "") =>
  tested({ address, token }, { api, fetch: machine(services).fetch, version: "0.1.0" });

test("a service on this machine is found where it listens, the first of several", async () => {
  assert.equal(await find(machine({ "http://127.0.0.1:8080": "0.1.0" })), "http://127.0.0.1:8080");
  assert.equal(await find(machine({ "http://127.0.0.1:5000": "0.1.0", "http://127.0.0.1:8001": "0.1.0" })), "http://127.0.0.1:8001");
  assert.equal(await find(machine({})), null);
});

test("looking for it says nothing of the reader: health is asked for, on this machine alone, without credentials", async () => {
  const { asked, fetch } = machine({});
  await find({ fetch });
  for (const { url, method, body, credentials, headers } of asked) {
    assert.match(url, /^http:\/\/127\.0\.0\.1:\d+\/healthz$/);
    assert.deepEqual([method, body, credentials, headers], ["GET", undefined, "omit", undefined]);
  }
});

test("https at a service that speaks http gives the address to take", async () => {
  const { failed, advice, values } = await outcome("https://127.0.0.1:8000", { "http://127.0.0.1:8000": "0.1.0" });
  assert.deepEqual([failed, advice, values], ["certificate", "failHttps", ["http://127.0.0.1:8000"]]);
});

test("a server elsewhere that answers only without https has a certificate at fault, on its own port", async () => {
  for (const [address, plain] of [
    ["https://clean.example.org", "http://clean.example.org:443"],
    ["https://clean.example.org:8443/copy", "http://clean.example.org:8443/copy"],
  ]) {
    const { failed, advice } = await outcome(address, { [plain]: "0.1.0" }, "a-long-enough-token");
    assert.deepEqual([failed, advice], ["certificate", "failCertificate"]);
  }
  assert.equal((await outcome("https://clean.example.org", {})).failed, "reachable");
});

test("the token is never part of the question without https", async () => {
  const { asked, fetch } = machine({ "http://clean.example.org:443": "0.1.0" });
  await tested({ address: "https://clean.example.org", token: "a-long-enough-token" }, { api, fetch, version: "0.1.0" });
  const plain = asked.filter(({ url }) => url.startsWith("http:"));
  assert.equal(plain.length, 1);
  assert.equal(plain[0].headers, undefined);
});

test("an older service and a newer one are told apart", async () => {
  assert.equal((await outcome("127.0.0.1:8000", { "http://127.0.0.1:8000": "0.0.9" })).advice, "serviceOlder");
  assert.equal((await outcome("127.0.0.1:8000", { "http://127.0.0.1:8000": "1.0.0" })).advice, "serviceNewer");
  assert.equal((await outcome("127.0.0.1:8000", { "http://127.0.0.1:8000": "0.1.7" })).failed, null);
});
