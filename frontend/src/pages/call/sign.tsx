/** What the patient is doing: ring, arc or bars, and always the word. */

import type { CallState } from "../../core/call/state";
import { clock, capital } from "../../core/words";

export function Sign({ state }: { state: CallState }) {
  if (state.phase === "paused") {
    return (
      <p className="sign">
        <span>
          The clock stopped at <span className="num">{clock(state.clock.seconds)}</span>
        </span>
      </p>
    );
  }
  const shown = state.phase === "live" ? state.patient : "connecting";
  return (
    <p className="sign" role="status">
      <svg
        viewBox="0 0 22 22"
        aria-hidden="true"
        stroke="#dfb066"
        strokeLinecap="round"
        fill="none"
      >
        {shown === "listening" && (
          <circle className="s-ring" cx="11" cy="11" r="7.5" strokeWidth="2" />
        )}
        {shown === "thinking" && (
          <path className="s-arc" d="M11 3.5a7.500 7.500 0 1 1-7.500 7.500" strokeWidth="2" />
        )}
        {shown === "speaking" && (
          <g strokeWidth="2.4">
            <path className="s-bar" d="M5 8v6" />
            <path className="s-bar" d="M11 4v14" />
            <path className="s-bar" d="M17 7v8" />
          </g>
        )}
        {shown === "connecting" && (
          <circle cx="11" cy="11" r="7.5" strokeWidth="2" strokeDasharray="2 4" />
        )}
      </svg>
      {state.phase === "reconnecting" ? "Connection lost" : capital(shown)}
    </p>
  );
}
