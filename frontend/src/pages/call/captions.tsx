/** Both sides' last words, the older above. They appear whole by clause. */

import { onScreen, tail } from "../../core/call/captions";
import type { CallState } from "../../core/call/state";
import { typeset } from "../../core/words";

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
          <Shown who={who} text={tail(typeset(text), LONGEST)} final={final} />
        </p>
      ))}
      {muted && state.phase === "live" && <p className="c-you">You are muted.</p>}
    </div>
  );
}

/** Words may still change (yours), or more may follow (theirs). */
function Shown({ who, text, final }: { who: "you" | "them"; text: string; final: boolean }) {
  if (final) return text;
  return who === "you" ? (
    <span className="coming">{text} …</span>
  ) : (
    <>
      {text} <span className="coming">…</span>
    </>
  );
}
