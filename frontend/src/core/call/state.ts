/** The state of a call as the learner's page shows it. */

import type { PatientActivity } from "./messages";
import type { Assessment } from "./quality";

/**
 * - connecting: before the first word of the server
 * - live, paused: the clock runs, or stands still at the learner's wish
 * - reconnecting: the way to the server is lost; the place in the call is kept for a while
 * - ended: over, there is (or will be) a report
 * - refused: could not be joined at all; `trouble` says why
 */
export type Phase = "connecting" | "live" | "paused" | "reconnecting" | "ended" | "refused";

export interface Caption {
  id: string;
  who: "you" | "them";
  text: string;
  final: boolean;
  /** Seconds on the call's clock. */
  t: number;
  /** The message's number, by which an older one is known; null where it had none. */
  seq: number | null;
}

export interface Reconnect {
  /** Milliseconds on the page's monotonic clock. */
  since: number;
  deadline: number;
}

export interface CallState {
  phase: Phase;
  patient: PatientActivity;
  /** The server's clock when it last spoke, and when that was on the page's clock. */
  clock: { seconds: number; at: number };
  typedOnly: boolean;
  /** The role has stopped, because the learner spoke of harming themselves. */
  care: boolean;
  /** In the order in which they were said. */
  captions: Caption[];
  microphone: boolean;
  camera: boolean;
  connection: Assessment;
  /** Stages that do less than their best: a sentence each, and when it came (page's clock). */
  degraded: Record<string, { message: string; at: number }>;
  timings: Record<string, unknown>[];
  /** Set while voice and picture cannot pass. */
  mediaBlocked: string | null;
  reconnect: Reconnect | null;
  ended: { reason: string; report: string | null; message: string | null } | null;
  trouble: { code: string; message: string } | null;
  /** What the patient's leaving was told as, before the call ends. */
  farewell: string | null;
  stateSeq: number;
}

export interface Beginning {
  typedOnly: boolean;
  microphone: boolean;
  camera: boolean;
  now: number;
}

export const initialState = ({ typedOnly, microphone, camera, now }: Beginning): CallState => ({
  phase: "connecting",
  patient: "connecting",
  clock: { seconds: 0, at: now },
  typedOnly,
  care: false,
  captions: [],
  microphone,
  camera,
  connection: {
    quality: "unknown",
    rtt: null,
    lossIn: null,
    lossOut: null,
    jitter: null,
    framesPerSecond: null,
  },
  degraded: {},
  timings: [],
  mediaBlocked: null,
  reconnect: null,
  ended: null,
  trouble: null,
  farewell: null,
  stateSeq: -1,
});

/** Seconds of the call at `now`: the server's clock, carried on while it runs. */
export function elapsed(state: CallState, now: number): number {
  // Until the patient is there, and whenever the call stands still, so does its clock.
  if (state.phase !== "live" || state.patient === "connecting") return state.clock.seconds;
  return state.clock.seconds + Math.max(0, now - state.clock.at) / 1000;
}

/** Whole seconds until a lost connection is given up. */
export function secondsLeft(state: CallState, now: number): number {
  if (state.reconnect === null) return 0;
  return Math.max(0, Math.ceil((state.reconnect.deadline - now) / 1000));
}
