/** How long the patient's answers took, for whoever looks after the machine. */

import type { Report } from "../../core/api/types";

const STAGES: readonly (readonly [stage: string, words: string])[] = [
  ["endpoint", "End of the words noticed"],
  ["transcript", "Words read"],
  ["words", "Answer found"],
  ["first_audio", "Answer heard"],
];

interface Summary {
  median: number;
  p90: number;
  max: number;
}

const isSummary = (value: unknown): value is Summary =>
  typeof value === "object" && value !== null && typeof (value as Summary).median === "number";

export function AnswerTimes({ timings }: { timings: Report["timings"] }) {
  const stages = (timings["stages"] ?? {}) as Record<string, unknown>;
  const rows = STAGES.flatMap(([stage, words]) => {
    const summary = stages[stage];
    return isSummary(summary) ? [{ words, summary }] : [];
  });
  if (rows.length === 0) return null;
  return (
    <details>
      <summary>How fast the answers came</summary>
      <table className="table narrow">
        <caption>Seconds from the end of your words, over the whole call</caption>
        <thead>
          <tr>
            <th scope="col">Step</th>
            <th scope="col" className="r">
              Half within
            </th>
            <th scope="col" className="r">
              Nine of ten within
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ words, summary }) => (
            <tr key={words}>
              <th scope="row">{words}</th>
              <td className="r">{summary.median.toFixed(2)}</td>
              <td className="r">{summary.p90.toFixed(2)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
