"""The one vocabulary of learner acts: what a learner's words, or silence, can be taken for."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

OTHER = "other"

_FROM_WORDS = {
    "open_q": "asks a question that invites a free answer",
    "closed_q": "asks a question that a word or two can answer",
    "permission": "asks leave before telling, asking or going on",
    "warning_shot": "prepares for bad news that has not been said yet",
    "gives_news": "says the news itself in plain words",
    "prognosis": "speaks of time, cure, chances or what is to come",
    "names_emotion": "names a feeling that the patient shows or may have",
    "understands": "says that the feeling or the reaction makes sense",
    "respects": "honours what the patient has done, borne or believes",
    "supports": "promises to stay, to help, to keep to what was agreed",
    "explores": "asks further into something that the patient said or feels",
    "wish": "wishes aloud that things were different",
    "jargon": "uses medical words without saying what they mean",
    "false_reassurance": "comforts with something untrue, unknown or 'at least'",
    "premature_fix": "puts plans, tests or helpers in place of listening",
    "checks_understanding": "asks what was understood of what was told",
    "perception": "asks what the patient knows, thinks or expects of the illness",
    "invitation": "asks how much, what kind or with whom the patient wants to know",
    "values_goals": "asks what matters, what is hoped for, what is unacceptable",
    "recommends": "recommends without saying why it fits this patient",
    "summarises": "gathers up what was said or agreed",
    "apologises": "says sorry for something that was done or left undone",
    "introduces": "says who they are",
    "small_talk": "speaks of everyday things",
    "dismisses": "brushes the feeling or the question aside",
    "argues": "contradicts, blames, lectures or presses",
    "euphemism": "softens the news until it says nothing",
    "report_tour": "reads or recites the report finding by finding",
    "fact_dump": "tells more than three facts in one turn",
    "recommends_tied": "recommends and gives the patient's own value as the reason",
    "gives_info": "answers a question or tells one plain fact",
    "relieves_guilt": "lightens the blame with something true",
    "name_error": "uses a wrong name or title",
    "self_talk": "speaks of their own life",
    "insult": "is rude or demeaning",
    "meta": "asks whether the patient is a machine, or orders the role about",
    "gibberish": "says nothing that can be understood",
    "rambles": "goes on for more than 75 words or 30 s without a question",
    "farewell": "closes the talk",
    OTHER: "none of these, or too uncertain to say",
}

_FROM_EVENTS = {
    "interrupts": "takes the floor while the patient speaks",
    "silence_kept": "leaves 2 to 8 s of quiet after the news or a feeling",
    "silence_long": "leaves more than 8 s of quiet",
}

ACTS: Mapping[str, str] = MappingProxyType(_FROM_WORDS | _FROM_EVENTS)
"""Every act and what it means, in one clause whose subject is the learner."""

FROM_EVENTS = frozenset(_FROM_EVENTS)
"""Acts that no words show: the call's events do."""

QUESTION_FORMS = frozenset({"open_q", "closed_q"})
"""How something is asked, beside what is asked; rules read it."""

FROM_RULES = frozenset({"name_error", "rambles"})
"""Acts that only rules find: they need the patient's name, or a count, and no examples."""

HEARD: tuple[str, ...] = tuple(act for act in _FROM_WORDS if act not in FROM_RULES)
"""Acts that an utterance alone can show; the examples carry these."""

CONTENT: tuple[str, ...] = tuple(act for act in HEARD if act not in QUESTION_FORMS)
"""Acts that the linear model scores, in the order of its columns."""

UNKIND = ("dismisses", "argues", "insult", "false_reassurance")
KIND = (
    "supports",
    "understands",
    "names_emotion",
    "respects",
    "explores",
    "relieves_guilt",
    "wish",
    "apologises",
)
"""Acts that help, which must not be taken for one of ``UNKIND``."""
