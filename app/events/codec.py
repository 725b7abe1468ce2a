"""Events to JSON and back. One object a line; ``type`` says which event it is."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Annotated, Any

from pydantic import Field, TypeAdapter, ValidationError

from app.events.call import (
    CallEnded,
    CallPaused,
    CallResumed,
    CallStarted,
    EngineDegraded,
    LearnerDisconnected,
    LearnerReconnected,
)
from app.events.learner import (
    BargeIn,
    LearnerActs,
    LearnerPartial,
    LearnerSpeechEnded,
    LearnerSpeechStarted,
    LearnerUtterance,
    NonverbalCue,
    Silence,
)
from app.events.patient import (
    EmotionalMoment,
    GuardTripped,
    Overheard,
    PatientHeard,
    PatientState,
    PatientUtterance,
    TurnTimings,
)

AnyEvent = Annotated[
    CallStarted
    | CallPaused
    | CallResumed
    | LearnerDisconnected
    | LearnerReconnected
    | EngineDegraded
    | CallEnded
    | LearnerSpeechStarted
    | LearnerSpeechEnded
    | LearnerPartial
    | LearnerUtterance
    | LearnerActs
    | Silence
    | BargeIn
    | NonverbalCue
    | PatientState
    | EmotionalMoment
    | PatientUtterance
    | PatientHeard
    | GuardTripped
    | Overheard
    | TurnTimings,
    Field(discriminator="type"),
]

_ADAPTER: TypeAdapter[AnyEvent] = TypeAdapter(AnyEvent)


class EventError(ValueError):
    """A line of a log that is no event. The message names the line and the field."""


def parse(data: Any) -> AnyEvent:
    """The event in ``data`` (a decoded JSON object). Raises EventError."""
    try:
        return _ADAPTER.validate_python(data)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"]) or "type"
        raise EventError(f"{field}: {first['msg']}") from error


def dump_line(event: AnyEvent) -> str:
    """One line of JSON, without the newline. Fields that are None are left out."""
    return event.model_dump_json(exclude_none=True)


def read_jsonl(lines: Iterable[str]) -> Iterator[AnyEvent]:
    """The events of a log, one JSON object a line; empty lines are passed over.

    Raises EventError naming the line.
    """
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            data = json.loads(line)
        except json.JSONDecodeError as error:
            raise EventError(f"line {number}: not JSON ({error.msg})") from error
        try:
            yield parse(data)
        except EventError as error:
            raise EventError(f"line {number}: {error}") from error
