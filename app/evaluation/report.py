"""The report of a call: a pure fold of its log."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from app.evaluation.conversation import Conversation, LearnerTurn, PatientTurn, Turn, conversation
from app.evaluation.measures import MEASURES
from app.evaluation.measures.emotional_moments import moments
from app.evaluation.schema import (
    CallFacts,
    CurvePoint,
    Report,
    ReportCall,
    SpeechSpan,
    TranscriptLine,
    Who,
)
from app.evaluation.timings import timings
from app.events import AnyEvent, BargeIn, EngineDegraded, PatientState


def report(
    events: Sequence[AnyEvent], facts: CallFacts, audio: Mapping[str, str] | None = None
) -> Report:
    """Everything that the learner is shown after the call.

    ``audio``: where each recorded track can be had. Works for a log that was cut off, and for an
    empty one.
    """
    talk = conversation(events)
    measured = [measure(talk) for measure in MEASURES]
    return Report(
        call=ReportCall(**facts.model_dump(), seconds=round(talk.seconds, 2)),
        transcript=_transcript(talk, events),
        curve=tuple(_point(event) for event in events if isinstance(event, PatientState)),
        moments=moments(talk),
        measures={measure.id: measure for measure in measured},
        timings=timings(events),
        degraded=tuple(_degraded(event) for event in events if isinstance(event, EngineDegraded)),
        speech=tuple(_span(turn) for turn in talk.turns),
        audio=dict(audio or {}),
    )


def _transcript(talk: Conversation, events: Sequence[AnyEvent]) -> tuple[TranscriptLine, ...]:
    stopped = {e.utterance for e in events if isinstance(e, BargeIn) and e.outcome == "stopped"}
    return tuple(
        _learner_line(turn) if isinstance(turn, LearnerTurn) else _patient_line(turn, stopped)
        for turn in talk.turns
    )


def _learner_line(turn: LearnerTurn) -> TranscriptLine:
    return TranscriptLine(
        id=turn.id,
        who="learner",
        t=round(turn.t0, 2),
        t_end=round(turn.t1, 2),
        text=turn.text,
        acts=turn.acts,
        note="typed" if turn.typed else None,
    )


def _patient_line(turn: PatientTurn, stopped: set[str]) -> TranscriptLine:
    return TranscriptLine(
        id=turn.id,
        who="patient",
        t=round(turn.t0, 2),
        t_end=round(turn.t1, 2),
        # The rest of the line was never said, and may hold what the patient still hides.
        text=turn.heard,
        heard=turn.heard,
        complete=turn.complete,
        emotion=turn.emotion,
        line=turn.line,
        hesitation=turn.hesitation,
        note="stopped when you spoke" if turn.id in stopped else None,
    )


def _point(event: PatientState) -> CurvePoint:
    state = event.state
    return CurvePoint(
        t=round(event.t, 2),
        trust=state.get("trust", 0.0),
        arousal=state.get("arousal", 0.0),
        hope=state.get("hope", 0.0),
        control=state.get("control", 0.0),
        shame=state.get("shame", 0.0),
        emotion=event.emotion,
        phase=event.phase,
    )


def _degraded(event: EngineDegraded) -> dict[str, Any]:
    return {
        "t": round(event.t, 2),
        "stage": event.stage,
        "engine": event.engine,
        "reason": event.reason,
        "instead": event.instead,
    }


def _span(turn: Turn) -> SpeechSpan:
    who: Who = "learner" if isinstance(turn, LearnerTurn) else "patient"
    return SpeechSpan(who=who, t0=round(turn.t0, 2), t1=round(turn.t1, 2))
