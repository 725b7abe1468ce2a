import type { CurvePoint, Report } from "../../core/api/types";
import type { Part } from "../../core/report/letter";
import { calmPath, scale, within, type Point } from "../../core/report/timeline";
import { feeling } from "../../core/feelings";
import { capital, clock, duration, typeset } from "../../core/words";
import { Clip } from "./playback";

export interface LetterPartProps {
  title: string;
  part: Part;
  curve: Report["curve"];
  called: string;
  their: string;
  speech?: Report["speech"];
}

const LONG_TURN_S = 20;

export function LetterPart({ title, part, curve, called, their, speech = [] }: LetterPartProps) {
  const { moment, words, trust } = part;
  const long = words !== null && words.tEnd - words.t >= LONG_TURN_S;
  return (
    <section className="letter">
      <div>
        <h2>{title}</h2>
        <div className="part">
          <div className="said them">
            <span className="by">
              {called}, <span className="num">{clock(moment.t)}</span>
            </span>
            {typeset(moment.quote)}
          </div>
        </div>
        {words && (
          <div className="part">
            <div className="said">
              <span className="by">
                You, <span className="num">{clock(words.t)}</span>
                {long && `, for ${duration(words.tEnd - words.t)}`}
              </span>
              {typeset(words.text)}
            </div>
          </div>
        )}
        <Clip from={Math.max(0, moment.t - 1)} to={(words?.tEnd ?? moment.t) + 4} speech={speech} />
        <div className="part read">
          <p>{sentence(part, their)}</p>
        </div>
      </div>
      <div className="side">{trust && <Excerpt part={part} curve={curve} their={their} />}</div>
    </section>
  );
}

/** What happened, in counts and the patient's own state; what it means is the reader's. */
function sentence({ moment, trust }: Part, their: string): string {
  const shown = feeling(moment.emotion);
  const there = shown === "" ? "A feeling was there" : `There was ${shown} in that`;
  const heard = moment.answered
    ? `${there}, and you answered it before anything else.`
    : `${there}, and your next words went past it.`;
  if (trust === null) return heard;
  const { before, after } = trust;
  if (Math.abs(after - before) < 2) {
    return `${heard} ${capital(their)} trust stayed at ${String(after)} of 100.`;
  }
  const way = after > before ? "rose" : "fell";
  return `${heard} With your words ${their} trust ${way} from ${String(before)} to ${String(after)} of 100.`;
}

const W = 360;
const H = 136;

function Excerpt({ part, curve, their }: { part: Part; curve: CurvePoint[]; their: string }) {
  const { from, to, words, trust } = part;
  const { x } = scale(from, to, 0, W);
  const line = (pick: (point: CurvePoint) => number): string =>
    calmPath(
      within(curve, from, to).map((point): Point => [
        x(point.t),
        10 + (1 - pick(point)) * (H - 16),
      ]),
    );
  const label = trust
    ? `${capital(their)} trust goes from ${String(trust.before)} to ${String(trust.after)} of 100 between ${clock(from)} and ${clock(to)}`
    : "";
  return (
    <figure className="fig">
      <svg viewBox={`0 0 ${String(W)} 172`} role="img" aria-label={label}>
        {words && (
          <rect
            x={x(words.t)}
            y="6"
            width={Math.max(4, x(words.tEnd) - x(words.t))}
            height={H}
            fill="var(--you-wash)"
          />
        )}
        <path className="g-axis" d={`M0 144H${String(W)}`} />
        <path className="g-line g-them" d={line(({ trust: value }) => value)} />
        <path className="g-line g-them g-dash" d={line(({ arousal }) => arousal)} />
        <text x="0" y="164">
          {clock(from)}
        </text>
        <text x={W} y="164" textAnchor="end">
          {clock(to)}
        </text>
        {words && (
          <text
            className="lab-y"
            x={Math.min(W - 70, Math.max(70, (x(words.t) + x(words.tEnd)) / 2))}
            y="164"
            textAnchor="middle"
          >
            your words
          </text>
        )}
      </svg>
      <figcaption>
        <Key /> {their} trust &nbsp; <Key dashed /> {their} distress
      </figcaption>
    </figure>
  );
}

export function Key({ dashed = false }: { dashed?: boolean }) {
  return (
    <svg width="26" height="8" className="key" aria-hidden="true">
      <path className={dashed ? "g-line g-them g-dash" : "g-line g-them"} d="M1 4h24" />
    </svg>
  );
}
