/** The options: where the service is, its token, and whether it can be reached. */

import { isLoopback, normalise, originPattern } from "../address.js";
import { fill, say } from "../i18n.js";
import * as kept from "../settings.js";
import { own } from "../version.js";
import { STEPS, find, test } from "./connection.js";

const api = globalThis.browser ?? globalThis.chrome;
const at = (id) => document.getElementById(id);
const welcome = new URL(location.href).searchParams.has("welcome");

fill(document);
document.title = say(welcome ? "welcomeTitle" : "optionsTitle");
at("title").textContent = say(welcome ? "welcomeTitle" : "optionsTitle");
at("lead").textContent = say(welcome ? "welcomeLead" : "optionsLead");

at("settings").addEventListener("submit", (event) => {
  event.preventDefault();
  void save();
});
at("test").addEventListener("click", () => void run());
void open();

async function open() {
  const { address, token } = await kept.service();
  at("address").value = address;
  at("token").value = token;
  document.documentElement.dataset.ready = "1";
  if (welcome) await firstRun({ address, token });
}

/** Find a service by itself; where none is, the test says how to start one. */
async function firstRun({ address, token }) {
  const found = (await find()) ?? address;
  if (found !== address) {
    at("address").value = found;
    await kept.keepService({ address: found, token });
  }
  await run();
}

async function save() {
  const address = normalise(at("address").value);
  mistaken(address ? "" : say("addressBad"));
  if (!address) return;
  // The browser asks only in answer to the reader's own click, so nothing may be waited for before this.
  const allowed = isLoopback(address) || (await api.permissions.request({ origins: [originPattern(address)] }));
  at("address").value = address;
  await kept.keepService({ address, token: at("token").value.trim() });
  at("said").textContent = say(allowed ? "saved" : "savedWithout");
}

function mistaken(message) {
  at("address-error").textContent = message;
  at("address-error").hidden = !message;
  at("said").textContent = "";
  if (message) {
    at("address").setAttribute("aria-invalid", "true");
    at("address").focus();
  } else {
    at("address").removeAttribute("aria-invalid");
  }
}

async function run() {
  at("test").disabled = true;
  at("result").hidden = false;
  at("advice").textContent = "";
  at("open").hidden = true;
  delete at("result").dataset.failed;
  steps(() => "waiting");
  const typed = { address: at("address").value, token: at("token").value };
  const { failed, advice, values } = await test(typed, { api, version: own() });
  const bad = failed === null ? STEPS.length : STEPS.indexOf(failed);
  const address = normalise(at("address").value);
  const unneeded = address?.startsWith("http:") ? STEPS.indexOf("certificate") : -1;
  steps((step) => (step > bad ? "waiting" : step === bad ? "bad" : step === unneeded ? "unneeded" : "good"));
  at("advice").textContent = say(advice, ...values);
  if ((failed === "reachable" || failed === "certificate") && address?.startsWith("https:")) {
    at("open").hidden = false;
    at("open").firstElementChild.href = address;
    at("open").firstElementChild.textContent = address;
  }
  at("result").dataset.failed = failed ?? "none";
  at("test").disabled = false;
}

function steps(stateOf) {
  at("steps").replaceChildren(
    ...STEPS.map((name, index) => {
      const state = stateOf(index);
      const item = document.createElement("li");
      item.dataset.state = state;
      const label = document.createElement("span");
      label.textContent = say(`step${name[0].toUpperCase()}${name.slice(1)}`);
      const said = document.createElement("span");
      said.className = "state";
      said.textContent = say({ good: "stepGood", bad: "stepBad", unneeded: "stepUnneeded", waiting: "stepWaiting" }[state]);
      item.append(label, said);
      return item;
    }),
  );
}
