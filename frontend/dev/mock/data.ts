/** Made-up answers of the server: three patients, a scripted talk, calls. */

import type { CallSummary, Scenario } from "../../src/core/api/types";

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

export const portrait = (id: string): string => `/api/scenarios/${id}/portrait.jpg`;

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
    eases: ["easier", "usual", "harder"],
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
    brief: {
      task: "You are the neurosurgery resident. He asked for a call.",
      chart: ["55-year-old man"],
    },
    eases: ["easier", "usual", "harder"],
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
    eases: ["easier", "usual", "harder"],
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
        type: "timings",
        endpoint: 0.42,
        transcript: 0.61,
        words: 0.66,
        first_audio: 0.84,
        directed_pause: 0.0,
        prepared: true,
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
    id: "example",
    scenario: "theresa-nowak",
    name: "Theresa Nowak",
    status: "ended",
    started_at: "2026-11-21T23:14:00Z",
    seconds: 214,
    recorded: true,
    reason: "learner_hung_up",
  },
  {
    id: "broken",
    scenario: "daniel-whitlock",
    name: "Daniel Whitlock",
    status: "cut_off",
    started_at: "2026-11-18T20:02:00Z",
    seconds: 96,
    recorded: false,
    reason: "learner_lost",
  },
];
