"""What turn taking is told, with its time, and what it asks for. Times in seconds."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Onset:
    """The learner's voice began at ``t``."""

    t: float


@dataclass(frozen=True, slots=True)
class Lull:
    """The learner's voice has just fallen quiet, since ``ended``: a gap, or the end."""

    t: float
    ended: float


@dataclass(frozen=True, slots=True)
class WentOn:
    """It was a gap between words."""

    t: float


@dataclass(frozen=True, slots=True)
class Offset:
    """The learner's voice is noticed at ``t`` to have ended at ``ended``."""

    t: float
    ended: float


@dataclass(frozen=True, slots=True)
class Completeness:
    """A vote on the finished speech: 0, breaks off, to 1, surely finished."""

    t: float
    probability: float


@dataclass(frozen=True, slots=True)
class NothingHeard:
    """What was taken for speech held no words: a cough, a door."""

    t: float


@dataclass(frozen=True, slots=True)
class OverlapWords:
    """What the learner said over the patient: does it bid for the floor?"""

    t: float
    bids: bool


@dataclass(frozen=True, slots=True)
class AnswerStarted:
    """The patient's first sound is on its way."""

    t: float


@dataclass(frozen=True, slots=True)
class AnswerWithheld:
    """The patient has nothing to say now, and stays silent."""

    t: float


@dataclass(frozen=True, slots=True)
class PatientDone:
    """The patient's last sound has been heard."""

    t: float


@dataclass(frozen=True, slots=True)
class Typed:
    """The learner has sent a line by keyboard."""

    t: float


@dataclass(frozen=True, slots=True)
class Typing:
    """The learner is at the keyboard: it is their turn, and no silence."""

    t: float


@dataclass(frozen=True, slots=True)
class SilenceDue:
    """The patient would react to silence at ``at``, or never."""

    t: float
    at: float | None


@dataclass(frozen=True, slots=True)
class Tick:
    """Time passes."""

    t: float


TurnEvent = (
    Onset
    | Lull
    | WentOn
    | Offset
    | Completeness
    | NothingHeard
    | OverlapWords
    | AnswerStarted
    | AnswerWithheld
    | PatientDone
    | Typed
    | Typing
    | SilenceDue
    | Tick
)


class Action(StrEnum):
    """What the rest of the call has to do now."""

    SPECULATE = "speculate"
    """Transcribe what was said and begin to think of an answer; the turn may yet go on."""
    DISCARD = "discard"
    """The learner goes on: throw the begun answer away, keep the words."""
    TAKE_TURN = "take_turn"
    """The turn is over: speak the answer as soon as it is there."""
    FORGET = "forget"
    """That was no speech: drop the sound."""
    DROP_SOUND = "drop_sound"
    """A sound beside the turns is over: keep nothing of it."""
    DUCK = "duck"
    """Lower the patient's voice: somebody speaks over it."""
    CHECK_OVERLAP = "check_overlap"
    """Find out what is said over the patient."""
    RESTORE = "restore"
    """It was a backchannel or a cough: go on at full voice."""
    STOP = "stop"
    """The learner has the floor: fall silent, mouth and all."""
    NOTICE_SILENCE = "notice_silence"
    """Nobody speaks, and the patient feels it."""
    RECOVER = "recover"
    """No answer came: say so as a person would."""
