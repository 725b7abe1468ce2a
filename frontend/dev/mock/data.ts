/** Made-up answers of the server: three patients, a scripted talk, reports in every state. */

import type { CallSummary, Report, Scenario } from "../../src/core/api/types";

export interface Beat {
  at: number;
  sign?: "listening" | "thinking" | "speaking";
  message?: Record<string, unknown>;
  end?: string;
}

const PRIVACY = [
  "You alone see your calls and their reports.",
  "The words of a call are kept on this computer until you delete them.",
  "Sound is kept only if you say so below. Your camera picture is never stored.",
];

const portrait = (id: string): string => `/api/scenarios/${id}/portrait.jpg`;

export const SCENARIOS: Scenario[] = [
  {
    id: "theresa-nowak",
    title: "The back strain",
    name: "Theresa Nowak",
    age: 49,
    pronouns: "she/her",
    who: "School-bus driver between two runs, waiting to hear that her back pain is a strain.",
    setting:
      "Her own car, parked in the bus yard. It is five past two on a Thursday, and she pulls out at half past with 43 children.",
    practise: [
      "Find out what she expects before telling, then say the news in one short plain sentence and stop",
    ],
    difficulty: { emotion: 4, complexity: 3, language: 1 },
    minutes: 15,
    content_note: {
      themes: ["cancer coming back", "dying while a child is still at home", "guilt about delay"],
      severity: 4,
      text: "A mother learns that her cancer is back. She may speak of dying and of blaming herself.",
    },
    portrait: portrait("theresa-nowak"),
    prepared: { done: 40, total: 120 },
    brief: {
      task: "You are a trainee in the oncology clinic. You have not met Ms. Nowak. Her scans came back yesterday. She has a 20-minute video visit and expects to hear about a strained back. Tell her what the scans show, and leave her with something to hold on to for today and tonight.",
      chart: [
        "49-year-old woman, school-bus driver",
        "4 years ago: left breast cancer, stage II, estrogen-receptor positive, HER2 negative. Lumpectomy, chemotherapy, radiation. Tamoxifen daily since.",
        "Last seen 9 months ago, well. Two follow-up visits this year moved by patient; no reason recorded.",
        "Saw primary care last week: low back pain ‘about 3 weeks’, called a strain. Because of her history: CT and bone scan.",
        "CT chest, abdomen, pelvis: several new liver lesions, largest 3.2 cm, typical for metastases. Lesions in T11, L2, right iliac bone, two ribs. No fracture, no canal narrowing seen.",
        "Labs: alkaline phosphatase 214 (high), AST 52 (slightly high), bilirubin, calcium, creatinine normal.",
        "Medicines: tamoxifen 20 mg. Allergies: none. Emergency contact: sister, Diane.",
        "Attending has seen the scans and can see her tomorrow at 9:00 in clinic.",
      ],
    },
    objectives: [
      "Find out what she expects before telling, then say the news in one short plain sentence and stop",
      "Meet fear and guilt before facts, without false facts and without ‘at least’",
      "End with a safe and concrete today: who drives the afternoon run, who knows, when you meet",
    ],
    privacy: PRIVACY,
  },
  {
    id: "daniel-whitlock",
    title: "The percentages",
    name: "Daniel Whitlock",
    age: 55,
    pronouns: "he/him",
    who: "Software engineer and widower with two daughters, a week before surgery on a brain tumor.",
    setting: "His desk at home, late in the evening, papers about survival curves on the screen.",
    practise: ["Hear what the numbers are standing in for"],
    difficulty: { emotion: 3, complexity: 4, language: 1 },
    minutes: 12,
    content_note: {
      themes: ["brain tumor", "a spouse’s death"],
      severity: 3,
      text: "A father asks how long he has. He may speak of his wife’s death.",
    },
    portrait: portrait("daniel-whitlock"),
    prepared: null,
    opening_line: "Give me the percentages. I’ve read four papers since Tuesday.",
    brief: { task: "You are the neurosurgery resident. He asked for a call.", chart: ["55-year-old man"] },
    objectives: ["Hear what the numbers are standing in for"],
    privacy: PRIVACY,
  },
  {
    id: "marisol-vega",
    title: "No blood",
    name: "Marisol Vega",
    age: 55,
    pronouns: "she/her",
    who: "Bakery owner who needs bypass surgery and will not accept transfusion. Warm and quick.",
    setting: "The room behind her bakery, before the afternoon opening.",
    practise: ["Go through what she accepts item by item, in private, without arguing belief"],
    difficulty: { emotion: 3, complexity: 4, language: 3 },
    minutes: 10,
    content_note: null,
    portrait: null,
    prepared: null,
    brief: { task: "You are the cardiology resident.", chart: ["55-year-old woman"] },
    objectives: ["Go through what she accepts item by item"],
    privacy: PRIVACY,
  },
];

const said = (at: number, who: "you" | "them", id: string, text: string, final: boolean): Beat => ({
  at,
  message: { type: "caption", who, id, text, final },
});

