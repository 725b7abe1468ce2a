/** What lets this tab, and only it, come back into its call after a reload. */

import { drawer, type Drawer } from "../storage";
import type { CallTicket } from "./connection";

export interface KeptCall extends CallTicket {
  scenario: string;
  typedOnly: boolean;
  /** How the learner went in, for a reload. */
  microphone: boolean;
  camera: boolean;
}

const isKept = (value: unknown): value is KeptCall =>
  typeof value === "object" &&
  value !== null &&
  typeof (value as KeptCall).token === "string" &&
  typeof (value as KeptCall).signal === "string" &&
  Array.isArray((value as KeptCall).iceServers);

export const keptCall = (id: string): Drawer<KeptCall> => drawer(`call:${id}`, isKept);
