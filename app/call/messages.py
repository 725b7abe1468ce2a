"""What a learner's browser is told during a call: captions, turn state, trouble, timings.

This is the allow-list. State of mind, acts, facts, emotions and line ids come with the report,
after the call; nothing of them is ever put into one of these messages.
"""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

PatientSign = Literal["connecting", "listening", "thinking", "speaking"]


class Message(BaseModel):
    """One message to the browser. ``seq`` counts up in a call; a repeated one is ignored."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    seq: int = 0


class StateMessage(Message):
    type: Literal["state"] = "state"
    patient: PatientSign
    clock: float = Field(description="Seconds on the media clock")
    paused: bool = False
    care: bool = Field(
        False, description="Paused because the learner spoke of harming themselves: show who helps"
    )
    waits: float | None = Field(
        None, description="Seconds that a lost learner's place is still kept; None: nobody is lost"
    )
    typed_only: bool = False


class CaptionMessage(Message):
    """All that was said of one utterance so far."""

    type: Literal["caption"] = "caption"
    who: Literal["you", "them"]
    id: str
    text: str
    final: bool
    t: float


class DegradedMessage(Message):
    type: Literal["degraded"] = "degraded"
    stage: str
    message: str


class TimingsMessage(Message):
    """Where the time of one answer went, in seconds from the end of the learner's speech."""

    type: Literal["timings"] = "timings"
    endpoint: float
    transcript: float
    words: float
    first_audio: float
    directed_pause: float
    prepared: bool


class MediaMessage(Message):
    type: Literal["media"] = "media"
    ok: bool
    message: str


class PatientLeftMessage(Message):
    type: Literal["patient_left"] = "patient_left"
    message: str


class EndedMessage(Message):
    type: Literal["ended"] = "ended"
    reason: str
    report: str = Field(description="Path of the report's page")


BrowserMessage = (
    StateMessage
    | CaptionMessage
    | DegradedMessage
    | TimingsMessage
    | MediaMessage
    | PatientLeftMessage
    | EndedMessage
)
