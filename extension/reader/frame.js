/**
 * The service's reading view in its frame: no scripts, the frame as high as the article, links that work.
 * The frame's document is ours to arrange because the sandbox allows the same origin; nothing in it can run.
 */

const DEAD = "script, iframe, frame, object, embed, base, form[action], meta[http-equiv], link";
// The view's own policy names its stylesheet by a hash; here our rules stand beside it. Scripts stay shut out.
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src";
const OURS = `
  html, body { min-height: 0 !important; height: auto !important; }
  html { overflow-y: hidden; }
  .to-facts { display: none; }
  [data-here] { background: var(--glow); border-radius: 0.1em; }
  .clean-copy-picture { cursor: zoom-in; }
  .clean-copy-button { appearance: none; background: none; border: 1px solid var(--line); border-radius: 0.35em;
    color: var(--accent); cursor: pointer; font: inherit; padding: 0.15em 0.6em; margin-block: 0.4em; }
  .clean-copy-button:hover { border-color: var(--accent); }
  .clean-copy-button:disabled { color: inherit; cursor: default; opacity: 0.7; }
  .clean-copy-back { border-inline-start: 0.16em solid var(--accent); padding-inline-start: 1em; margin-block: 1.2em; }
  @media print { .clean-copy-button { display: none; } }
`;
const WIDTH_ON_PAPER = "170mm"; // A4 and Letter within common margins

/**
 * Make the service's page fit for the frame, and read what the bar needs to know.
 *
 * @param {string} html the whole reading view
 * @param {{pictures: boolean}} choices without pictures, none of them is asked for
 * @returns {Document} inert: it loads and runs nothing
 */
export function prepared(html, { pictures }) {
  const page = new DOMParser().parseFromString(html, "text/html");
  for (const element of page.querySelectorAll(DEAD)) {
    if (element.localName === "form") element.removeAttribute("action");
    else element.remove();
  }
  for (const element of page.querySelectorAll("*")) {
    for (const { name } of [...element.attributes]) if (name.startsWith("on")) element.removeAttribute(name);
  }
  for (const link of page.querySelectorAll("a[href], area[href]")) {
    const href = link.getAttribute("href");
    if (href.startsWith("#")) continue;
    if (/^(?:https?|mailto):/i.test(href)) {
      link.target = "_blank";
      link.rel = "noopener noreferrer";
    } else {
      link.removeAttribute("href"); // relative to the service, or of a kind that a reading view has no use for
    }
  }
  if (!pictures) withoutPictures(page);
  const policy = page.createElement("meta");
  policy.httpEquiv = "Content-Security-Policy";
  policy.content = `${POLICY} ${pictures ? "https: http: data:" : "'none'"}`;
  page.head.prepend(policy);
  const style = page.createElement("style");
  style.className = "clean-copy-frame";
  style.textContent = OURS;
  page.head.append(style);
  return page;
}

/** Each picture's alternative text in its place; what can't be seen leaves no gap. */
function withoutPictures(page) {
  for (const source of page.querySelectorAll("source")) source.remove();
  for (const picture of page.querySelectorAll("img")) {
    const said = page.createElement("span");
    said.className = "missing";
    said.textContent = picture.alt;
    if (picture.alt) picture.replaceWith(said);
    else picture.remove();
  }
}

/** What the frame shows as a file of its own: what was put back stays, what only works in the frame goes. */
export function saved(frame) {
  const root = frame.contentDocument.documentElement.cloneNode(true);
  for (const ours of root.querySelectorAll(".clean-copy-frame, .clean-copy-button")) ours.remove();
  for (const here of root.querySelectorAll("[data-here]")) here.removeAttribute("data-here");
  for (const picture of root.querySelectorAll(".clean-copy-picture")) {
    for (const ours of ["class", "tabindex", "role", "aria-label"]) picture.removeAttribute(ours);
  }
  return `<!DOCTYPE html>${root.outerHTML}`;
}

