/** Every opening for a feeling, whether it was taken, and with which words. */

import type { Moment } from "../../core/api/types";
import { feeling } from "../../core/feelings";
import { capital, typeset } from "../../core/words";
import { At } from "./playback";

export function Moments({ moments, called }: { moments: Moment[]; called: string }) {
  const answered = moments.filter((moment) => moment.answered).length;
  return (
    <section className="section">
      <h2>Moments with feeling in them</h2>
      {moments.length === 0 ? (
        <p>None came up in this call, so there is nothing to count.</p>
      ) : (
        <>
          <p>
            {called} showed a feeling {times(moments.length)}. You answered {answered} of{" "}
            {moments.length} before going on.
          </p>
          <ul className="foundlist">
            {moments.map((moment) => (
              <li className="found" key={`${String(moment.t)}${moment.kind}`}>
                <span className="mark">
                  <Mark on={moment.answered} />
                  {moment.answered ? "Answered" : "Passed over"}
                </span>
                <span>
                  <q>{typeset(moment.quote)}</q>
                  <span className="feeling small">{capital(feeling(moment.emotion))}</span>
                </span>
                {moment.answer ? (
                  <span>
                    <span className="by">You</span>
                    <q>{typeset(moment.answer.quote)}</q>
                  </span>
                ) : (
                  <span className="none">
                    Nothing in your next words was taken for an answer to this.
                  </span>
                )}
                <At t={moment.t} />
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

const times = (n: number): string => (n === 1 ? "once" : n === 2 ? "twice" : `${String(n)} times`);

function Mark({ on }: { on: boolean }) {
  return (
    <svg viewBox="0 0 16 16" aria-hidden="true">
      {on ? (
        <circle cx="8" cy="8" r="6.5" fill="var(--you)" />
      ) : (
        <circle cx="8" cy="8" r="6" fill="none" stroke="var(--you)" strokeWidth="1.75" />
      )}
    </svg>
  );
}
