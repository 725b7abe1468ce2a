"""What the learner did: speech as it was heard, what it was taken for, and silence."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from app.events.base import Event, OfPerson


class LearnerSpeechStarted(Event):
    type: Literal["learner_speech_started"] = "learner_speech_started"


class LearnerSpeechEnded(Event):
    type: Literal["learner_speech_ended"] = "learner_speech_ended"


class LearnerPartial(Event):
    """The stable prefix of what is being said, while it is being said."""

    type: Literal["learner_partial"] = "learner_partial"
    text: str


class LearnerUtterance(Event):
    """One finished turn of the learner. ``t`` is its end; ``t_start`` its beginning."""

    type: Literal["learner_utterance"] = "learner_utterance"
    id: str = Field(description="Unique in the call, for example 'l3'")
    text: str
    t_start: float = Field(ge=0)
    typed: bool = False
    engine: str = ""
    confidence: float | None = Field(default=None, ge=0, le=1)


class ScoredAct(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    act: str
    score: float


class LearnerActs(OfPerson):
    """What an utterance, or a silence, was taken for; by each person for themselves."""

    type: Literal["learner_acts"] = "learner_acts"
    utterance: str | None = Field(default=None, description="None where silence was the act")
    acts: tuple[ScoredAct, ...]
    topics: tuple[str, ...] = ()
    slots: dict[str, str] = Field(default_factory=dict, description="Names, promises, plans heard")


class Silence(Event):
    """Nobody has spoken for ``seconds``; ``t`` is when that was noticed."""

    type: Literal["silence"] = "silence"
    seconds: float = Field(gt=0)


class BargeIn(Event):
    """The learner's voice was heard while the patient spoke.

    ``t`` is the onset. ``stopped``: the patient fell silent. ``restored``: it was a backchannel,
    a cough or an echo, and the patient went on.
    """

    type: Literal["barge_in"] = "barge_in"
    utterance: str
    outcome: Literal["stopped", "restored"]
    ducked_after: float = Field(ge=0, description="Seconds from onset to the lowered voice")
    settled_after: float = Field(ge=0, description="Seconds from onset to the outcome")
    text: str = ""


class NonverbalCue(Event):
    type: Literal["nonverbal_cue"] = "nonverbal_cue"
    who: Literal["learner", "patient"]
    cue: str
