/** Whether a service and an extension were made for each other. */

const api = globalThis.browser ?? globalThis.chrome;

/** The extension's own version. */
export const own = () => api.runtime.getManifest().version;

/** Versions fit while the first number that is not 0 is the same: before 1.0 every minor one may break. */
export function fits(theirs, ours) {
  const [a, b] = [theirs, ours].map((version) => version.split(".").map(Number));
  return a[0] === b[0] && (a[0] > 0 || a[1] === b[1]);
}

/** Whether version `a` is the older one. */
export function isOlder(a, b) {
  const [x, y] = [a, b].map((version) => version.split(".").map(Number));
  const at = x.findIndex((part, index) => part !== y[index]);
  return at !== -1 && x[at] < (y[at] ?? 0);
}
