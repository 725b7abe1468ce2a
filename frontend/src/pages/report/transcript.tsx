/** Every word, with its time. What the patient did not get to say is told apart. */

import type { TranscriptLine } from "../../core/api/types";
import { count, typeset } from "../../core/words";
import { At } from "./playback";

export function Transcript({ lines, called }: { lines: TranscriptLine[]; called: string }) {
  const turns = lines.filter(({ hesitation }) => !hesitation).length;
  return (
    <section className="section">
      <h2>Every word</h2>
      <details className="transcript">
        <summary>Read all {count(turns)} turns</summary>
        <ol>
          {lines.map((line) => (
            <li key={line.who + line.id} className={line.who === "learner" ? "turn" : "turn them"}>
              <At t={line.t} />
              <span className={line.who === "learner" ? "by" : "by them"}>
                {line.who === "learner" ? "You" : called}
              </span>
              <p>
                <Text line={line} />
                {line.note && <span className="small"> ({line.note})</span>}
              </p>
            </li>
          ))}
        </ol>
      </details>
    </section>
  );
}

/** Of the patient only what was heard: the rest was never said. */
function Text({ line }: { line: TranscriptLine }) {
  const text = typeset(line.text);
  return line.who === "patient" && line.complete === false ? `${text.trimEnd()} …` : text;
}
