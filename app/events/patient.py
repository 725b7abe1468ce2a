"""What the patient felt, said, and got to say."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from app.events.base import Event, OfPerson


class SpokenWord(BaseModel):
    """One word and when it is heard, in seconds from the utterance's first sample."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: str
    start: float = Field(ge=0)
    end: float = Field(ge=0)


class PatientState(OfPerson):
    """The mind after something moved it: trust, arousal, hope, control, shame, patience, 0 to 1."""

    type: Literal["patient_state"] = "patient_state"
    state: dict[str, float]
    emotion: str
    intensity: float = Field(ge=0, le=1)
    phase: str
    understanding: dict[str, str] = Field(default_factory=dict)
    why: tuple[str, ...] = Field(default=(), description="Acts and rules that moved it")


class EmotionalMoment(OfPerson):
    """An opening for empathy: the denominator of 'emotional moments answered n of m'."""

    type: Literal["emotional_moment"] = "emotional_moment"
    utterance: str | None
    emotion: str
    kind: Literal["feeling", "hint", "news", "disclosure"]


class PatientUtterance(OfPerson):
    """One stretch of the patient's speech. ``t`` is its first sample on the wire.

    What it discloses and how it moves the patient count only as far as it was heard: see
    ``patient_heard``.
    """

    type: Literal["patient_utterance"] = "patient_utterance"
    id: str = Field(description="Unique in the call, for example 'p3'")
    text: str
    line: str | None = Field(default=None, description="The authored line, if it is one")
    discloses: tuple[str, ...] = ()
    hint: str | None = None
    asks: str | None = None
    emotion: str = "neutral"
    intensity: float = Field(default=0.3, ge=0, le=1)
    pause: float = Field(default=0.0, ge=0, description="Silence the directive wanted, seconds")
    hesitation: bool = False
    answers: str | None = Field(default=None, description="The learner's utterance it answers")
    engine: str = ""
    prepared: bool = Field(default=False, description="Voiced ahead of the call")
    words: tuple[SpokenWord, ...] = ()


class PatientHeard(OfPerson):
    """How far an utterance was heard. The rest was never said."""

    type: Literal["patient_heard"] = "patient_heard"
    utterance: str
    text: str
    complete: bool
    words: tuple[SpokenWord, ...] = Field(
        default=(), description="The words that were heard, from the utterance's first sample"
    )


class Overheard(OfPerson):
    """``person`` heard what the other one said."""

    type: Literal["overheard"] = "overheard"
    line: str
    thread: str | None = None


class GuardTripped(Event):
    """A language model's words were not spoken, and why."""

    type: Literal["guard_tripped"] = "guard_tripped"
    rule: str
    engine: str
    instead: Literal["regenerated", "scripted", "cut_short"]


class TurnTimings(Event):
    """Where the time of one answer went, in seconds from the end of the learner's speech."""

    type: Literal["turn_timings"] = "turn_timings"
    learner_utterance: str
    patient_utterance: str
    endpoint: float
    transcript: float
    words: float
    first_audio: float
    first_frame: float | None = None
    directed_pause: float = 0.0
    hesitation: float | None = Field(default=None, description="First hesitation, if one was used")
    prepared: bool = False
