"""The call's event log: every type of event, and its one JSON form.

A log is a sequence of events in the order in which they happened; it is the only input of
evaluation, replay and "try again from here". This package imports nothing of ours.
"""

from __future__ import annotations

from app.events.base import Event
from app.events.call import (
    CallEnded,
    CallPaused,
    CallResumed,
    CallStarted,
    EndReason,
    EngineDegraded,
    ForkPoint,
    LearnerDisconnected,
    LearnerReconnected,
    Stage,
)
from app.events.codec import AnyEvent, EventError, dump_line, parse, read_jsonl
from app.events.learner import (
    BargeIn,
    LearnerActs,
    LearnerPartial,
    LearnerSpeechEnded,
    LearnerSpeechStarted,
    LearnerUtterance,
    NonverbalCue,
    ScoredAct,
    Silence,
)
from app.events.patient import (
    EmotionalMoment,
    GuardTripped,
    Overheard,
    PatientHeard,
    PatientState,
    PatientUtterance,
    SpokenWord,
    TurnTimings,
)

__all__ = [
    "AnyEvent",
    "BargeIn",
    "CallEnded",
    "CallPaused",
    "CallResumed",
    "CallStarted",
    "EmotionalMoment",
    "EndReason",
    "EngineDegraded",
    "Event",
    "EventError",
    "ForkPoint",
    "GuardTripped",
    "LearnerActs",
    "LearnerDisconnected",
    "LearnerPartial",
    "LearnerReconnected",
    "LearnerSpeechEnded",
    "LearnerSpeechStarted",
    "LearnerUtterance",
    "NonverbalCue",
    "Overheard",
    "PatientHeard",
    "PatientState",
    "PatientUtterance",
    "ScoredAct",
    "Silence",
    "SpokenWord",
    "Stage",
    "TurnTimings",
    "dump_line",
    "parse",
    "read_jsonl",
]
