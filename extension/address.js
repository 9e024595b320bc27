/** The service's address as people paste it, and what follows from it. */

export const DEFAULT_ADDRESS = "http://127.0.0.1:8000";

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;
const ENDPOINTS = /\/(?:clean|healthz|readyz|metrics|openapi\.json|index\.html)$/;

/**
 * `" localhost:8000/clean "` gives `http://localhost:8000`. Without a scheme, loopback is http and every
 * other host https.
 *
 * @param {string} pasted
 * @returns {string | null} an origin with an optional path and no slash at its end; null where it is no address
 */
export function normalise(pasted) {
  let text = pasted.trim().replace(/^[<"'“‘(]+|[>"'”’),;]+$/g, "");
  if (!text || /\s/.test(text)) return null;
  text = text.replace(/^(https?):\/*/i, "$1://");
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) {
    const host = text.split("/", 1)[0].replace(/:\d+$/, "").toLowerCase();
    text = `${LOOPBACK.test(host) || host === "0.0.0.0" ? "http" : "https"}://${text}`;
  }
  const url = parsed(text);
  if (!url || !/^https?:$/.test(url.protocol) || !/^(?:[a-z0-9.-]+|\[[0-9a-f:.]+\])$/.test(url.hostname)) return null;
  // What a server prints when it listens everywhere is no address that a browser may call.
  if (url.hostname === "0.0.0.0") url.hostname = "127.0.0.1";
  const path = url.pathname.replace(/\/+$/, "").replace(ENDPOINTS, "");
  return `${url.protocol}//${url.host}${path}`;
}

/** Whether the address is on the reader's own machine. */
export function isLoopback(address) {
  const url = parsed(address);
  return url !== null && LOOPBACK.test(url.hostname);
}

/** The match pattern to ask a permission for: without the port, which patterns can't name in every browser. */
export function originPattern(address) {
  const url = parsed(address);
  return url && `${url.protocol}//${url.hostname}/*`;
}

function parsed(text) {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}
