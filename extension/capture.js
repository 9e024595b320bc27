/**
 * The page as the reader has it before them, written out as HTML.
 *
 * `capture` is sent into the page by `scripting.executeScript`, so it must stand alone: it may use nothing
 * from outside its own body. It writes text and builds no nodes: a clone made in the page would start its
 * custom elements and ask for its pictures once more, and the live page must not notice that it was read.
 *
 * Marks for the service (the page's own attributes of these names are left out):
 * - `data-cc-captured` on `<html>`: the marks below are complete.
 * - `data-cc-hidden` on an element that the reader can't see, with the reason. What it holds is not sent:
 *   `display`, `visibility`, `clipped` (no size, or clipped to nothing), `offscreen`, or
 *   `cut` (below the lower edge of a box that hides what does not fit).
 * - `data-cc-src` on `<img>`: the address that the browser chose.
 * - `data-cc-frame` on a `<div>`: the body of a same-site frame, in the place of the frame.
 *
 * @param {Document} [document]
 * @returns {{kind: "html" | "text" | "other", url: string, title: string, type: string, content: string}}
 *   `content` is the HTML, or the text of a plain-text page, or empty for anything else (a picture, a PDF).
 */
export function capture(document = globalThis.document) {
  const view = document.defaultView;
  const api = globalThis.browser ?? globalThis.chrome;
  const VOID = new Set(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]);
  const UNSEEN = new Set(["base", "head", "link", "meta", "noscript", "script", "source", "title", "track"]);
  // What has its own rules of size: a lazy picture has none until it is scrolled to, and is no secret.
  const REPLACED = new Set(["audio", "br", "canvas", "embed", "hr", "iframe", "img", "input", "object", "picture", "select", "svg", "textarea", "video", "wbr"]);
  const HOSTS = new Set(["article", "aside", "blockquote", "body", "div", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "main", "nav", "p", "section", "span"]);
  const LINKS = /\b(?:canonical|alternate|amphtml|author|license|next|prev|image_src|icon|shortlink)\b/i;
  const MARK = "data-cc-";
  const FRAME_TEXT = 600; // characters below which a frame is a widget and no part of the article

  const whole = {
    url: document.URL,
    title: document.title ?? "",
    type: document.contentType ?? "text/html",
  };
  if (whole.type === "text/plain") {
    return { ...whole, kind: "text", content: (document.body?.textContent ?? "").toWellFormed() };
  }
  if (whole.type !== "text/html" && whole.type !== "application/xhtml+xml") {
    return { ...whole, kind: "other", content: "" };
  }

  const text = (value) => value.replace(/[&<>\u00a0]/g, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[c] ?? "&nbsp;");
  const attribute = (value) => value.replace(/[&"\u00a0]/g, (c) => ({ "&": "&amp;", '"': "&quot;" })[c] ?? "&nbsp;");
  const raw = (value, name) => value.replaceAll(`</${name}`, `<\\/${name}`);

  const rootOf = (element) => {
    if (element.shadowRoot) return element.shadowRoot;
    if (!element.localName.includes("-") && !HOSTS.has(element.localName)) return null;
    if (api?.dom?.openOrClosedShadowRoot) return api.dom.openOrClosedShadowRoot(element);
    return element.openOrClosedShadowRoot ?? null;
  };

  const leftOut = (element, name) => {
    if (name === "style" || name === "template") return true;
    if (name === "script") return !/ld\+json/i.test(element.getAttribute("type") ?? "");
    if (name === "link") return !LINKS.test(element.getAttribute("rel") ?? "");
    return false;
  };

  const anySeen = (element) => {
    for (const inner of element.querySelectorAll("*")) {
      if (view.getComputedStyle(inner).visibility === "visible") return true;
    }
    return false;
  };

  const originX = view.scrollX ?? 0;
  const originY = view.scrollY ?? 0;
  const leftIsStart = view.getComputedStyle(document.documentElement).direction !== "rtl";

  /** Why the reader can't see this element, or "" where they can. */
  const hiddenBy = (element, name, style, clip) => {
    if (style.display === "none" || style.display === "") return "display";
    if (style.display === "contents") return "";
    if (style.contentVisibility === "hidden" && element.getAttribute("hidden") !== "until-found") return "display";
    if (style.visibility !== "visible" && !anySeen(element)) return "visibility";
    if (style.display === "inline" || REPLACED.has(name)) return "";
    const shut = (overflow) => overflow === "hidden" || overflow === "clip";
    if (element.offsetHeight <= 1 && shut(style.overflowY)) return "clipped";
    if (element.offsetWidth <= 1 && shut(style.overflowX)) return "clipped";
    if (style.position === "absolute" || style.position === "fixed") {
      if (/^rect\((\d)px, \1px, \1px, \1px\)$/.test(style.clip)) return "clipped";
      const box = element.getBoundingClientRect();
      const away = (leftIsStart && box.right + originX <= 0) || box.bottom + originY <= 0;
      if (away && box.width > 0 && box.height > 0) return "offscreen";
    } else if (clip !== null) {
      const box = element.getBoundingClientRect();
      if (box.height > 0 && box.top >= clip - 1) return "cut";
    }
    return "";
  };

  /** The lower edge below which this element's children are cut off, or null. */
  const clipOf = (element, style, clip) => {
    if (style.display === "inline" || style.display === "contents") return clip;
    if (style.overflowY === "auto" || style.overflowY === "scroll") return null;
    const inherited = style.position === "absolute" || style.position === "fixed" ? null : clip;
    if (style.overflowY !== "hidden" && style.overflowY !== "clip") return inherited;
    // A box as high as the window is a scroll lock under a dialog: what is below it is not denied, only waiting.
    if (element.scrollHeight <= element.clientHeight + 40 || element.clientHeight >= view.innerHeight * 0.9) return inherited;
    const edge = element.getBoundingClientRect().bottom;
    return inherited === null ? edge : Math.min(inherited, edge);
  };

  const frameBody = (element) => {
    let inner = null;
    try {
      inner = element.contentDocument;
    } catch {
      return null; // another site's frame
    }
    const body = inner?.body;
    return body && body.localName === "body" && (body.innerText ?? "").length >= FRAME_TEXT ? body : null;
  };

  const out = [];
  const opening = (element, name, marks) => {
    out.push("<", name);
    const foreign = element.ownerDocument !== document;
    for (const { name: key, value } of element.attributes) {
      if (key.startsWith(MARK) || key.startsWith("on") || key === "nonce" || key === "srcdoc") continue;
      if (name === "input" && key === "value") continue; // tokens and names of the reader: no part of an article
      let written = value;
      if (foreign && (key === "href" || key === "src")) written = URL.parse?.(value, element.baseURI)?.href ?? value;
      out.push(" ", key, '="', attribute(written), '"');
    }
    for (const [key, value] of marks) out.push(" ", MARK, key, '="', attribute(value), '"');
    out.push(">");
  };

  // What is still to be written, the next one last: closing tags, or a node with the clip around it.
  const waiting = [{ node: document.documentElement, around: null }];
  const children = (parent, around) => {
    for (let node = parent.lastChild; node; node = node.previousSibling) waiting.push({ node, around });
  };

  while (waiting.length > 0) {
    const item = waiting.pop();
    if (typeof item === "string") {
      out.push(item);
      continue;
    }
    const { node, around } = item;
    if (node.nodeType === 3) {
      out.push(text(node.data));
      continue;
    }
    if (node.nodeType !== 1) continue;
    const name = node.localName;
    if (leftOut(node, name)) continue;

    const marks = name === "html" && node === document.documentElement ? [["captured", "1"]] : [];
    let clip = around;
    if (name !== "html" && name !== "body" && !UNSEEN.has(name) && node.namespaceURI !== "http://www.w3.org/1998/Math/MathML") {
      const style = view.getComputedStyle(node);
      const why = hiddenBy(node, name, style, clip);
      if (why) {
        opening(node, name, [["hidden", why]]);
        if (!VOID.has(name)) out.push(`</${name}>`);
        continue;
      }
      if (!REPLACED.has(name)) clip = clipOf(node, style, clip);
    }
    if (name === "img" && /^https?:/i.test(node.currentSrc ?? "")) marks.push(["src", node.currentSrc]);

    if (name === "iframe") {
      const body = frameBody(node);
      if (body) {
        out.push('<div data-cc-frame="">');
        waiting.push("</div>");
        children(body, null);
      } else {
        opening(node, name, marks);
        out.push("</iframe>");
      }
      continue;
    }
    opening(node, name, marks);
    if (VOID.has(name)) continue;
    waiting.push(`</${name}>`);
    if (name === "script") {
      out.push(raw(node.textContent, name));
    } else if (name === "noscript" && !node.firstElementChild) {
      out.push(raw(node.textContent, name)); // where scripts run, its content is text
    } else if (name === "svg") {
      const title = node.querySelector("title");
      if (title) out.push("<title>", text(title.textContent), "</title>");
    } else {
      if ((name === "pre" || name === "textarea") && node.firstChild?.data?.startsWith("\n")) out.push("\n");
      children(node, clip);
      const root = rootOf(node);
      if (root) {
        waiting.push("</template>");
        children(root, clip);
        out.push(`<template shadowrootmode="${root.mode}">`);
      }
    }
  }
  const doctype = document.doctype ? "<!DOCTYPE html>" : "";
  return { ...whole, kind: "html", content: (doctype + out.join("")).toWellFormed() };
}
