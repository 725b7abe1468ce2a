"""A call's log as a conversation: who said what, when, and how much of it was heard."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.events import (
    AnyEvent,
    EmotionalMoment,
    LearnerActs,
    LearnerUtterance,
    PatientHeard,
    PatientUtterance,
    SpokenWord,
)

SECONDS_A_WORD = 0.4
"""For patient speech of which no word times are known (text-only talks): 150 words a minute."""


@dataclass(frozen=True, slots=True)
class LearnerTurn:
    id: str
    t0: float
    t1: float
    text: str
    typed: bool
    acts: tuple[str, ...]

    @property
    def seconds(self) -> float:
        return self.t1 - self.t0


@dataclass(frozen=True, slots=True)
class PatientTurn:
    """``heard`` is the part of ``text`` that reached the learner; ``t1`` is where that ends."""

    id: str
    t0: float
    t1: float
    text: str
    heard: str
    complete: bool
    emotion: str
    line: str | None
    hesitation: bool
    prepared: bool

    @property
    def seconds(self) -> float:
        return self.t1 - self.t0


@dataclass(frozen=True, slots=True)
class Opening:
    """An emotional moment whose words were heard."""

    t: float
    utterance: str | None
    emotion: str
    kind: str


@dataclass(frozen=True, slots=True)
class KeptSilence:
    """A silence of the learner's that the patient took as kept for them, noticed at ``t``."""

    t: float


Turn = LearnerTurn | PatientTurn


@dataclass(frozen=True, slots=True)
class Conversation:
    """``turns`` in the order in which they began; patient turns of which nothing was heard are
    not in it: they were never said."""

    turns: tuple[Turn, ...]
    openings: tuple[Opening, ...]
    silences: tuple[KeptSilence, ...]
    seconds: float

    @property
    def learner(self) -> tuple[LearnerTurn, ...]:
        return tuple(turn for turn in self.turns if isinstance(turn, LearnerTurn))

    @property
    def patient(self) -> tuple[PatientTurn, ...]:
        return tuple(turn for turn in self.turns if isinstance(turn, PatientTurn))

    @property
    def typed(self) -> bool:
        """Whether the learner typed everything, so that nothing is known of their speaking."""
        return bool(self.learner) and all(turn.typed for turn in self.learner)


def conversation(events: Sequence[AnyEvent]) -> Conversation:
    """Folds a log, whole or cut off, into its conversation."""
    seconds = max((event.t for event in events), default=0.0)
    acts = {
        event.utterance: tuple(scored.act for scored in event.acts)
        for event in events
        if isinstance(event, LearnerActs) and event.utterance is not None
    }
    heard = {event.utterance: event for event in events if isinstance(event, PatientHeard)}
    learner = [
        LearnerTurn(e.id, e.t_start, e.t, e.text, e.typed, acts.get(e.id, ()))
        for e in events
        if isinstance(e, LearnerUtterance)
    ]
    spoken = (e for e in events if isinstance(e, PatientUtterance))
    patient = [turn for e in spoken if (turn := _patient_turn(e, heard.get(e.id), seconds))]
    said = {turn.id for turn in patient}
    openings = tuple(
        Opening(e.t, e.utterance, e.emotion, e.kind)
        for e in events
        if isinstance(e, EmotionalMoment) and (e.utterance is None or e.utterance in said)
    )
    silences = tuple(
        KeptSilence(e.t)
        for e in events
        if isinstance(e, LearnerActs)
        and e.utterance is None
        and any(scored.act == "silence_kept" for scored in e.acts)
    )
    turns: list[Turn] = [*learner, *patient]
    turns.sort(key=lambda turn: turn.t0)
    return Conversation(tuple(turns), openings, silences, seconds)


def _patient_turn(
    said: PatientUtterance, heard: PatientHeard | None, log_ends: float
) -> PatientTurn | None:
    """The utterance as far as it was heard; None when nothing was.

    A log that breaks off while the patient speaks has no ``heard``: then the words that fit before
    its end were heard.
    """
    if heard is None:
        words = [word.text for word in said.words if said.t + word.end <= log_ends]
        text = " ".join(words)
        complete = bool(said.words) and len(words) == len(said.words)
    else:
        text, complete = heard.text, heard.complete
    if not text.strip():
        return None
    return PatientTurn(
        id=said.id,
        t0=said.t,
        t1=said.t + _heard_seconds(heard.words if heard and heard.words else said.words, text),
        text=text if complete else said.text,
        heard=text,
        complete=complete,
        emotion=said.emotion,
        line=said.line,
        hesitation=said.hesitation,
        prepared=said.prepared,
    )


def _heard_seconds(words: Sequence[SpokenWord], heard: str) -> float:
    count = len(heard.split())
    if words:
        return words[min(count, len(words)) - 1].end
    return count * SECONDS_A_WORD


def joined(texts: Iterable[str]) -> str:
    """Utterances of one stretch as one quotation."""
    return " ".join(text.strip() for text in texts)
