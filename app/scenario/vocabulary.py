"""The words that every scenario shares: acts of the learner, values of a mind, cues, emotions.

A scenario may use any of them and add none: the classifier, the face and the report know exactly
these.
"""

from __future__ import annotations

from typing import Final, Literal, get_args

ACTS: Final[dict[str, str]] = {
    "open_q": "asks a question that invites more than a word",
    "closed_q": "asks for one fact, or yes or no",
    "permission": "asks whether it is all right to go on, or to ask",
    "warning_shot": "warns that something serious comes",
    "gives_news": "says the news in plain words",
    "prognosis": "speaks of time, cure or dying",
    "names_emotion": "names a feeling",
    "understands": "shows that the feeling makes sense",
    "respects": "praises what the patient has done",
    "supports": "promises to stay or to help",
    "explores": "asks to hear more of what was said",
    "wish": "wishes that it were otherwise",
    "jargon": "uses medical words without saying what they mean",
    "false_reassurance": "comforts with what nobody can know",
    "premature_fix": "offers a plan before the patient has come up for air",
    "checks_understanding": "asks what has arrived",
    "perception": "asks what the patient understands or expects",
    "invitation": "asks how much the patient wants to know",
    "values_goals": "asks what matters or what is hoped for",
    "recommends": "gives advice",
    "summarises": "sums up what was said",
    "apologises": "says sorry",
    "introduces": "says who is speaking",
    "small_talk": "talks of weather, traffic, the day",
    "dismisses": "waves a worry away",
    "argues": "contradicts or blames",
    "other": "none of these",
    "euphemism": "softens the news until it says nothing",
    "report_tour": "recites a report finding by finding",
    "fact_dump": "more than three facts in one turn, or facts while the patient is flooded",
    "recommends_tied": "advice with the patient's own value as its reason",
    "gives_info": "answers a question, or tells one plain fact",
    "relieves_guilt": "lightens blame with something true",
    "interrupts": "takes the floor while the patient speaks",
    "name_error": "wrong name or title",
    "silence_kept": "2 to 8 s of quiet after news or a feeling",
    "silence_long": "more than 8 s of quiet",
    "self_talk": "speaks of the learner's own life",
    "insult": "rude or demeaning",
    "meta": "asks whether this is a machine, or gives orders about the role",
    "gibberish": "nothing that can be understood",
    "rambles": "more than 75 words or 30 s without a question",
    "farewell": "closes the talk",
}
"""Everything that a learner may be taken to do, and what is meant by it."""

StateValue = Literal["trust", "arousal", "hope", "control", "shame", "patience"]
STATE_VALUES: Final[tuple[StateValue, ...]] = get_args(StateValue)
"""What a mind is measured by, each 0 to 1."""

Known = Literal["unaware", "unclear", "heard", "kept"]
"""How far something told has arrived. What is *heard* was lost again; *kept* stays."""

EventName = Literal["call_start", "silence", "interrupted", "clock"]
"""What can happen without words of the learner."""

Sought = Literal["yes_no", "what", "who", "where", "when", "how_long", "how_many", "why", "how"]
"""What a question wants for an answer."""

Pace = Literal["slow", "normal", "fast"]

SlotKind = Literal[
    "learner_name", "promise", "plan_time", "plan_person", "term", "feeling", "wrong_name"
]

EMOTIONS: Final = (
    "neutral", "warm", "wry", "hurried", "wary", "fear", "shock", "numb", "sadness", "anger",
    "shame", "guarded_hope", "relief", "withdrawn", "tired", "confused", "pain",
)  # fmt: skip
"""What a face and a voice can show."""

CUES: Final = (
    "looks_away", "looks_at_clock", "breath_in", "breath_out", "swallow", "lips_pressed",
    "voice_thins", "short_laugh", "eyes_wet", "shifts_seat", "covers_mouth", "half_smile",
    "stares", "nods", "shakes_head",
)  # fmt: skip
"""Small things that a patient does while speaking."""
