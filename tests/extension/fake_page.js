/** Just enough of a document for `capture`: elements with a style and a box, text, shadow roots. */

export const text = (data) => ({ nodeType: 3, data });

/**
 * @param {string} localName
 * @param {object} [options] `attributes`, `style` (computed), `box` (`top`, `height`, `right`, `bottom`),
 *   `shadow` (nodes of an open shadow root), and anything else that the element should have
 * @param {...object} children
 */
export function element(localName, { attributes = {}, style = {}, box = {}, shadow, ...rest } = {}, ...children) {
  const node = {
    nodeType: 1,
    localName,
    style: { display: "block", visibility: "visible", overflowX: "visible", overflowY: "visible", position: "static", clip: "auto", direction: "ltr", ...style },
    attributes: Object.entries(attributes).map(([name, value]) => ({ name, value })),
    getAttribute: (name) => attributes[name] ?? null,
    getBoundingClientRect: () => ({ top: 0, bottom: 20, right: 400, width: 400, height: 20, ...box }),
    offsetWidth: 400,
    offsetHeight: 20,
    scrollHeight: 20,
    clientHeight: 20,
    querySelectorAll: () => inner(children),
    querySelector: (name) => inner(children).find((child) => child.localName === name) ?? null,
    shadowRoot: null,
    ...rest,
  };
  if (shadow) node.shadowRoot = { mode: "open", ...family(shadow) };
  return Object.assign(node, family(children));
}

function family(children) {
  children.forEach((child, at) => {
    child.previousSibling = children[at - 1] ?? null;
  });
  return {
    firstChild: children[0] ?? null,
    lastChild: children.at(-1) ?? null,
    firstElementChild: children.find((child) => child.nodeType === 1) ?? null,
    textContent: children.map((child) => child.data ?? child.textContent).join(""),
  };
}

const inner = (children) => children.flatMap((child) => (child.nodeType === 1 ? [child, ...child.querySelectorAll("*")] : []));

/** A document with these nodes in its body; `values` lays over what a document has. */
export function page(nodes, values = {}) {
  const body = element("body", {}, ...nodes);
  const document = {
    URL: "https://news.test/a",
    title: "A page",
    contentType: "text/html",
    doctype: {},
    documentElement: element("html", {}, body),
    body,
    ...values,
  };
  document.defaultView = { getComputedStyle: (node) => node.style, scrollX: 0, scrollY: 0, innerHeight: 800 };
  const adopt = (node) => {
    node.ownerDocument = document;
    for (let child = node.lastChild; child; child = child.previousSibling) adopt(child);
    if (node.shadowRoot) adopt(node.shadowRoot);
  };
  adopt(document.documentElement);
  return document;
}
