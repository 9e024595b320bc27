/** How far the reader is, and how many minutes are left. */

import { say } from "../i18n.js";

const WORDS_A_MINUTE = 230; // Brysbaert 2019: 238 for English non-fiction; other languages read at a like pace
const LONG = 3; // minutes from which the rest is worth counting

/**
 * @param {HTMLIFrameElement} frame
 * @param {{bar: HTMLElement, left: HTMLElement}} shown `bar` gets the share as `--read`, `left` the words
 * @returns {() => void} to be called when another article stands in the frame
 */
export function followProgress(frame, { bar, left }) {
  let minutes = 0;
  const count = () => {
    const inner = frame.contentDocument;
    const article = inner?.querySelector("article");
    minutes = article ? words(article.textContent, inner.documentElement.lang) / WORDS_A_MINUTE : 0;
  };
  const draw = () => {
    const article = frame.contentDocument?.querySelector("article");
    if (!article) return;
    const box = article.getBoundingClientRect();
    const seen = innerHeight - frame.getBoundingClientRect().top - box.top;
    const share = Math.min(1, Math.max(0, box.height > 0 ? seen / box.height : 1));
    const rest = Math.ceil(minutes * (1 - share));
    bar.style.setProperty("--read", share.toFixed(3));
    left.textContent = minutes < LONG || share === 0 ? "" : rest > 0 ? say("minutesLeft", rest) : "";
  };
  let asked = false;
  const ask = () => {
    if (asked) return;
    asked = true;
    requestAnimationFrame(() => {
      asked = false;
      draw();
    });
  };
  addEventListener("scroll", ask, { passive: true });
  addEventListener("resize", ask);
  const idle = globalThis.requestIdleCallback ?? setTimeout;
  return () => {
    ask();
    idle(() => {
      count();
      ask();
    });
  };
}

function words(text, language) {
  let count = 0;
  for (const { isWordLike } of new Intl.Segmenter(language || undefined, { granularity: "word" }).segment(text)) {
    if (isWordLike) count += 1;
  }
  return count;
}
