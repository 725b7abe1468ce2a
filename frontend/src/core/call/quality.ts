/** How good the connection is, from two readings of its counters. Pure. */

export type Quality = "unknown" | "good" | "fair" | "weak";

/** Counters since the connection began; null where the browser does not say. */
export interface Counters {
  /** Milliseconds, monotonic. */
  at: number;
  rtt: number | null;
  received: number;
  lost: number;
  /** Fraction of our packets that the server missed lately, 0 to 1. */
  lossOut: number | null;
  /** Seconds. */
  jitter: number | null;
  frames: number;
}

export interface Assessment {
  quality: Quality;
  /** Milliseconds. */
  rtt: number | null;
  /** Fractions 0 to 1. */
  lossIn: number | null;
  lossOut: number | null;
  /** Milliseconds. */
  jitter: number | null;
  framesPerSecond: number | null;
}

/** Above these the connection is called fair, then weak. */
const FAIR = { rtt: 250, loss: 0.03, jitter: 50 };
const WEAK = { rtt: 500, loss: 0.1, jitter: 120 };

function worse(reading: Assessment, limit: typeof FAIR): boolean {
  return (
    (reading.rtt ?? 0) > limit.rtt ||
    (reading.lossIn ?? 0) > limit.loss ||
    (reading.lossOut ?? 0) > limit.loss ||
    (reading.jitter ?? 0) > limit.jitter
  );
}

export function assess(before: Counters | null, now: Counters): Assessment {
  const received = before === null ? 0 : now.received - before.received;
  const lost = before === null ? 0 : Math.max(0, now.lost - before.lost);
  const seconds = before === null ? 0 : (now.at - before.at) / 1000;
  const reading: Assessment = {
    quality: "unknown",
    rtt: now.rtt === null ? null : Math.round(now.rtt * 1000),
    lossIn: received + lost > 0 ? lost / (received + lost) : null,
    lossOut: now.lossOut,
    jitter: now.jitter === null ? null : Math.round(now.jitter * 1000),
    framesPerSecond:
      before === null || seconds <= 0 ? null : (now.frames - before.frames) / seconds,
  };
  if (before === null) return reading;
  // Nothing at all came in two seconds of a live call: audio packets never stop, so it is weak.
  if (seconds > 1 && received === 0) return { ...reading, quality: "weak" };
  if (worse(reading, WEAK)) return { ...reading, quality: "weak" };
  return { ...reading, quality: worse(reading, FAIR) ? "fair" : "good" };
}

type Entry = Record<string, unknown>;

const number = (value: unknown): number | null => (typeof value === "number" ? value : null);

/** Sums a `getStats()` report into counters. */
export function readCounters(at: number, entries: Iterable<Entry>): Counters {
  const counters: Counters = {
    at,
    rtt: null,
    received: 0,
    lost: 0,
    lossOut: null,
    jitter: null,
    frames: 0,
  };
  for (const entry of entries) {
    if (entry["type"] === "candidate-pair" && entry["nominated"] === true) {
      counters.rtt = number(entry["currentRoundTripTime"]) ?? counters.rtt;
    } else if (entry["type"] === "inbound-rtp") {
      counters.received += number(entry["packetsReceived"]) ?? 0;
      counters.lost += number(entry["packetsLost"]) ?? 0;
      if (entry["kind"] === "audio") counters.jitter = number(entry["jitter"]);
      if (entry["kind"] === "video") counters.frames += number(entry["framesDecoded"]) ?? 0;
    } else if (entry["type"] === "remote-inbound-rtp" && entry["kind"] === "audio") {
      counters.lossOut = number(entry["fractionLost"]);
    }
  }
  return counters;
}
