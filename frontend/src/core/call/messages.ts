/** What goes over the wire of a call, both ways. Unknown messages are ignored, not errors. */

export type PatientActivity = "connecting" | "listening" | "thinking" | "speaking";

export interface StateMessage {
  type: "state";
  patient: PatientActivity;
  clock: number;
  paused: boolean;
  typed_only: boolean;
  /** The learner spoke of harming themselves: the pause shows who helps. */
  care?: boolean;
  /** Seconds that a lost learner's place is still kept; null while nobody is lost. */
  waits?: number | null;
}
export interface CaptionMessage {
  type: "caption";
  who: "you" | "them";
  id: string;
  text: string;
  final: boolean;
  t: number;
}
export interface DegradedMessage {
  type: "degraded";
  stage: string;
  message: string;
}
export type TimingsMessage = { type: "timings" } & Record<string, unknown>;
export interface MediaMessage {
  type: "media";
  ok: boolean;
  message: string;
}
export interface PatientLeftMessage {
  type: "patient_left";
  message: string;
}
export interface EndedMessage {
  type: "ended";
  reason: string;
  report: string;
}

/** Messages of the call itself: over the data channel or the socket, numbered by `seq`. */
export type CallMessage = (
  | StateMessage
  | CaptionMessage
  | DegradedMessage
  | TimingsMessage
  | MediaMessage
  | PatientLeftMessage
  | EndedMessage
) & { seq?: number };

export interface WireError {
  code: string;
  message: string;
}

export type ServerMessage =
  | CallMessage
  | { type: "answer"; sdp: string }
  | { type: "candidate"; candidate: RTCIceCandidateInit | null }
  | { type: "pong" }
  | { type: "error"; error: WireError };

export type ClientMessage =
  | { type: "offer"; sdp: string }
  | {
      type: "candidate";
      candidate: { candidate: string; sdpMid: string | null; sdpMLineIndex: number | null } | null;
    }
  | { type: "ping" }
  | { type: "typed"; text: string }
  | { type: "typing" }
  | { type: "media_blocked" }
  | { type: "pause" }
  | { type: "resume" }
  | { type: "hang_up" }
  | { type: "microphone"; on: boolean }
  | { type: "camera"; on: boolean }
  | {
      type: "stats";
      rtt_ms: number | null;
      loss_in: number | null;
      loss_out: number | null;
      jitter_ms: number | null;
      frames_per_second: number | null;
    };

const KNOWN = new Set([
  "state",
  "caption",
  "degraded",
  "timings",
  "media",
  "patient_left",
  "ended",
  "answer",
  "candidate",
  "pong",
  "error",
]);

/** The message in a frame's text, or null for what this client does not know. */
export function parseMessage(text: string): ServerMessage | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof value !== "object" || value === null || !("type" in value)) return null;
  return typeof value.type === "string" && KNOWN.has(value.type) ? (value as ServerMessage) : null;
}

const SIGNALLING = new Set(["answer", "candidate", "pong", "error"]);

export const isCallMessage = (message: ServerMessage): message is CallMessage =>
  !SIGNALLING.has(message.type);
