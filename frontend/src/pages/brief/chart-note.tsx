/** The chart's lines. "Labs: …" stands as a term and its text; the rest as plain lines. */

import { capital } from "../../core/words";

const TERM = /^([^:.]{2,40}): (.+)$/s;

export function ChartNote({ lines }: { lines: readonly string[] }) {
  return (
    <dl className="chart-note">
      {lines.map((line, index) => {
        const [, term, text] = TERM.exec(line) ?? [null, index === 0 ? "Patient" : "Note", line];
        return (
          <div key={line}>
            <dt>{term}</dt>
            <dd>{capital(text ?? "")}</dd>
          </div>
        );
      })}
    </dl>
  );
}