export const SCRIPTS: Record<string, Beat[]> = {
  "theresa-nowak": [
    { at: 0.6, sign: "speaking" },
    said(0.8, "them", "p1", "Hi. Sorry, I’m in my car.", false),
    said(2.2, "them", "p1", "Hi. Sorry, I’m in my car. It’s only the back strain, isn’t it?", true),
    { at: 3.0, sign: "listening" },
    said(4.0, "you", "l1", "Before I say anything, what have", false),
    said(5.0, "you", "l1", "Before I say anything, what have you been told so far?", true),
    { at: 5.1, sign: "thinking" },
    {
      at: 5.9,
      sign: "speaking",
      message: {
        type: "timings", endpoint: 0.42, transcript: 0.61, words: 0.66, first_audio: 0.84,
        directed_pause: 0.0, prepared: true,
      },
    },
    said(6.0, "them", "p2", "That it’s a strain. They did a scan to be safe.", false),
    said(
      7.6,
      "them",
      "p2",
      "That it’s a strain. They did a scan to be safe. I’ve lifted wheelchairs for eleven years.",
      true,
    ),
    { at: 9.0, sign: "listening" },
  ],
  "daniel-whitlock": [
    { at: 0.3, sign: "speaking" },
    said(0.4, "them", "p1", "Give me the percentages.", true),
    { at: 1, sign: "listening" },
    {
      at: 1.2,
      message: {
        type: "degraded",
        stage: "voice",
        message: "The voice is slower than it should be: his answers may take a moment longer.",
      },
    },
    {
      at: 4,
      message: {
        type: "patient_left",
        message: "“I’ve heard enough for one evening.” He closed the laptop.",
      },
    },
    { at: 5, end: "patient_left" },
  ],
};

export const CALLS: CallSummary[] = [
  {
    id: "example", scenario: "theresa-nowak", name: "Theresa Nowak", status: "ended",
    started_at: "2026-11-21T23:14:00Z", seconds: 214, recorded: true, reason: "learner_hung_up",
  },
  {
    id: "broken", scenario: "daniel-whitlock", name: "Daniel Whitlock", status: "cut_off",
    started_at: "2026-11-18T20:02:00Z", seconds: 96, recorded: false, reason: "learner_lost",
  },
];

const mind = (t: number, trust: number, arousal: number, emotion: string, phase: string) => ({
  t, trust, arousal, hope: 0.6 - t / 800, control: 0.5, shame: 0.4, emotion, phase,
});

