import assert from "node:assert/strict";
import { test } from "node:test";

import { isLoopback, normalise, originPattern } from "../extension/address.js";
import { fits, isOlder } from "../extension/version.js";

const PASTED = {
  "http://127.0.0.1:8000": "http://127.0.0.1:8000",
  "  http://127.0.0.1:8000/clean ": "http://127.0.0.1:8000",
  "localhost:8000": "http://localhost:8000",
  "127.0.0.1:8000/clean?format=html#x": "http://127.0.0.1:8000",
  "[::1]:8000": "http://[::1]:8000",
  "0.0.0.0:8000": "http://127.0.0.1:8000",
  "http:/localhost:8000": "http://localhost:8000",
  "<https://clean.example.org/>": "https://clean.example.org",
  "“https://clean.example.org”,": "https://clean.example.org",
  "clean.example.org": "https://clean.example.org",
  "Clean.Example.org:443/tools/clean/": "https://clean.example.org/tools",
  "https://example.org/tools/healthz": "https://example.org/tools",
  "nas:8000": "https://nas:8000",
};
for (const [pasted, wanted] of Object.entries(PASTED)) {
  test(`${JSON.stringify(pasted)} is ${wanted}`, () => assert.equal(normalise(pasted), wanted));
}

for (const nonsense of ["", "   ", "not an address", "ftp://example.org", "javascript:alert(1)", "http://", "https://a b", "what?! indeed"]) {
  test(`${JSON.stringify(nonsense)} is no address`, () => assert.equal(normalise(nonsense), null));
}

test("loopback is this machine only", () => {
  for (const address of ["http://localhost:8000", "http://127.1.2.3", "https://[::1]:8000"]) assert.ok(isLoopback(address));
  for (const address of ["http://localhost.example.org", "http://10.0.0.1", "https://127.example.org"]) assert.ok(!isLoopback(address));
});

test("a permission is asked for without the port", () => {
  assert.equal(originPattern("https://clean.example.org:8443/tools"), "https://clean.example.org/*");
});

test("versions fit while nothing is allowed to break between them", () => {
  assert.ok(fits("0.1.0", "0.1.7"));
  assert.ok(!fits("0.2.0", "0.1.7"));
  assert.ok(fits("1.4.0", "1.0.2"));
  assert.ok(!fits("2.0.0", "1.9.9"));
});

test("the older of two versions", () => {
  assert.ok(isOlder("0.1.9", "0.2.0"));
  assert.ok(isOlder("0.9.0", "0.10.0"));
  assert.ok(!isOlder("1.0.0", "0.9.9"));
  assert.ok(!isOlder("1.0.0", "1.0.0"));
});
