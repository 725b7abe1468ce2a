"""What the learner did, taken from words, quiet, and the moment they came at."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from app.events import ScoredAct
from app.patient.acts.types import ActClassifier
from app.patient.fold import ANSWERS, KEPT_FROM, LONG_FROM
from app.patient.hearing import HARMFUL, QUESTIONS, believed
from app.patient.naming import named
from app.patient.phrases import plain
from app.patient.state import TalkState
from app.patient.topics import Topics
from app.patient.turn import Heard
from app.scenario.model import Scenario

_DIRECT = re.compile(
    r"\b(?:yes|yeah|yep|no|nope|not|never|maybe|probably|i don't know|can't|cannot|won't|of course|"
    r"sure|absolutely|exactly|that's right|it is|it does|we can|you can)\b"
)
"""Words that answer a question whatever it was."""
_WORDY = frozenset({"jargon", "fact_dump", "rambles"})
"""Harmful, and still perhaps an answer."""
_MAKES_SENSE = 2
"""So many topics touched, and words cannot be without sense."""
_NO_ACT = (ScoredAct(act="other", score=0.5),)


class Perception:
    """How one patient takes what a learner does."""

    def __init__(self, scenario: Scenario, acts: ActClassifier, topics: Topics) -> None:
        self._scenario = scenario
        self._acts = acts
        self._topics = topics
        self._named = named(scenario)

    def of_words(self, state: TalkState, heard: Heard) -> tuple[ScoredAct, ...]:
        """The acts of an utterance, what came before it or over it among them."""
        found = self._completed(state, heard, self._classify(state, heard))
        if heard.cut_off and not state.cut and state.turn:  # two greetings at once are no cut
            found = (*found, ScoredAct(act="interrupts", score=1.0))
        quiet = heard.t_start - state.gap.since
        if state.felt and not state.gap.counted and KEPT_FROM <= quiet <= LONG_FROM:
            found = (*found, ScoredAct(act="silence_kept", score=1.0))
        return found

    def of_silence(self, state: TalkState, seconds: float) -> tuple[ScoredAct, ...]:
        """Quiet left after a feeling is something the learner does; too much of it as well."""
        if state.gap.noticed >= LONG_FROM:
            return ()
        if state.felt and not state.gap.counted and KEPT_FROM <= seconds < LONG_FROM:
            return (ScoredAct(act="silence_kept", score=1.0),)
        if seconds >= LONG_FROM:
            return (ScoredAct(act="silence_long", score=1.0),)
        return ()

    def _classify(self, state: TalkState, heard: Heard) -> tuple[ScoredAct, ...]:
        if not any(map(str.isalnum, heard.text)):
            return (ScoredAct(act="gibberish", score=1.0),)
        last = self._scenario.lines[state.said[-1]].text if state.said else ""
        seconds = None if heard.typed else max(0.0, heard.t - heard.t_start)
        context = replace(self._named, last_patient_line=last, turn_seconds=seconds)
        found = self._acts.classify(heard.text, context)
        if len(self._topics.of(heard.text)) < _MAKES_SENSE:
            return found
        return tuple(act for act in found if act.act != "gibberish") or _NO_ACT

    def _completed(
        self, state: TalkState, heard: Heard, found: tuple[ScoredAct, ...]
    ) -> tuple[ScoredAct, ...]:
        """Words with a question mark ask something; words that follow a question of the patient's
        are an answer to it, if they touch what was asked, or say yes or no."""
        asked = self._scenario.lines[state.said[-1]].asks if state.said else None
        names = {act.act for act in believed(found)}
        if heard.text.rstrip().endswith("?") and names.isdisjoint(QUESTIONS | HARMFUL):
            return _with(found, ScoredAct(act="closed_q", score=0.6))
        if asked is None or names & (HARMFUL - _WORDY) or names & ANSWERS or not heard.text.strip():
            return found
        told = asked in self._topics.of(heard.text) or _DIRECT.search(plain(heard.text))
        if not told or heard.text.rstrip().endswith("?") or "gibberish" in names:
            return found
        return _with(found, ScoredAct(act="gives_info", score=0.5))


def _with(found: Sequence[ScoredAct], act: ScoredAct) -> tuple[ScoredAct, ...]:
    """``found`` and one more act, each named once."""
    return (*(one for one in found if one.act != act.act), act)
