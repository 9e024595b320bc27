/**
 * The answers, in `storage.session`: memory of the running browser, never on disk, gone when it closes.
 * A view is `{id, tab, url, title, started, state: "loading" | "done" | "failed", html?, version?, failure?, page?}`.
 * `page` is the captured page, packed, kept only where "show what was found anyway" may need it.
 */

const api = globalThis.browser ?? globalThis.chrome;
const PREFIX = "view:";
const KEPT = 20; // views; storage.session holds 10 MB, a reading view is some 60 KB

const key = (id) => PREFIX + id;

/** The reading view's address; the id says nothing of the page. */
export const address = (id) => api.runtime.getURL(`reader/reader.html?id=${id}`);

/** The id of the view that stands at this address, or null where it is no reading view. */
export function idOf(url) {
  return url?.startsWith(api.runtime.getURL("reader/reader.html")) ? new URL(url).searchParams.get("id") : null;
}

export async function get(id) {
  return (await api.storage.session.get(key(id)))[key(id)] ?? null;
}

/** Keep a view; where the room is used up, older ones make way. Throws where even that does not help. */
export async function put(view) {
  for (;;) {
    try {
      await api.storage.session.set({ [key(view.id)]: view });
      break;
    } catch (error) {
      if ((await dropOldest(1, view.id)) === 0) throw error;
    }
  }
  void trim(view.id); // nobody waits for the old ones to go
}

/** Change some of a view's values; a view that is gone stays gone. */
export async function change(id, values) {
  const view = await get(id);
  if (view) await put({ ...view, ...values });
}

export async function forget(id) {
  await api.storage.session.remove(key(id));
}

/** Everything that belongs to a tab that was closed. */
export async function forgetTab(tab) {
  await api.storage.session.remove((await all()).filter((view) => view.tab === tab).map((view) => key(view.id)));
}

/** Call `told(view)` whenever the view changes; gives a function that ends it. */
export function watch(id, told) {
  const listener = (changes, area) => {
    if (area === "session" && changes[key(id)]?.newValue) told(changes[key(id)].newValue);
  };
  api.storage.onChanged.addListener(listener);
  return () => api.storage.onChanged.removeListener(listener);
}

async function all() {
  const kept = await api.storage.session.get(null);
  return Object.entries(kept).filter(([name]) => name.startsWith(PREFIX)).map(([, view]) => view);
}

async function trim(except) {
  try {
    await dropOldest((await all()).length - KEPT, except);
  } catch (error) {
    console.info("Older views could not be cleared away.", error);
  }
}

async function dropOldest(count, except) {
  const old = (await all()).filter((view) => view.id !== except).sort((a, b) => a.started - b.started);
  const going = old.slice(0, Math.max(0, count)).map((view) => key(view.id));
  if (going.length > 0) await api.storage.session.remove(going);
  return going.length;
}

/** A text, packed to go into `storage.session` (a news page shrinks to about a sixth). */
export async function pack(text) {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream("gzip"));
  const packed = new Uint8Array(await new Response(stream).arrayBuffer());
  let binary = "";
  for (let at = 0; at < packed.length; at += 32768) binary += String.fromCharCode(...packed.subarray(at, at + 32768));
  return btoa(binary);
}

export async function unpack(packed) {
  const bytes = Uint8Array.from(atob(packed), (c) => c.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).text();
}
