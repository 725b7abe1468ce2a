/** Behind the call: connection, what does less than its best, times of the answers, keys. */

import { useEffect, useRef } from "react";
import { Button, Checkbox } from "react-aria-components";

import { Icon } from "../../components/icon";
import type { CallState } from "../../core/call/state";
import { capital } from "../../core/words";

const KEYS: readonly (readonly [key: string, what: string])[] = [
  ["M", "Mute, unmute"],
  ["V", "Camera"],
  ["C", "Captions"],
  ["T", "Type"],
  ["P", "Time-out, go on"],
  ["?", "These details"],
  ["Esc", "Close a panel"],
];

const STEPS: readonly (readonly [field: string, what: string])[] = [
  ["endpoint", "You had finished"],
  ["transcript", "Your words were read"],
  ["words", "The answer was found"],
  ["first_audio", "It was heard"],
];

export interface DetailsPanelProps {
  state: CallState;
  keys: boolean;
  onKeys: (on: boolean) => void;
  onClose: () => void;
}

export function DetailsPanel({ state, keys, onKeys, onClose }: DetailsPanelProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus();
  }, []);
  return (
    <section className="panel details" aria-label="Details">
      <div className="panel-head">
        <h2 ref={heading} tabIndex={-1}>
          Details
        </h2>
        <Button className="cc" aria-label="Close" onPress={onClose}>
          <Icon name="close" />
        </Button>
      </div>
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className="so-far stack-l" tabIndex={0} role="region" aria-label="All details">
        <section>
          <h3>Keys</h3>
          <dl className="keys">
            {KEYS.map(([key, what]) => (
              <div key={key}>
                <dt>
                  <kbd>{key}</kbd>
                </dt>
                <dd>{what}</dd>
              </div>
            ))}
          </dl>
          <Checkbox className="choice" isSelected={keys} onChange={onKeys}>
            <span className="box" aria-hidden="true">
              <Icon name="tick" />
            </span>
            <span>
              Single keys work
              <span className="hint">Turn off if you dictate, or use your own keys.</span>
            </span>
          </Checkbox>
        </section>
        <Answers timings={state.timings} />
        <Connection state={state} />
        {Object.keys(state.degraded).length > 0 && (
          <section>
            <h3>Doing less than its best</h3>
            <ul className="stack-s">
              {Object.entries(state.degraded).map(([stage, { message }]) => (
                <li key={stage}>
                  <strong>{capital(stage.replaceAll("_", " "))}.</strong> {message}
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
    </section>
  );
}

const seconds = (value: unknown): string =>
  typeof value === "number" ? `${value.toFixed(2)} s` : "–";

function Answers({ timings }: { timings: CallState["timings"] }) {
  const last = timings.at(-1);
  return (
    <section>
      <h3>The last answer, from your last sound</h3>
      {last === undefined ? (
        <p className="quiet">No answer yet.</p>
      ) : (
        <>
          <table className="table">
            <caption className="vh">Seconds from the end of your words to each step</caption>
            <tbody>
              {STEPS.map(([field, what]) => (
                <tr key={field}>
                  <th scope="row">{what}</th>
                  <td className="r">{seconds(last[field])}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {typeof last["directed_pause"] === "number" && last["directed_pause"] > 0 && (
            <p className="hint">
              {seconds(last["directed_pause"])} of this was silence that the patient wanted.
            </p>
          )}
        </>
      )}
    </section>
  );
}

function Connection({ state }: { state: CallState }) {
  const { rtt, lossIn, lossOut, jitter, framesPerSecond } = state.connection;
  if (state.typedOnly) return null;
  const percent = (part: number | null) => (part === null ? "–" : `${(part * 100).toFixed(1)} %`);
  const rows = [
    ["There and back", rtt === null ? "–" : `${String(rtt)} ms`],
    ["Lost on the way to you", percent(lossIn)],
    ["Lost on the way out", percent(lossOut)],
    ["Unevenness", jitter === null ? "–" : `${String(jitter)} ms`],
    ["Pictures a second", framesPerSecond === null ? "–" : framesPerSecond.toFixed(0)],
  ] as const;
  return (
    <section>
      <h3>Connection</h3>
      <table className="table">
        <caption className="vh">Measured in the last two seconds</caption>
        <tbody>
          {rows.map(([name, value]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td className="r">{value}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
