/** Which two moments of a call are worth writing about: one that helped, one to take back up. Pure. */

import type { CurvePoint, Moment, Report, TranscriptLine } from "../api/types";
import { holding } from "./timeline";

export interface Words {
  t: number;
  tEnd: number;
  text: string;
}

export interface Part {
  /** What the patient said. */
  moment: Moment;
  /** What the learner said to it; null if nothing was. */
  words: Words | null;
  /** What the figure beside it shows, in seconds. */
  from: number;
  to: number;
  /** Trust of 0 to 100 before and after, where the curve knows it. */
  trust: { before: number; after: number } | null;
}

export interface Letter {
  helped: Part | null;
  takeBack: Part | null;
}

/** What the figure shows around the two. */
const BEFORE_S = 20;
const AFTER_S = 25;
/** The patient's state answers to words as soon as they are understood. */
const MOVED_WITHIN_S = 3;

export function letter({ moments, transcript, curve, call }: Report): Letter {
  const parts = moments.map((moment) => part(moment, transcript, curve, call.seconds));
  const gain = ({ trust }: Part): number => (trust === null ? 0 : trust.after - trust.before);
  // What cost her trust helped nobody, whatever the rules took it for.
  const answered = parts.filter((one) => one.moment.answered && gain(one) >= 0);
  const passed = parts.filter(({ moment, words }) => !moment.answered && words !== null);
  return {
    helped: answered.sort((a, b) => gain(b) - gain(a))[0] ?? null,
    takeBack: passed.sort((a, b) => gain(a) - gain(b))[0] ?? null,
  };
}

function part(
  moment: Moment,
  transcript: readonly TranscriptLine[],
  curve: readonly CurvePoint[],
  end: number,
): Part {
  const words = answerTo(moment, transcript);
  const from = Math.max(0, moment.t - BEFORE_S);
  const to = Math.min(Math.max(end, from + 1), (words?.tEnd ?? moment.t) + AFTER_S);
  const before = holding(curve, words?.t ?? moment.t);
  const after = holding(curve, (words?.tEnd ?? moment.t) + MOVED_WITHIN_S);
  return {
    moment,
    words,
    from,
    to,
    trust:
      before === null || after === null
        ? null
        : { before: Math.round(before.trust * 100), after: Math.round(after.trust * 100) },
  };
}

/** The learner's next words after the moment, before the patient has said anything else. */
function answerTo(moment: Moment, transcript: readonly TranscriptLine[]): Words | null {
  const answer = moment.answer;
  const said = transcript.find(({ who, t, t_end }) =>
    answer == null
      ? who === "learner" && t >= moment.t
      : who === "learner" && t - 0.5 <= answer.t && answer.t <= t_end + 0.5,
  );
  if (answer != null) {
    return { t: said?.t ?? answer.t, tEnd: said?.t_end ?? answer.t, text: answer.quote };
  }
  return said === undefined ? null : { t: said.t, tEnd: said.t_end, text: said.text };
}
