"""What a report is made of, as it is sent. Times are seconds on the call's media clock."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

Who = Literal["learner", "patient"]
Use = Literal["score", "show"]


class Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Evidence(Part):
    """Where in the talk a figure comes from, in the speaker's own words."""

    t: float
    t_end: float | None = None
    quote: str
    who: Who


class Measure(Part):
    """One figure about a talk, with what it was counted from.

    ``use``: "score" may be followed over talks as progress; "show" is a mirror and never a mark.
    ``value`` is None exactly when ``not_assessable_reason`` is given.
    """

    id: str
    title: str
    value: float | None
    unit: str
    numerator: float | None = None
    denominator: float | None = None
    sentence: str
    evidence: tuple[Evidence, ...] = ()
    use: Use
    source: str
    not_assessable_reason: str | None = None
    parts: dict[str, float] = Field(default_factory=dict)


class TranscriptLine(Part):
    """One turn. Of the patient's words only those that reached the learner, in ``text`` and in
    ``heard``; ``complete`` is false when there would have been more."""

    id: str
    who: Who
    t: float
    t_end: float
    text: str
    heard: str | None = None
    complete: bool | None = None
    emotion: str | None = None
    line: str | None = None
    hesitation: bool | None = None
    acts: tuple[str, ...] = ()
    note: str | None = None


class CurvePoint(Part):
    t: float
    trust: float
    arousal: float
    hope: float
    control: float
    shame: float
    emotion: str
    phase: str


class Answer(Part):
    t: float
    quote: str


class Moment(Part):
    """An opening for empathy, and the learner's answer to it if there was one."""

    t: float
    kind: str
    emotion: str
    quote: str
    answered: bool
    answer: Answer | None = None


class SpeechSpan(Part):
    who: Who
    t0: float
    t1: float


class CallFacts(Part):
    """What the store knows of a call, and its log does not say."""

    id: str
    scenario: str
    title: str
    name: str
    started_at: str = Field(description="ISO 8601 with time zone")
    status: str
    reason: str | None
    recorded: bool
    portrait: str | None


class ReportCall(CallFacts):
    seconds: float = Field(description="Length on the call's own clock: time-outs are not in it")


class Report(Part):
    call: ReportCall
    transcript: tuple[TranscriptLine, ...]
    curve: tuple[CurvePoint, ...]
    moments: tuple[Moment, ...]
    measures: dict[str, Measure]
    timings: dict[str, Any]
    degraded: tuple[dict[str, Any], ...]
    speech: tuple[SpeechSpan, ...]
    audio: dict[str, str]