const EXAMPLE: Report = {
  call: {
    id: "example", scenario: "theresa-nowak", title: "The back strain", name: "Theresa Nowak",
    started_at: "2026-11-21T23:14:00Z", seconds: 214, status: "ended", reason: "learner_hung_up",
    recorded: true, portrait: portrait("theresa-nowak"),
  },
  transcript: [
    { id: "p1", who: "patient", t: 0.8, t_end: 4.2, text: "Hi. Sorry, I’m in my car. It’s only the back strain, isn’t it?", complete: true, emotion: "hurried" },
    { id: "l1", who: "learner", t: 5.6, t_end: 9.4, text: "Before I say anything, what have you been told so far?", acts: ["asks_understanding"] },
    { id: "p2", who: "patient", t: 10.2, t_end: 15.0, text: "That it’s a strain. They did a scan to be safe. I’ve lifted wheelchairs for eleven years.", complete: true, emotion: "wry" },
    { id: "l2", who: "learner", t: 18.0, t_end: 25.5, text: "I’m afraid I have serious news. The cancer is back, and it has spread to the liver and the bones.", acts: ["gives_news"] },
    { id: "p3", who: "patient", t: 33.0, t_end: 37.5, text: "No. It’s a strain. I went to every single mammogram.", complete: true, emotion: "shock" },
    { id: "l3", who: "learner", t: 39.0, t_end: 74.0, text: "So what we will do next is stage it completely, which means an MRI of the spine, and then the tumor board usually meets on Wednesdays, and they will discuss hormonal options, which have become much better in the last years.", acts: ["gives_information"] },
    { id: "p4", who: "patient", t: 76.0, t_end: 79.0, text: "I moved two appointments. In spring, I moved two of them because of the routes.", heard: "I moved two appointments.", complete: false, emotion: "shame" },
    { id: "l4", who: "learner", t: 81.0, t_end: 87.0, text: "You’re asking yourself whether you could have changed this. That sounds like a heavy thing to carry.", acts: ["names_feeling"] },
    { id: "p5", who: "patient", t: 95.0, t_end: 101.0, text: "Five months. If I’d come in the spring, would it be in my bones now?", complete: true, emotion: "guilt" },
    { id: "l5", who: "learner", t: 104.0, t_end: 113.0, text: "I don’t know, and nobody can. What I do know is that you did not cause this.", acts: ["honest_uncertainty"] },
    { id: "p6", who: "patient", t: 120.0, t_end: 126.0, text: "Adam has his exams on Monday. I can’t tell him now.", complete: true, emotion: "fear" },
    { id: "l6", who: "learner", t: 128.0, t_end: 136.0, text: "Who could be with you tonight, before you decide what to tell him?", acts: ["plans"] },
    { id: "p7", who: "patient", t: 139.0, t_end: 146.0, text: "My sister. Diane. She’ll cry, but she’ll come.", complete: true, emotion: "guarded_hope" },
    { id: "l7", who: "learner", t: 150.0, t_end: 166.0, text: "Let’s find someone else for the afternoon run, and I’ll see you tomorrow at nine with Dr. Ames.", acts: ["plans"] },
    { id: "p8", who: "patient", t: 170.0, t_end: 176.0, text: "Okay. Nine. I’ll call Frank about the bus.", complete: true, emotion: "relief" },
  ],
  curve: [
    mind(0, 0.4, 0.3, "hurried", "before_news"), mind(9.4, 0.43, 0.3, "wry", "before_news"),
    mind(25.5, 0.42, 0.82, "shock", "landing"), mind(37.5, 0.44, 0.85, "shock", "landing"),
    mind(74, 0.33, 0.72, "withdrawn", "landing"), mind(87, 0.45, 0.7, "shame", "after_news"),
    mind(101, 0.52, 0.74, "guilt", "after_news"), mind(113, 0.6, 0.62, "sadness", "after_news"),
    mind(136, 0.64, 0.56, "fear", "after_news"), mind(166, 0.68, 0.48, "guarded_hope", "after_news"),
    mind(176, 0.7, 0.45, "relief", "after_news"),
  ],
  moments: [
    { t: 33, kind: "news", emotion: "shock", quote: "No. It’s a strain. I went to every single mammogram.", answered: false, answer: null },
    { t: 76, kind: "hint", emotion: "shame", quote: "I moved two appointments.", answered: true, answer: { t: 81, quote: "You’re asking yourself whether you could have changed this. That sounds like a heavy thing to carry." } },
    { t: 95, kind: "feeling", emotion: "guilt", quote: "Five months. If I’d come in the spring, would it be in my bones now?", answered: true, answer: { t: 104, quote: "I don’t know, and nobody can. What I do know is that you did not cause this." } },
    { t: 120, kind: "disclosure", emotion: "fear", quote: "Adam has his exams on Monday. I can’t tell him now.", answered: false, answer: null },
  ],
  measures: [
    { id: "emotional_moments", title: "Emotional moments you answered", value: 0.5, unit: "", numerator: 2, denominator: 4, sentence: "The first one passed over came right after the news.", evidence: [{ t: 81, quote: "That sounds like a heavy thing to carry.", who: "learner" }], use: "score", source: "Openings for empathy, counted from the patient’s own state." },
    { id: "questions", title: "Open questions", value: 2, unit: "", numerator: 2, denominator: 2, sentence: "You asked two questions, both open.", evidence: [{ t: 5.6, quote: "What have you been told so far?", who: "learner" }], use: "score", source: null },
    { id: "longest_turn", title: "Your longest turn", value: 35, unit: "seconds", sentence: "It came right after the news, and she kept little of it.", evidence: [{ t: 39, quote: "So what we will do next is stage it completely …", who: "learner" }], use: "score", source: null },
    { id: "talk_share", title: "Who spoke", value: 0.68, unit: "share", sentence: "Percent of speaking time. The evidence on this conflicts.", evidence: [], use: "show", source: null },
    { id: "silence", title: "Silence after the news", value: null, unit: "seconds", sentence: "", evidence: [], use: "score", source: null, not_assessable_reason: "Not counted: the two voices overlapped at that moment." },
  ],
  timings: {},
  degraded: [],
  speech: [],
  audio: {},
};
EXAMPLE.speech = EXAMPLE.transcript.map(({ who, t, t_end }) => ({ who, t0: t, t1: t_end }));
EXAMPLE.audio = { learner: "/api/calls/example/recording/learner.ogg", patient: "/api/calls/example/recording/patient.ogg" };

export const REPORTS: Record<string, Report | "making"> = {
  example: EXAMPLE,
  making: "making",
  broken: {
    ...EXAMPLE,
    call: {
      ...EXAMPLE.call, id: "broken", scenario: "daniel-whitlock", name: "Daniel Whitlock",
      seconds: 96, status: "cut_off", reason: "learner_lost", recorded: false,
    },
    transcript: EXAMPLE.transcript.filter(({ t }) => t < 96),
    curve: EXAMPLE.curve.filter(({ t }) => t < 96),
    moments: EXAMPLE.moments.filter(({ t }) => t < 96),
    speech: EXAMPLE.speech.filter(({ t0 }) => t0 < 96),
    degraded: [{ stage: "voice", instead: "The voice was slower than it should be." }],
    audio: {},
  },
  silent: {
    ...EXAMPLE,
    call: { ...EXAMPLE.call, id: "silent", seconds: 5 },
    transcript: EXAMPLE.transcript.slice(0, 1),
    curve: [], moments: [], measures: [], speech: [], audio: {},
  },
};
