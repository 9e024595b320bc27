/** "Test connection": one step after the other, and the name of the one that failed. */

import { isLoopback, normalise, originPattern } from "../address.js";
import { Failure, check, health } from "../service.js";
import { fits } from "../version.js";

export const STEPS = ["address", "permission", "reachable", "service", "token", "version"];

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
    if (error.kind === "unreachable" && isLoopback(address)) return failed("reachable", "failReachableLoopback");
    if (error.kind === "unreachable") return failed("reachable", address.startsWith("https:") ? "failCertificate" : "failReachable");
    if (error.kind === "token") return failed("token", settings.token ? "failToken" : "failTokenMissing");
    if (error.kind === "refused") return failed("service", "failRefused");
    return failed("service", "failService");
  }
  if (!fits(theirs, version)) return failed("version", "failVersion", theirs, version);
  return { failed: null, advice: "testGood", values: [`Clean Copy ${theirs}`] };
}
