/** Small numbers, shown as they are, with the words they were counted from. */

import type { Measure } from "../../core/api/types";
import { dots, figure } from "../../core/report/measures";
import { typeset } from "../../core/words";
import { At } from "./playback";

export function Counted({ measures, called }: { measures: Measure[]; called: string }) {
  if (measures.length === 0) return null;
  return (
    <section className="section">
      <h2>Counted</h2>
      <p>Small numbers, shown as they are. One call says little about how you do in general.</p>
      <div className="measures">
        {measures.map((measure) => (
          <OneMeasure key={measure.id} measure={measure} called={called} />
        ))}
      </div>
    </section>
  );
}

function OneMeasure({ measure, called }: { measure: Measure; called: string }) {
  const row = dots(measure);
  const missing = measure.not_assessable_reason;
  return (
    <div className="measure">
      <h3 className="label">{measure.title}</h3>
      <p className="v">
        <span className="num">{missing ? "Not counted" : figure(measure, called)}</span>
        {!missing && row && (
          <span className="dots" aria-hidden="true">
            {Array.from({ length: row.of }, (_, index) => (
              <i key={index} className={index < row.on ? "on" : ""} />
            ))}
          </span>
        )}
      </p>
      <p className="quiet">{missing ?? measure.sentence}</p>
      {measure.use === "show" && !missing && <p className="small">A mirror, not a mark.</p>}
      {measure.evidence.length > 0 && (
        <details>
          <summary>The words behind it</summary>
          <ul className="evidence">
            {measure.evidence.map(({ t, quote, who }, index) => (
              <li key={`${String(t)}-${String(index)}`}>
                <At t={t} />
                <span className={who === "patient" ? "by them" : "by"}>
                  {who === "patient" ? called : "You"}
                </span>
                <q>{typeset(quote)}</q>
              </li>
            ))}
          </ul>
          {measure.source && <p className="small">Why this is counted: {measure.source}</p>}
        </details>
      )}
    </div>
  );
}
