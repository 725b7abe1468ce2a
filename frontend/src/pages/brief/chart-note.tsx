/** The chart's lines. "Labs: …" stands as a term and its text; the rest as plain lines. */

import { capital, typeset } from "../../core/words";

const TERM = /^([^:.]{2,40}): (.+)$/s;

export function ChartNote({ lines }: { lines: readonly string[] }) {
  return (
    <dl className="chart-note">
      {lines.map((line, index) => {
        const [, term, text] = TERM.exec(line) ?? [null, index === 0 ? "Patient" : "Note", line];
        return (
          <div key={line}>
            {/* A long compound may break after its strokes. */}
            <dt>{term?.replaceAll("/", "/\u200b")}</dt>
            <dd>{capital(typeset(text ?? ""))}</dd>
          </div>
        );
      })}
    </dl>
  );
}
