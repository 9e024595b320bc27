/** "Report a mistake": a ready text for whoever keeps the rules, copied by the reader and sent by nobody else. */

import { say } from "../i18n.js";
import { own } from "../version.js";

const LONGEST = 1500; // characters of one passage

/**
 * What was put back was wrongly removed; what is selected was wrongly left, or is otherwise wrong.
 *
 * @param {Document} inner the article's document
 * @param {{url: string, version: string | null}} view
 * @param {boolean} withAddress the page's address only where the reader chose so
 * @returns {string} Markdown
 */
export function report(inner, view, withAddress) {
  const parts = [`Clean Copy ${own()}${view.version ? `, service ${view.version}` : ""}`];
  if (withAddress) parts.push(`Page: ${view.url}`);
  for (const element of inner.querySelectorAll("[data-back]")) {
    const item = inner.querySelector(`[data-removed="${CSS.escape(element.dataset.back)}"]`);
    const rule = item?.querySelector("code")?.textContent ?? "";
    parts.push(`Removed by mistake (${rule}):\n\n${quoted(element.innerText)}`);
  }
  const selected = inner.getSelection()?.toString().trim();
  if (selected) parts.push(`Left by mistake, or wrong:\n\n${quoted(selected)}`);
  return `${parts.join("\n\n")}\n`;
}

const quoted = (text) => text.trim().slice(0, LONGEST).replace(/^/gm, "> ");

/** Wire the dialog: it shows the text as it will be copied. */
export function wireReport(dialog, told) {
  const text = dialog.querySelector("textarea");
  const withAddress = dialog.querySelector("input");
  let source = null;
  const write = () => {
    text.value = report(source.inner, source.view, withAddress.checked);
  };
  withAddress.addEventListener("change", write);
  dialog.querySelector("[data-do-report]").addEventListener("click", async () => {
    await navigator.clipboard.writeText(text.value);
    dialog.close();
    told(say("reportCopied"));
  });
  return (inner, view) => {
    source = { inner, view };
    withAddress.checked = false;
    write();
    dialog.showModal();
  };
}
