/** Numbers and dates as a person would say them. */

/** `m:ss` of a time in a call, rounded down. */
export function clock(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  return `${String(Math.floor(whole / 60))}:${String(whole % 60).padStart(2, "0")}`;
}

const SMALL = [
  "no",
  "one",
  "two",
  "three",
  "four",
  "five",
  "six",
  "seven",
  "eight",
  "nine",
  "ten",
  "eleven",
  "twelve",
];

export const count = (n: number): string => SMALL[n] ?? String(n);

const plural = (n: number, unit: string): string => `${count(n)} ${unit}${n === 1 ? "" : "s"}`;

/** "nine minutes and forty-two seconds" is too exact to hear: minutes, and seconds below two. */
export function duration(seconds: number): string {
  const whole = Math.round(seconds);
  if (whole < 60) return plural(whole, "second");
  if (whole < 120) {
    const rest = whole - 60;
    return rest === 0 ? "one minute" : `one minute and ${plural(rest, "second")}`;
  }
  return plural(Math.round(whole / 60), "minute");
}

export const capital = (words: string): string =>
  words === "" ? words : words[0]!.toUpperCase() + words.slice(1);

/** The quotation marks and apostrophes of print, in place of a typewriter's. */
export const typeset = (text: string): string =>
  text
    .replace(/(^|[\s([—–])"/g, "$1“")
    .replaceAll('"', "”")
    .replace(/(^|[\s([—–“])'/g, "$1‘")
    .replaceAll("'", "’");

/** With the full stop that a note may lack. */
export const sentence = (text: string): string =>
  /[.!?…”’]$/.test(text.trim()) ? text.trim() : `${text.trim()}.`;

/** "a, b and c" */
export function list(words: readonly string[]): string {
  if (words.length < 2) return words[0] ?? "";
  return `${words.slice(0, -1).join(", ")} and ${words[words.length - 1]!}`;
}

/** "Saturday, November 21, 11:14 PM" in the reader's own time. */
export const day = (instant: string | number, locale = "en-US"): string =>
  new Date(typeof instant === "number" ? instant * 1000 : instant).toLocaleString(locale, {
    weekday: "long",
    month: "long",
    day: "numeric",
    hour: "numeric",
    minute: "2-digit",
  });

export const firstName = (name: string): string => name.trim().split(/\s+/)[0] ?? name;

export interface Pronouns {
  they: string;
  them: string;
  their: string;
}

/** "she/her" → she, her, her. What is not known is "they". */
export function pronouns(stated: string): Pronouns {
  if (stated.startsWith("she")) return { they: "she", them: "her", their: "her" };
  if (stated.startsWith("he")) return { they: "he", them: "him", their: "his" };
  return { they: "they", them: "them", their: "their" };
}

const FEELINGS = ["mild", "mild", "moderate", "strong", "strong"];
const FACTS = ["simple", "simple", "moderate", "complex", "complex"];

/** Difficulty of 1 to 5 in words, each a whole phrase. */
export function difficulty(level: {
  emotion: number;
  complexity: number;
  language: number;
}): string {
  const pick = (words: string[], n: number): string =>
    words[Math.min(words.length, Math.max(1, Math.round(n))) - 1]!;
  const parts = [
    `Feelings ${pick(FEELINGS, level.emotion)}`,
    `facts ${pick(FACTS, level.complexity)}`,
  ];
  if (level.language >= 3) parts.push("words hard to follow");
  return parts.join(", ");
}
