/** A scenario's word for what shows in the patient, as a noun to use in a sentence. Pure. */

const NOUNS: Record<string, string> = {
  neutral: "",
  warm: "warmth",
  wry: "a dry smile",
  hurried: "hurry",
  wary: "wariness",
  numb: "numbness",
  withdrawn: "withdrawal",
  tired: "tiredness",
  confused: "confusion",
};

export const feeling = (emotion: string): string => NOUNS[emotion] ?? emotion.replaceAll("_", " ");
