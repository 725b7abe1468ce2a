/** Which words stand on the screen, and how much of them. Pure. */

import type { Caption } from "./state";

/** At most one caption a side, the older above, as the talk went. */
export function onScreen(captions: readonly Caption[]): Caption[] {
  const last = captions.at(-1);
  if (last === undefined) return [];
  const other = captions.findLast((caption) => caption.who !== last.who);
  return other === undefined ? [last] : [other, last];
}

/** The end of a long text, from a sentence's or at least a word's beginning. */
export function tail(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const end = text.slice(-limit);
  // Not after a title, which ends with a point and no sentence.
  const sentence = /(?<!\b(?:Dr|Mr|Mrs|Ms|St))[.!?…]["”’]?\s+(?=\S)/.exec(end);
  if (sentence !== null && sentence.index < limit * 0.6) {
    return end.slice(sentence.index + sentence[0].length);
  }
  const space = end.indexOf(" ");
  return `… ${space === -1 ? end : end.slice(space + 1)}`;
}
