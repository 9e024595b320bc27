/** What the reader is told when it did not work, and what they can do. */

/**
 * For each failure: the names of its messages, and what is offered, the most useful first.
 * `again` and `anyway` need the captured page, which is kept only where it has room.
 */
const OFFERS = {
  unreachable: ["again", "options"],
  "server-unreachable": ["again", "options"],
  timeout: ["again"],
  "too-large": [],
  "no-article": ["anyway"],
  "not-text": [],
  "not-a-page": [],
  restricted: [],
  capture: [],
  token: ["options", "again"],
  "insecure-token": ["options"],
  permission: ["options", "again"],
  refused: ["options"],
  busy: ["again"],
  "not-clean-copy": ["options"],
  server: ["again"],
  gone: [],
  unexpected: ["again"],
};

/** Failures of which the service's own sentence says more than ours. */
const DETAILED = new Set(["too-large", "refused", "busy", "server", "not-text", "capture", "unexpected", "not-a-page"]);

/** @returns {{name: string, offers: string[], detail: string}} `name`: the stem of the messages `<name>Title` and `<name>Text` */
export function told(failure, hasPage) {
  const kind = failure.kind in OFFERS ? failure.kind : "unexpected";
  const name = kind.replace(/-([a-z])/g, (_, letter) => letter.toUpperCase());
  const offers = OFFERS[kind].filter((offer) => hasPage || offer === "options");
  return { name, offers, detail: DETAILED.has(kind) ? failure.detail : "" };
}
