"""What a talk takes in, and what it gives back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from app.events import AnyEvent, PatientUtterance
from app.patient.directive import Directive
from app.patient.state import TalkState
from app.scenario.lines import Line


@dataclass(frozen=True, slots=True)
class Heard:
    """What the patient takes in: the call begins, the learner speaks, or is quiet.

    ``t`` is when it was over, ``t_start`` when an utterance began, both on the media clock.
    """

    kind: Literal["call_start", "utterance", "silence"]
    t: float
    t_start: float = 0.0
    text: str = ""
    seconds: float = 0.0
    """How long the silence has lasted."""
    typed: bool = False
    id: str | None = None
    """The learner's utterance, as it stands in the log."""
    cut_off: str | None = None
    """The patient's utterance that this interrupted."""


@dataclass(frozen=True, slots=True)
class Intent:
    """One thing that the patient means to say now."""

    id: str
    """The utterance's id, if it comes to be spoken."""
    line: Line | None
    text: str
    directive: Directive
    discloses: tuple[str, ...] = ()
    hint: str | None = None
    asks: str | None = None
    hesitation: bool = False
    then_wait_s: float | None = None
    """So long after it has been heard, the patient goes on alone, if nobody speaks."""

    def utterance(self, t: float, engine: str, answers: str | None = None) -> PatientUtterance:
        """It as it stands in the log, once it is spoken from ``t`` on in its own words."""
        return PatientUtterance(
            t=t,
            id=self.id,
            text=self.text,
            line=self.line.id if self.line else None,
            discloses=self.discloses,
            hint=self.hint,
            asks=self.asks,
            emotion=self.directive.emotion,
            intensity=self.directive.intensity,
            pause=self.directive.pause,
            hesitation=self.hesitation,
            answers=answers,
            engine=engine,
        )


@dataclass(frozen=True, slots=True)
class Step:
    """The talk one step on. Throwing a Step away leaves no trace of it.

    ``events`` are for the log, in order. The caller logs what was heard before (the learner's
    utterance, the barge-in) and what is spoken after (patient_utterance, patient_heard).
    """

    state: TalkState
    events: tuple[AnyEvent, ...] = ()
    intents: tuple[Intent, ...] = ()
    """Nothing: the patient stays silent."""
    ending: str | None = None
    """The talk is over once the intents have been spoken."""
    fit: float = 0.0
    """How much the intents answer what was heard: who speaks where two could."""

    def behind(self, intent: Intent) -> Step | None:
        """What is left to say of it once ``intent`` is being said; None if nothing is."""
        if intent not in self.intents:
            return None
        left = self.intents[self.intents.index(intent) + 1 :]
        return replace(self, intents=left) if left else None
