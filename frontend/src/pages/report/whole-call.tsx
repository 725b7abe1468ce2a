/** The whole call as one picture: who spoke, how the patient fared, and moments to go to. */

import { useId, useMemo, useRef, type KeyboardEvent, type PointerEvent } from "react";

import { Icon } from "../../components/icon";
import type { CurvePoint, Report } from "../../core/api/types";
import { calmPath, holding, scale, ticks, within, type Point } from "../../core/report/timeline";
import { clock, typeset } from "../../core/words";
import { usePlayback } from "./playback";

const W = 1120;
const LEFT = 74;
const CURVE = { top: 36, height: 96 };
const BANDS = { them: 158, you: 188, height: 22 };
const AXIS = 226;

export function WholeCall({ report, called }: { report: Report; called: string }) {
  const { call, curve, speech, moments, transcript } = report;
  const { recorded, state, seek, play, stop } = usePlayback();
  const end = Math.max(1, call.seconds);
  const { x, t: timeAt } = useMemo(() => scale(0, end, LEFT, W), [end]);
  const svg = useRef<SVGSVGElement>(null);
  const hint = useId();
  const now = Math.min(end, state.t);
  const line = (pick: (point: CurvePoint) => number): string =>
    calmPath(
      within(curve, 0, end).map((p): Point => [x(p.t), CURVE.top + (1 - pick(p)) * CURVE.height]),
    );
  const words = transcript.findLast(({ t }) => t <= now + 0.05) ?? transcript[0];
  const mind = holding(curve, now);

  const go = (t: number) => {
    seek(Math.min(end, Math.max(0, t)));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const marks = [0, ...moments.map(({ t }) => t), end];
    const moves: Record<string, number | undefined> = {
      ArrowRight: now + 1,
      ArrowUp: now + 1,
      ArrowLeft: now - 1,
      ArrowDown: now - 1,
      PageDown: marks.find((t) => t > now + 0.01),
      PageUp: marks.findLast((t) => t < now - 0.01),
      Home: 0,
      End: end,
    };
    const to = moves[event.key];
    if (to === undefined) return;
    event.preventDefault();
    go(to);
  };
  const onPointerDown = (event: PointerEvent) => {
    const box = svg.current?.getBoundingClientRect();
    if (box === undefined) return;
    go(timeAt(((event.clientX - box.left) / box.width) * W));
  };

  return (
    <section className="section">
      <h2>The whole call</h2>
      <p>
        Choose a moment to read what was said{recorded && ", and to hear it"}. Arrow keys move by a
        second, Page keys to the next moment.
      </p>
      <figure className="fig timeline">
        <div className="scroll">
          <div
            className="wide-figure"
            role="slider"
            tabIndex={0}
            aria-label="Time in the call"
            aria-describedby={hint}
            aria-valuemin={0}
            aria-valuemax={Math.round(end)}
            aria-valuenow={Math.round(now)}
            aria-valuetext={`${clock(now)}${words ? `, ${words.who === "learner" ? "you" : called}: ${words.heard ?? words.text}` : ""}`}
            onKeyDown={onKeyDown}
            onPointerDown={onPointerDown}
          >
            <svg ref={svg} viewBox={`0 0 ${String(W)} 258`} aria-hidden="true">
              <text className="lab-t" x="0" y="70">
                Trust
              </text>
              <path className="g-line g-them" d="M0 78h40" />
              <text className="lab-t" x="0" y="104">
                Distress
              </text>
              <path className="g-line g-them g-dash" d="M0 112h40" />
              <path className="g-line g-them" d={line(({ trust }) => trust)} />
              <path className="g-line g-them g-dash" d={line(({ arousal }) => arousal)} />
              <text className="lab-t" x="0" y={BANDS.them + 16}>
                {called}
              </text>
              <text className="lab-y" x="0" y={BANDS.you + 16}>
                You
              </text>
              <path className="g-axis" d={`M${String(LEFT)} 184H${String(W)}`} />
              {speech.map(({ who, t0, t1 }) => (
                <rect
                  key={`${who}${String(t0)}`}
                  className={who === "learner" ? "f-you" : "f-them"}
                  x={x(t0)}
                  y={who === "learner" ? BANDS.you : BANDS.them}
                  width={Math.max(1.5, x(t1) - x(t0))}
                  height={BANDS.height}
                  rx="2"
                />
              ))}
              {ticks(end).map((t) => (
                <g key={t}>
                  <path className="g-tick" d={`M${String(x(t))} ${String(AXIS)}v6`} />
                  <text x={x(t)} y={AXIS + 22} textAnchor="middle">
                    {clock(t)}
                  </text>
                </g>
              ))}
              {moments.map((moment, index) => (
                <g key={`${String(moment.t)}${moment.kind}`}>
                  <path className="g-mark" d={`M${String(x(moment.t))} 26V${String(AXIS)}`} />
                  <circle
                    cx={x(moment.t)}
                    cy="13"
                    r="11"
                    fill={moment.answered ? "var(--ink)" : "var(--ground)"}
                    stroke="var(--ink)"
                    strokeWidth="1.5"
                  />
                  <text
                    x={x(moment.t)}
                    y="17.500"
                    textAnchor="middle"
                    style={{
                      fill: moment.answered ? "var(--ground)" : "var(--ink)",
                      fontWeight: 600,
                    }}
                  >
                    {index + 1}
                  </text>
                </g>
              ))}
              <path
                d={`M${String(x(now))} 28V${String(AXIS)}`}
                stroke="var(--ink)"
                strokeWidth="2"
              />
              <path d={`M${String(x(now) - 6)} ${String(AXIS)}h12l-6 -8z`} fill="var(--ink)" />
            </svg>
          </div>
        </div>
        <figcaption id={hint}>
          Numbers mark moments with feeling: filled where you answered, hollow where not. Trust and
          distress come from the patient’s own recorded state, not from a face.
        </figcaption>
      </figure>
      <div className="at-moment stack">
        <div className="acts">
          {recorded ? (
            <button
              className="at"
              type="button"
              onClick={() => {
                if (state.playing) stop();
                else play(now);
              }}
            >
              <Icon name={state.playing ? "stop" : "play"} />
              {state.playing ? `Stop at ${clock(now)}` : `Play from ${clock(now)}`}
            </button>
          ) : (
            <span className="num">{clock(now)}</span>
          )}
          {mind && (
            <span className="small num">
              Trust {Math.round(mind.trust * 100)}, distress {Math.round(mind.arousal * 100)} of 100
            </span>
          )}
        </div>
        {state.failed && (
          <p className="err" role="alert">
            The recording could not be played. The words are all here.
          </p>
        )}
        {words && (
          <div className={words.who === "learner" ? "said small-said" : "said small-said them"}>
            <span className="by">
              {words.who === "learner" ? "You" : called},{" "}
              <span className="num">{clock(words.t)}</span>
            </span>
            {typeset(words.heard ?? words.text)}
          </div>
        )}
      </div>
      <CurveTable curve={curve} called={called} />
    </section>
  );
}

