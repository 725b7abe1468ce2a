"""All that a talk has come to, at one moment. Frozen: every step makes another one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.patient.values import Values
from app.scenario.vocabulary import Known


@dataclass(frozen=True, slots=True)
class Question:
    """Something that the patient asked."""

    topic: str
    turn: int
    """The learner's turn after which it was asked."""
    returned: bool = False
    """It has been asked a second time: there is no third."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """An utterance of the patient's, from when it is meant until it has been heard."""

    id: str
    line: str | None
    text: str
    emotion: str
    intensity: float
    hesitation: bool = False


@dataclass(frozen=True, slots=True)
class Pending:
    """The patient will go on with ``line`` at ``t``, if nobody speaks before."""

    line: str
    t: float


@dataclass(frozen=True, slots=True)
class Gap:
    """The quiet since somebody last spoke."""

    since: float = 0.0
    noticed: float = 0.0
    """Seconds of it that have been reacted to."""
    counted: bool = False
    """It has counted as something that the learner did."""
    taken: int = 0
    """How often the patient has spoken into it."""


@dataclass(frozen=True, slots=True)
class TalkState:
    """``values`` are exact; ``steady`` follow them with some play, and open most gates."""

    t: float
    variant: str
    values: Values
    steady: Values
    phase: str
    knows: Mapping[str, Known]
    turns: int = 0
    """Turns of the learner since the phase began; the one that began it is not counted."""
    turn: int = 0
    """Turns of the learner so far, kept silences among them."""
    heard: tuple[str, str, float] | None = None
    """Id, words and start of the learner's utterance that is being taken in."""
    acts: tuple[frozenset[str], ...] = ()
    """What the learner did in the last four turns, oldest first."""
    topics: tuple[str, ...] = ()
    """What the learner touched last."""
    struck: tuple[frozenset[str], ...] = ()
    """The sensitivities that the last four utterances struck, oldest first."""
    phrases: frozenset[str] = frozenset()
    """Every sentence that the learner has said, words only."""
    slots: Mapping[str, str] = field(default_factory=dict)
    said: tuple[str, ...] = ()
    """Lines that were heard, in order, hesitations not among them."""
    hesitated: tuple[str, ...] = ()
    told: frozenset[str] = frozenset()
    hints: int = 0
    questions: tuple[Question, ...] = ()
    thread: str | None = None
    thread_turn: int = -99
    called_back: int = -99
    """Turn of the last line that used the learner's own words."""
    utterances: tuple[Spoken, ...] = ()
    """The patient's last utterances that were meant or spoken."""
    count: int = 0
    """The number of the last utterance that was heard."""
    pending: Pending | None = None
    gap: Gap = field(default_factory=Gap)
    felt: bool = False
    """The patient has shown feeling, or heard news, since the learner last answered."""
    cut: bool = False
    """The learner has just cut in, and that has had its effect."""
    why: tuple[str, ...] = ()
    """The acts that last moved the mind, and the phase that they began."""
    clock: bool = False
    """The time meant for the talk is used up, and the patient has taken note."""
    ended: str | None = None
