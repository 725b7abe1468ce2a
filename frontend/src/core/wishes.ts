/** Narrowing the list of patients by what the learner has time for and would rather not meet. Pure. */

import type { ScenarioCard } from "./api/types";
import { capital } from "./words";

export const ANY = "any";

export interface Wishes {
  /** Minutes at most, or ANY. */
  minutes: string;
  /** A theme to leave out, or ANY. */
  without: string;
}

export const NO_WISHES: Wishes = { minutes: ANY, without: ANY };

export function narrow(all: readonly ScenarioCard[], { minutes, without }: Wishes): ScenarioCard[] {
  return all.filter(
    (scenario) =>
      (minutes === ANY || scenario.minutes <= Number(minutes)) &&
      (without === ANY || !(scenario.content_note?.themes ?? []).includes(without)),
  );
}

interface Option {
  id: string;
  label: string;
}

export function choices(all: readonly ScenarioCard[]): { minutes: Option[]; themes: Option[] } {
  const minutes = [...new Set(all.map((scenario) => scenario.minutes))].sort((a, b) => a - b);
  const themes = [
    ...new Set(all.flatMap((scenario) => scenario.content_note?.themes ?? [])),
  ].sort();
  return {
    minutes: [
      { id: ANY, label: "Any length" },
      ...minutes.map((n) => ({ id: String(n), label: `Up to ${String(n)} minutes` })),
    ],
    themes: [
      { id: ANY, label: "Nothing" },
      ...themes.map((theme) => ({ id: theme, label: capital(theme) })),
    ],
  };
}