function CurveTable({ curve, called }: { curve: CurvePoint[]; called: string }) {
  if (curve.length === 0) return null;
  const percent = (value: number) => Math.round(value * 100);
  return (
    <details>
      <summary>The same as a table</summary>
      {/* A table that scrolls sideways must be reachable by keyboard. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className="scroll" tabIndex={0} role="region" aria-label={`${called}’s state over time`}>
        <table className="table">
          <caption>{called}’s recorded state, each of 100, whenever it changed</caption>
          <thead>
            <tr>
              <th scope="col">Time</th>
              <th scope="col" className="r">
                Trust
              </th>
              <th scope="col" className="r">
                Distress
              </th>
              <th scope="col" className="r">
                Hope
              </th>
              <th scope="col" className="r">
                Control
              </th>
              <th scope="col" className="r">
                Shame
              </th>
              <th scope="col">Feeling</th>
            </tr>
          </thead>
          <tbody>
            {curve.map((point, index) => (
              <tr key={`${String(point.t)}-${String(index)}`}>
                <th scope="row">{clock(point.t)}</th>
                <td className="r">{percent(point.trust)}</td>
                <td className="r">{percent(point.arousal)}</td>
                <td className="r">{percent(point.hope)}</td>
                <td className="r">{percent(point.control)}</td>
                <td className="r">{percent(point.shame)}</td>
                <td>{point.emotion.replaceAll("_", " ")}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
