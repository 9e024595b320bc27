/** Words from `_locales`, set as text and never as markup. */

const api = globalThis.browser ?? globalThis.chrome;

/** The message of this name; an unknown name is a mistake of ours and shows as itself. */
export function say(name, ...values) {
  return api.i18n.getMessage(name, values.map(String)) || name;
}

/** Fill `data-say="name"` (text) and `data-say-label="name"` (aria-label and title) of a page. */
export function fill(document) {
  document.documentElement.lang = say("language"); // of the words, which may not be the browser's
  document.documentElement.dir = say("@@bidi_dir") === "rtl" ? "rtl" : "ltr";
  for (const element of document.querySelectorAll("[data-say]")) element.textContent = say(element.dataset.say);
  for (const element of document.querySelectorAll("[data-say-label]")) {
    element.setAttribute("aria-label", say(element.dataset.sayLabel));
    element.title = say(element.dataset.sayLabel);
  }
}
