/** Call state machine: (state, what happened) → state. Pure; `now` is milliseconds, monotonic. */

import type { CallMessage, CaptionMessage, StateMessage, WireError } from "./messages";
import type { Assessment } from "./quality";
import { elapsed, type CallState, type Caption } from "./state";

/** How long the server keeps the learner's place. */
export const KEPT_FOR_MS = 30_000;
const CAPTIONS_KEPT = 400;
const TIMINGS_KEPT = 50;

export type Action =
  | { type: "message"; message: CallMessage; now: number }
  | { type: "lost"; now: number }
  | { type: "gave_up"; report: string }
  | { type: "found_over"; report: string }
  | { type: "refused"; error: WireError }
  | { type: "assessed"; assessment: Assessment }
  | { type: "microphone"; on: boolean }
  | { type: "camera"; on: boolean }
  | { type: "media"; blocked: string | null };

const over = (state: CallState): boolean => state.phase === "ended" || state.phase === "refused";

export function reduce(state: CallState, action: Action): CallState {
  if (over(state) && action.type !== "message") return state;
  switch (action.type) {
    case "message":
      return receive(state, action.message, action.now);
    case "lost":
      return lose(state, action.now);
    case "gave_up":
      return {
        ...state,
        phase: "ended",
        reconnect: null,
        ended: { reason: "learner_lost", report: action.report, message: null },
      };
    case "found_over":
      return {
        ...state,
        phase: "ended",
        reconnect: null,
        ended: { reason: "over", report: action.report, message: null },
      };
    case "refused":
      return { ...state, phase: "refused", reconnect: null, trouble: action.error };
    case "assessed":
      return { ...state, connection: action.assessment };
    case "microphone":
      return { ...state, microphone: action.on };
    case "camera":
      return { ...state, camera: action.on };
    case "media":
      return state.mediaBlocked === action.blocked
        ? state
        : { ...state, mediaBlocked: action.blocked };
  }
}

function lose(state: CallState, now: number): CallState {
  if (state.phase === "reconnecting" || over(state)) return state;
  return {
    ...state,
    phase: "reconnecting",
    clock: { seconds: elapsed(state, now), at: now },
    reconnect: { since: now, deadline: now + KEPT_FOR_MS },
  };
}

function receive(state: CallState, message: CallMessage, now: number): CallState {
  switch (message.type) {
    case "state":
      return over(state) ? state : receiveState(state, message, message.seq, now);
    case "caption":
      return { ...state, captions: withCaption(state.captions, message) };
    case "degraded":
      return {
        ...state,
        degraded: { ...state.degraded, [message.stage]: { message: message.message, at: now } },
      };
    case "timings":
      return { ...state, timings: [...state.timings, message].slice(-TIMINGS_KEPT) };
    case "media":
      return { ...state, mediaBlocked: message.ok ? null : message.message };
    case "patient_left":
      return { ...state, farewell: message.message };
    case "ended":
      return {
        ...state,
        phase: "ended",
        clock: { seconds: elapsed(state, now), at: now },
        reconnect: null,
        ended: { reason: message.reason, report: message.report, message: state.farewell },
      };
  }
}

function receiveState(
  state: CallState,
  message: StateMessage,
  seq: number | undefined,
  now: number,
): CallState {
  // The same stream comes by two ways: an older state may come after a newer one.
  if (seq !== undefined && seq < state.stateSeq) return state;
  const told = {
    patient: message.patient,
    clock: { seconds: message.clock, at: now },
    typedOnly: message.typed_only,
    care: message.care ?? false,
    // What was said then is not kept, and not shown either.
    captions: message.care ? state.captions.filter((caption) => caption.final) : state.captions,
    stateSeq: seq ?? state.stateSeq,
  };
  const waits = message.waits ?? null;
  if (waits === null) {
    return { ...state, ...told, phase: message.paused ? "paused" : "live", reconnect: null };
  }
  // The server hears us, and still misses sound and picture: its countdown is the true one.
  const since = state.reconnect?.since ?? now;
  const reconnect = { since, deadline: now + waits * 1000 };
  return { ...state, ...told, phase: "reconnecting", reconnect };
}

function withCaption(
  captions: Caption[],
  { id, who, text, final, t, seq = null }: CaptionMessage & { seq?: number | null },
): Caption[] {
  const at = captions.findIndex((caption) => caption.id === id && caption.who === who);
  const known = captions[at];
  if (known === undefined) {
    if (text === "") return captions;
    return [...captions, { id, who, text, final, t, seq }]
      .sort((a, b) => a.t - b.t)
      .slice(-CAPTIONS_KEPT);
  }
  if (known.seq !== null && seq !== null && seq < known.seq) return captions;
  // A partial that came to nothing goes away again.
  if (text === "") return captions.filter((caption) => caption !== known);
  return captions.with(at, { ...known, text, final, seq });
}
