"""The call itself: how it began, stood still, broke, and ended."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from app.events.base import Event

Stage = Literal[
    "voice_activity", "hearing", "acts", "words", "voice", "face", "media", "recording", "store"
]
EndReason = Literal[
    "learner_hung_up", "patient_left", "learner_lost", "server_stopped", "cut_off", "failed"
]


class ForkPoint(BaseModel):
    """The moment of an earlier call that this one goes on from."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    call: str
    t: float = Field(ge=0)


class CallStarted(Event):
    """Always the first event: all that a replay needs to begin from the same state."""

    type: Literal["call_started"] = "call_started"
    scenario: str
    scenario_hash: str = Field(description="SHA-256 of the scenario file, hexadecimal")
    variant: str
    seed: int
    engines: dict[str, str] = Field(description="Which engine serves each stage")
    recorded: bool = False
    ease: Literal["easier", "usual", "harder"] = Field(
        "usual", description="How easily the patient was to be reached"
    )
    parent: ForkPoint | None = None


class CallPaused(Event):
    """The learner took a time-out; the media clock stands still until ``resumed``."""

    type: Literal["call_paused"] = "call_paused"


class CallResumed(Event):
    type: Literal["call_resumed"] = "call_resumed"
    paused_seconds: float = Field(ge=0, description="Wall time that the clock stood still")


class LearnerDisconnected(Event):
    type: Literal["learner_disconnected"] = "learner_disconnected"


class LearnerReconnected(Event):
    type: Literal["learner_reconnected"] = "learner_reconnected"
    away_seconds: float = Field(ge=0)


class EngineDegraded(Event):
    """A stage could not do its best; the call goes on with less, and says so."""

    type: Literal["engine_degraded"] = "engine_degraded"
    stage: Stage
    engine: str
    reason: str
    instead: str = Field(description="What serves now, in words a learner can read")


class CallEnded(Event):
    type: Literal["call_ended"] = "call_ended"
    reason: EndReason
    ending: str | None = Field(
        default=None, description="The scenario's ending, if one was reached"
    )
