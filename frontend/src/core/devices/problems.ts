/** Why a microphone or camera cannot be had, in plain words and with what to do. Pure. */

export type Kind = "microphone" | "camera";
export type ProblemCode = "refused" | "none" | "in_use" | "insecure" | "unsupported" | "failed";

export interface Problem {
  code: ProblemCode;
  kind: Kind;
  /** Two or three words beside the device's name. */
  short: string;
  /** What happened and what to do. */
  message: string;
}

const CODES: Record<string, ProblemCode> = {
  NotAllowedError: "refused",
  SecurityError: "refused",
  PermissionDeniedError: "refused",
  NotFoundError: "none",
  DevicesNotFoundError: "none",
  OverconstrainedError: "none",
  NotReadableError: "in_use",
  TrackStartError: "in_use",
  AbortError: "in_use",
};

const ANYWAY: Record<Kind, string> = {
  microphone: "Or type your words: the patient answers them just as well.",
  camera: "Or go on without it: you will be heard just as well.",
};

const SHORT: Record<ProblemCode, string> = {
  refused: "The browser said no",
  none: "None found",
  in_use: "Busy elsewhere",
  insecure: "Not allowed on this address",
  unsupported: "Not in this browser",
  failed: "Did not start",
};

const MESSAGE: Record<ProblemCode, (kind: Kind) => string> = {
  refused: (kind) =>
    `Your browser blocks the ${kind} for this page. Click the sign beside the address, allow the ${kind}, then try again.`,
  none: (kind) => `This computer shows no ${kind}. Plug one in, then try again.`,
  in_use: (kind) =>
    `Another program is using the ${kind}. Close it (often another call or another tab), then try again.`,
  insecure: (kind) =>
    `Browsers give the ${kind} only to pages on a secure address. Open this over https, or on the computer that it runs on.`,
  unsupported: (kind) =>
    `This browser cannot give the ${kind} to a page. A current Chrome, Edge, Firefox or Safari can.`,
  failed: (kind) => `The ${kind} did not start. Unplug it and plug it in again, then try again.`,
};

export function problem(kind: Kind, code: ProblemCode): Problem {
  return { code, kind, short: SHORT[code], message: `${MESSAGE[code](kind)} ${ANYWAY[kind]}` };
}

/** The problem behind a failed `getUserMedia`. */
export function problemOf(kind: Kind, error: unknown): Problem {
  const name = error instanceof Error || error instanceof DOMException ? error.name : "";
  return problem(kind, CODES[name] ?? "failed");
}
