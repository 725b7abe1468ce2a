/** The JSON of `/api`, as the browser sees it. Times are seconds on the call's media clock. */

export type Instant = string | number;

export interface Learner {
  id: string;
  name: string;
}

export interface Progress {
  done: number;
  total: number;
}

export interface Difficulty {
  emotion: number;
  complexity: number;
  language: number;
}

export interface ContentNote {
  themes: string[];
  severity: number;
  text: string;
}

export interface ScenarioCard {
  id: string;
  title: string;
  name: string;
  age: number;
  pronouns: string;
  /** One plain sentence about the patient. */
  who: string;
  setting: string;
  practise: string[];
  difficulty: Difficulty;
  minutes: number;
  content_note: ContentNote | null;
  portrait: string | null;
  prepared: Progress | null;
  /** What the patient says first, where the scenario shows it on its card. */
  opening_line?: string | null;
}

export interface Scenario extends ScenarioCard {
  brief: { task: string; chart: string[] };
  objectives: string[];
  /** How easily the patient may be reached, as far as the scenario says how. */
  eases: Ease[];
  /** Whole sentences: who sees what. */
  privacy: string[];
}

export type Ease = "easier" | "usual" | "harder";

export interface NewCall {
  scenario: string;
  recorded: boolean;
  variant?: string;
  typed_only?: boolean;
  ease?: Ease;
}

export interface IceServer {
  urls: string | string[];
  username?: string;
  credential?: string;
}

export interface OpenedCall {
  id: string;
  resume_token: string;
  signal: string;
  ice_servers: IceServer[];
}

export type CallStatus = "open" | "ended" | "cut_off";

export interface CallSummary {
  id: string;
  scenario: string;
  status: CallStatus;
  /** ISO text or Unix seconds. */
  started_at: Instant;
  recorded: boolean;
  name?: string | null;
  title?: string | null;
  portrait?: string | null;
  ended_at?: Instant | null;
  seconds?: number | null;
  reason?: string | null;
}

export type Who = "learner" | "patient";

export interface TranscriptLine {
  id: string;
  who: Who;
  t: number;
  t_end: number;
  text: string;
  /** How much of the patient's words was heard before they were cut off. */
  heard?: string | null;
  complete?: boolean | null;
  emotion?: string | null;
  line?: string | null;
  hesitation?: boolean | null;
  acts?: string[] | null;
  note?: string | null;
}

export interface CurvePoint {
  t: number;
  trust: number;
  arousal: number;
  hope: number;
  control: number;
  shame: number;
  emotion: string;
  phase: string;
}

export interface Moment {
  t: number;
  kind: string;
  emotion: string;
  quote: string;
  answered: boolean;
  answer?: { t: number; quote: string } | null;
}

export interface Evidence {
  t: number;
  t_end?: number | null;
  quote: string;
  who: Who;
}

export interface Measure {
  id: string;
  title: string;
  value: number | null;
  unit: string;
  numerator?: number | null;
  denominator?: number | null;
  sentence: string;
  evidence: Evidence[];
  /** `score`: may be looked at as progress. `show`: a mirror, never a mark. */
  use: "score" | "show";
  source?: string | null;
  not_assessable_reason?: string | null;
  parts?: Record<string, number> | null;
}

export interface SpeechSpan {
  who: Who;
  t0: number;
  t1: number;
}

export interface ReportCall {
  id: string;
  scenario: string;
  title: string;
  name: string;
  /** ISO text or Unix seconds. */
  started_at: Instant;
  seconds: number;
  status: CallStatus;
  reason: string | null;
  recorded: boolean;
  portrait: string | null;
}

export interface Report {
  call: ReportCall;
  transcript: TranscriptLine[];
  curve: CurvePoint[];
  moments: Moment[];
  /** A list, or a mapping from the measure's id. */
  measures: Measure[] | Record<string, Measure>;
  timings: Record<string, unknown>;
  degraded: unknown[];
  speech: SpeechSpan[];
  audio: { learner?: string | null; patient?: string | null };
}

/** Somebody who helps a learner in need. */
export interface HelpLine {
  region: string;
  name: string;
  how: string;
}
