/** What the reader chose, kept in `storage.local`. The token stands here and nowhere else. */

import { DEFAULT_ADDRESS } from "./address.js";

const api = globalThis.browser ?? globalThis.chrome;

/** How the reading view looks, before anything was chosen. */
export const VIEW_DEFAULTS = Object.freeze({
  theme: "auto", // auto, light, sepia, dark, contrast
  size: 0, // steps of the scale in `choices.js`
  width: "medium", // narrow, medium, wide
  spacing: "medium", // tight, medium, loose
  font: "serif", // serif, sans
  pictures: true,
  facts: false, // the whole box of key facts open
});

/** @returns {Promise<{address: string, token: string}>} */
export async function service() {
  const { address = DEFAULT_ADDRESS, token = "" } = await api.storage.local.get(["address", "token"]);
  return { address, token };
}

export async function keepService({ address, token }) {
  await api.storage.local.set({ address, token });
}

/** How the reading view looks; every choice has a value. */
export async function view() {
  const { view: kept = {} } = await api.storage.local.get("view");
  return { ...VIEW_DEFAULTS, ...kept };
}

export async function keepView(choices) {
  await api.storage.local.set({ view: choices });
}
