"""A scenario small enough to read in a test, and a classifier that reads acts out of brackets."""

from __future__ import annotations

import re

from app.events import ScoredAct
from app.patient.acts.types import NOWHERE, ActContext
from app.scenario import Scenario, parse_scenario

SMALL = """\
schema: 1
id: small
title: "A small talk"
card: "A baker hears that the oven must go."
status: {version: 1, written: 2026-11, reviewers: [{who: clinician, name: not yet reviewed}], country: Nowhere}
identity:
  name: Ada Baker
  called: Ada
  age: 50
  pronouns: she/her
  work: "Baker"
  home: "Above the shop"
  language: {code: en-US, level: native, register: "plain"}
setting: {channel: video_visit, place: "The shop", clock: "noon", booked_as: "Results", alone: true}
look: {cast: small, hints: "a baker", background: "a shop"}
voice: {kokoro: af_kore, hints: "alto"}
brief:
  task: "Tell her."
  chart: ["A baker"]
  minutes: 10
  difficulty: {emotion: 2, complexity: 1, language: 1}
content_note: {themes: [ovens], severity: 1, text: "An oven goes."}
objectives: ["Say it"]
behaviours: [{id: says, text: "Says it"}]
phases:
  calm: {about: "before", arousal: {baseline: 0.2, tau_s: 60}}
  storm:
    about: "after"
    from: [calm]
    enter: [{knows: {gone: [heard, kept]}}]
    arousal: {baseline: 0.5, tau_s: 60}
    retention: {above_arousal: 0.7, always_kept: [gone]}
mind:
  knows: ["She bakes"]
  wants: "to bake"
  fears: ["the end"]
  values: ["bread"]
  temperament: "steady"
  axes: {personality: plain, language_level: C, recall: high, confusion: none}
  start: {trust: 0.5, arousal: 0.3, hope: 0.6, control: 0.5, shame: 0.3, patience: 0.6}
  clamp: {per_turn: 0.15, except: [gives_news]}
  own_words: {told.secret: {shame: 0.2}}
  tires: 0.06
  sensitivities:
    stove: {about: "It is an oven", words: [that stove], trust: -0.1}
    bread: {about: "Her bread was noticed", words: [good bread], trust: 0.1, when: {phase: [storm]}}
  appraisal:
    names_emotion: {trust: 0.1, arousal: -0.1}
    dismisses: {trust: -0.1, arousal: 0.1}
    gives_news: {arousal: 0.5, hope: -0.3, when: {phase: [storm], turns_at_most: 0}}
    silence_kept: {trust: 0.05}
    interrupts: {trust: -0.05}
    gibberish: {patience: -0.1}
topics:
  oven: [oven, stove]
  plan: [tomorrow, plan]
  fault: [fault, blame]
understanding:
  gone: {told_by: [[oven], [gone, broken]]}
  when: {told_by: [[tomorrow]]}
facts:
  asleep:
    hidden: true
    says: "She slept and left it on"
    topics: [fault]
    trust: 0.6
    arousal: 0.5
    phases: [storm]
    tells: ["fell asleep", "left it on", "dozed off", "nodded off", "was asleep", "forgot the oven"]
clinical_truth: {cause: "an old wire"}
variants: {base: "as it is"}
opening: {line: hi.open, if_learner_speaks_first: hi.back}
endings:
  leaves: {begun_by: patient, when: {patience: [0.0, 0.05]}, goodbye: bye.leaves}
  done: {when: {trust: [0.5, 1.0]}, goodbye: bye.warm}
  cold: {goodbye: bye.cold}
slots: {name: {kind: learner_name, example: "Dr. Chen"}}
emotions: [neutral, warm, fear, sadness, shame, anger, shock, confused, withdrawn]
situations:
- id: hello
  about: "the beginning"
  when: {phase: [calm]}
  lines:
  - {id: hi.open, text: "Hello there.", when: {event: call_start}, said_to: ["(the call begins)"]}
  - {id: hi.back, text: "Oh, you first.", when: {acts: [introduces]}, said_to: ["Hello", "I'm the doctor"]}
  - {id: hi.named, text: "Good day, {name}.", when: {acts: [introduces], slots: [name]}, said_to: ["I'm Dr. Chen", "my name is Sam"]}
  - {id: hi.oven, text: "The oven is old.", when: {acts: [open_q], topics: [oven]}, asks: plan, said_to: ["How is the oven?", "tell me about the stove"]}
- id: news
  about: "it is gone"
  when: {phase: [storm]}
  how: {emotion: fear, intensity: 0.8, pause: 1.0}
  lines:
  - {id: news.no, text: "No. Not mine.", when: {acts: [gives_news]}, how: {emotion: shock}, then: [{line: news.mine, wait_s: 4}], said_to: ["The oven is gone", "your oven is broken"]}
  - {id: news.mine, text: "It was my mother's.", when: {acts: [names_emotion, gives_news]}, said_to: ["You look frightened", "this is hard"]}
  - {id: news.when, text: "When, though? You never said.", when: {unanswered: [plan]}, asks: plan, said_to: ["Let us go on", "as I said"]}
  - {id: news.cross, text: "Do not wave that away.", when: {acts: [dismisses]}, how: {emotion: anger}, said_to: ["It is nothing", "calm down"]}
- id: secret
  about: "what she hides"
  when: {phase: [storm], topics: [fault], not_told: [asleep], trust: [0.6, 1.0], arousal: [0.0, 0.5], acts: [names_emotion, open_q]}
  how: {emotion: shame, intensity: 0.7}
  thread: fault
  lines:
  - {id: hint.maybe, text: "Maybe if I had… no.", hint: asleep, said_to: ["What is on your mind?", "who is to blame"]}
  - {id: told.secret, text: "I fell asleep. I left it on.", when: {after: [hint.maybe]}, discloses: [asleep], said_to: ["Go on", "what did you mean"]}
- id: struck
  about: "what strikes her"
  when: {phase: [storm], struck: [bread]}
  lines:
  - {id: bread.still, text: "It is still warm.", said_to: ["That is good bread", "what good bread"]}
- id: quiet
  about: "nobody speaks"
  when: {event: silence, seconds: [8, 90]}
  lines:
  - {id: quiet.there, text: "Are you there?", said_to: ["(8 s)"]}
  - {id: quiet.still, text: "Somebody say something.", when: {phase: [storm]}, said_to: ["(8 s)"]}
- id: cut
  about: "interrupted"
  when: {event: interrupted}
  lines:
  - {id: cut.go, text: "Well, you first then.", said_to: ["(talks over her)"]}
- id: odd
  about: "nothing fits"
  fallback: true
  when: {phase: [calm, storm]}
  how: {emotion: confused}
  lines:
  - {id: odd.what, text: "What?", said_to: ["(nothing)"]}
  - {id: odd.again, text: "Say it again, please.", said_to: ["(nothing)"]}
  - {id: odd.lost, text: "I am lost.", said_to: ["(nothing)"]}
- id: sounds
  about: "before an answer"
  hesitation: true
  lines:
  - {id: hes.um, text: "Um…", said_to: ["(any question)"]}
- id: bye
  about: "the end"
  lines:
  - {id: bye.leaves, text: "I am off.", when: {ending: leaves}, said_to: ["(enough)", "(more than enough)"]}
  - {id: bye.warm, text: "Until then.", when: {ending: done}, said_to: ["Goodbye", "see you"]}
  - {id: bye.cold, text: "Right.", when: {ending: cold}, said_to: ["Goodbye", "see you"]}
"""  # noqa: E501


def small(further: str = "") -> Scenario:
    """The small scenario, with ``further`` blocks of YAML."""
    return parse_scenario(SMALL + further, "small.yaml")[0]


_TAGGED = re.compile(r"\s*\[([a-z_, ]+)\]\s*$")


class Tagged:
    """Reads an utterance's acts out of a bracket at its end: ``Hello [introduces]``."""

    def __init__(self, score: float = 0.95) -> None:
        """``score``: how surely every act is heard."""
        self._score = score

    def classify(self, text: str, context: ActContext = NOWHERE) -> tuple[ScoredAct, ...]:
        match = _TAGGED.search(text)
        names = match.group(1).split(",") if match else ["other"]
        return tuple(ScoredAct(act=name.strip(), score=self._score) for name in names)
