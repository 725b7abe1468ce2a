/** Both sides' last words, the older above. They appear whole by clause. */

import { onScreen, tail } from "../../core/call/captions";
import type { CallState } from "../../core/call/state";

/** Characters: two lines on a wide screen, three on a narrow one. */
const LONGEST = 110;

export function Captions({ state, called }: { state: CallState; called: string }) {
  const muted = !state.microphone && !state.typedOnly;
  const shown = onScreen(state.captions);
  return (
    <div className="captions" aria-live={state.typedOnly ? "polite" : "off"}>
      {shown.map(({ id, who, text, final }, index) => (
        <p
          key={who + id}
          className={`${who === "you" ? "c-you" : "c-them"} ${index < shown.length - 1 ? "older" : ""}`}
        >
          <b>{who === "you" ? "You" : called}</b>
          {final ? tail(text, LONGEST) : <Coming who={who} text={tail(text, LONGEST)} />}
        </p>
      ))}
      {muted && state.phase === "live" && <p className="c-you">You are muted.</p>}
    </div>
  );
}

/** Words that may still change, or that more will follow. */
function Coming({ who, text }: { who: "you" | "them"; text: string }) {
  return who === "you" ? (
    <span className="coming">{text} …</span>
  ) : (
    <>
      {text} <span className="coming">…</span>
    </>
  );
}