/**
 * An empty document in the frame, ready to be filled. It takes the browser a moment, so it is asked for while the
 * service is still at work; each article gets a fresh one, because a document keeps the policy that it was given.
 *
 * @param {HTMLIFrameElement} frame
 */
export async function blank(frame) {
  const loaded = new Promise((resolve) => frame.addEventListener("load", resolve, { once: true }));
  frame.srcdoc = "<!DOCTYPE html><title></title>";
  await loaded;
}

/**
 * Move the page into the empty document of the frame, keep the frame as high as its content, and follow links
 * inside the article. Nothing is waited for: pictures come when they come.
 *
 * @param {HTMLIFrameElement} frame after `blank`
 * @param {Document} page from `prepared`
 * @param {(fragment: string, link: HTMLElement) => void} jumped called with the id that a link inside the article
 *   points to
 * @returns {Document} the live document in the frame
 */
export function show(frame, page, jumped) {
  const inner = frame.contentDocument;
  frame.hidden = false;
  inner.replaceChild(inner.adoptNode(page.documentElement), inner.documentElement);
  fit(frame);
  const observer = new ResizeObserver(() => fit(frame));
  observer.observe(inner.documentElement);
  observer.observe(inner.body);
  inner.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href^='#']");
    if (!link) return;
    event.preventDefault();
    jumped(decodeURIComponent(link.getAttribute("href").slice(1)), link);
  });
  return inner;
}

/** Make the article's pictures buttons that open them large, by mouse and by keyboard; a picture in a link stays one. */
export function enlargeable(inner, label, open) {
  for (const picture of inner.querySelectorAll("article img")) {
    if (picture.closest("a")) continue;
    picture.className = "clean-copy-picture";
    picture.tabIndex = 0;
    picture.setAttribute("role", "button");
    picture.setAttribute("aria-label", picture.alt ? `${label}: ${picture.alt}` : label);
    picture.addEventListener("click", () => open(picture));
    picture.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      open(picture);
    });
  }
}

/** As high as the content, so that the page scrolls and not the frame. */
export function fit(frame) {
  const root = frame.contentDocument?.documentElement;
  if (root) frame.style.height = `${Math.ceil(root.getBoundingClientRect().height)}px`;
}

/** Bring an element of the frame to the upper third of the window, mark it, and move the focus there. */
export function reveal(frame, id) {
  const inner = frame.contentDocument;
  const target = id ? inner.getElementById(id) : null;
  if (!target) return false;
  for (let open = target.closest("details:not([open])"); open; open = target.closest("details:not([open])")) open.open = true;
  fit(frame);
  for (const old of inner.querySelectorAll("[data-here]")) old.removeAttribute("data-here");
  target.setAttribute("data-here", "");
  const top = frame.getBoundingClientRect().top + target.getBoundingClientRect().top + scrollY;
  scrollTo({ top: top - innerHeight / 4, behavior: calm() ? "auto" : "smooth" });
  if (!target.hasAttribute("tabindex")) target.setAttribute("tabindex", "-1");
  target.focus({ preventScroll: true });
  return true;
}

const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

/**
 * Make paper hold the whole article: a frame is printed as high as it is, so before printing it gets the
 * width of the paper and the height that the article has there, with the rules that hold on paper.
 */
export function printWhole(frame) {
  const switched = [];
  addEventListener("beforeprint", () => {
    for (const sheet of frame.contentDocument?.styleSheets ?? []) {
      for (const rule of sheet.cssRules) {
        if (rule.media?.mediaText === "print") {
          rule.media.mediaText = "all";
          switched.push(rule);
        }
      }
    }
    frame.style.width = WIDTH_ON_PAPER;
    fit(frame);
  });
  addEventListener("afterprint", () => {
    for (const rule of switched.splice(0)) rule.media.mediaText = "print";
    frame.style.width = "";
    fit(frame);
  });
}
