import assert from "node:assert/strict";
import { afterEach, test } from "node:test";

import { capture } from "../extension/capture.js";
import { element, page, text } from "./fake_page.js";

const START = '<!DOCTYPE html><html data-cc-captured="1"><body>';
const END = "</body></html>";
const body = (...nodes) => capture(page(nodes)).content.slice(START.length, -END.length);

afterEach(() => {
  delete globalThis.chrome;
});

test("gives the address, the title and the page", () => {
  const taken = capture(page([element("p", {}, text("words"))]));
  assert.deepEqual(taken, {
    kind: "html", url: "https://news.test/a", title: "A page", type: "text/html", content: `${START}<p>words</p>${END}`,
  });
});

test("a plain-text page is sent as its text", () => {
  const document = page([element("pre", {}, text("a < b"))], { contentType: "text/plain" });
  assert.equal(capture(document).kind, "text");
  assert.equal(capture(document).content, "a < b");
});

test("a picture, a PDF or a feed is no page", () => {
  for (const contentType of ["image/png", "application/pdf", "application/rss+xml", "application/json"]) {
    assert.equal(capture(page([], { contentType })).kind, "other");
    assert.equal(capture(page([], { contentType })).content, "");
  }
});

test("escapes text and attributes, and closes no void element", () => {
  const link = element("a", { attributes: { href: '?a=1&b="2"' } }, text("1 < 2 & 3\u00a0> 2"));
  assert.equal(
    body(link, element("br"), element("hr")),
    '<a href="?a=1&amp;b=&quot;2&quot;">1 &lt; 2 &amp; 3&nbsp;&gt; 2</a><br><hr>',
  );
});

test("the content of a hidden element is not sent", () => {
  const secret = element("div", { style: { display: "none" } }, element("p", {}, text("secret")));
  assert.equal(body(secret, element("p", {}, text("open"))), '<div data-cc-hidden="display"></div><p>open</p>');
});

test("a hidden parent with a visible child is gone through", () => {
  const child = element("b", { style: { visibility: "visible" } }, text("seen"));
  assert.equal(body(element("div", { style: { visibility: "hidden" } }, child)), "<div><b>seen</b></div>");
});

test("below the edge of a box that hides what does not fit", () => {
  const below = element("p", { box: { top: 320, bottom: 340 } }, text("cut"));
  const within = element("p", { box: { top: 180, bottom: 240 } }, text("half"));
  const style = { overflowY: "hidden" };
  const box = { top: 0, bottom: 200, height: 200 };
  const gate = element("div", { style, box, clientHeight: 200, scrollHeight: 2000 }, within, below);
  assert.equal(body(gate), '<div><p>half</p><p data-cc-hidden="cut"></p></div>');
});

test("a box as high as the window only waits for its dialog to close", () => {
  const below = element("p", { box: { top: 900, bottom: 940 } }, text("later"));
  const lock = element("div", { style: { overflowY: "hidden" }, box: { bottom: 800 }, clientHeight: 800, scrollHeight: 9000 }, below);
  assert.equal(body(lock), "<div><p>later</p></div>");
});

test("open shadow roots are written into their hosts, before the children", () => {
  const host = element("story-text", { shadow: [element("slot")] }, text("light"));
  assert.equal(
    body(host),
    '<story-text><template shadowrootmode="open"><slot></slot></template>light</story-text>',
  );
});

test("closed shadow roots come from the browser's own function", () => {
  const closed = page([element("p", {}, text("closed words"))]).body;
  const root = { mode: "closed", lastChild: closed.lastChild };
  globalThis.chrome = { dom: { openOrClosedShadowRoot: (host) => (host.localName === "story-text" ? root : null) } };
  assert.equal(
    body(element("story-text")),
    '<story-text><template shadowrootmode="closed"><p>closed words</p></template></story-text>',
  );
});

test("scripts, styles, templates, tokens and handlers stay behind; JSON-LD goes along", () => {
  const gone = [
    element("script", {}, text("let a")), element("style", {}, text("p{}")), element("template", {}, text("t")),
    element("link", { attributes: { rel: "stylesheet", href: "a.css" } }),
  ];
  const data = element("script", { attributes: { type: "application/ld+json" } }, text('{"a":"</script>"}'));
  const field = element("input", { attributes: { name: "csrf", value: "token", onfocus: "x()", nonce: "n" } });
  assert.equal(
    body(...gone, data, field),
    '<script type="application/ld+json">{"a":"<\\/script>"}</script><input name="csrf">',
  );
});

test("the picture that the browser chose, where it has an address", () => {
  const chosen = element("img", { attributes: { src: "small.png" }, currentSrc: "https://news.test/large.png" });
  const inline = element("img", { attributes: { src: "data:x" }, currentSrc: "data:x" });
  assert.equal(body(chosen, inline), '<img src="small.png" data-cc-src="https://news.test/large.png"><img src="data:x">');
});

test("half a character is replaced", () => {
  assert.equal(body(element("p", {}, text("a\ud83d"))), "<p>a\ufffd</p>");
});
