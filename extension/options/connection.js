/** "Test connection": one step after the other, and the name of the one that failed. */

import { isLoopback, normalise, originPattern } from "../address.js";
import { Failure, answersPlainly, check, health } from "../service.js";
import { fits, isOlder } from "../version.js";

/** Where a service on the reader's own machine may listen: where `make run` puts it, and the usual other ports. */
const USUAL = [8000, 8001, 8080, 5000].map((port) => `http://127.0.0.1:${port}`);

export const STEPS = ["address", "permission", "reachable", "certificate", "service", "token", "version"];

/**
 * @param {{address: string, token: string}} typed as it stands in the fields
 * @param {{api: object, fetch?: typeof fetch, version: string}} surroundings `version`: the extension's own
 * @returns {Promise<{failed: string | null, advice: string, values: string[]}>} the step that failed, or null;
 *   `advice` is a message's name, `values` go into it
 */
export async function test(typed, { api, fetch = globalThis.fetch, version }) {
  const failed = (step, advice, ...values) => ({ failed: step, advice, values });
  const address = normalise(typed.address);
  if (!address) return failed("address", "failAddress");
  const settings = { address, token: typed.token.trim() };
  if (settings.token && !address.startsWith("https:") && !isLoopback(address)) return failed("address", "failInsecure");
  if (!isLoopback(address) && !(await api.permissions.contains({ origins: [originPattern(address)] }))) {
    return failed("permission", "failPermission");
  }
  let theirs;
  try {
    theirs = (await health(settings, { fetch })).version;
    await check(settings, { fetch });
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    if (error.kind === "timeout") return failed("reachable", "failTimeout");
    if (error.kind === "unreachable") return failed(...(await unreachable(address, fetch)));
    if (error.kind === "token") return failed("token", settings.token ? "failToken" : "failTokenMissing");
    if (error.kind === "refused") return failed("service", "failRefused");
    return failed("service", "failService");
  }
  if (!fits(theirs, version)) return failed("version", isOlder(theirs, version) ? "serviceOlder" : "serviceNewer", theirs, version);
  return { failed: null, advice: "testGood", values: [`Clean Copy ${theirs}`] };
}

/**
 * A service on this machine, looked for where one usually listens. Only its health is asked for.
 *
 * @returns {Promise<string | null>} its address, the first in the order of `USUAL`
 */
export async function find({ fetch = globalThis.fetch } = {}) {
  const there = await Promise.all(USUAL.map((address) => isService(address, fetch)));
  return USUAL.find((_, n) => there[n]) ?? null;
}

/**
 * Why nothing came back. A browser tells no program whether a certificate was at fault, so an https address is
 * asked once more without https, and without the token: a server that answers to that is there.
 */
async function unreachable(address, fetch) {
  const here = isLoopback(address);
  if (!address.startsWith("https:")) return ["reachable", here ? "failReachableLoopback" : "failReachable"];
  const plain = new URL(address);
  const port = plain.port || "443";
  plain.protocol = "http:";
  plain.port = port;
  const without = plain.href.replace(/\/$/, "");
  if (here && (await isService(without, fetch))) return ["certificate", "failHttps", without];
  if (await answersPlainly(without, { fetch })) return ["certificate", "failCertificate"];
  return ["reachable", "failReachableHttps"];
}

async function isService(address, fetch) {
  try {
    await health({ address }, { fetch });
    return true;
  } catch (error) {
    if (error instanceof Failure) return false;
    throw error;
  }
}
