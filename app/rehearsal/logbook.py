"""The log of a rehearsal, and its clock: what was said, and how long it would have taken."""

from __future__ import annotations

from app.events import (
    AnyEvent,
    CallEnded,
    CallStarted,
    EndReason,
    LearnerSpeechEnded,
    LearnerSpeechStarted,
    LearnerUtterance,
    PatientHeard,
    Silence,
)
from app.patient.turn import Heard, Intent
from app.rehearsal.learner import Seen
from app.rehearsal.pace import REPLY_AFTER, learner_seconds, patient_seconds
from app.scenario.library import Entry


class Logbook:
    """Written by whoever plays both sides. ``now`` is in seconds of the talk's clock."""

    def __init__(self, entry: Entry, variant: str, seed: int) -> None:
        self._endings = entry.scenario.endings
        self._utterances = 0
        self._seen: list[Seen] = []
        self.now = 0.0
        self.quiet_since = 0.0
        self.events: list[AnyEvent] = [
            CallStarted(
                t=0.0,
                scenario=entry.scenario.id,
                scenario_hash=entry.hash,
                variant=variant,
                ease=entry.ease,
                seed=seed,
                engines={"words": "scripted", "acts": "embedded"},
            )
        ]

    def seen(self) -> tuple[Seen, ...]:
        """What was uttered to the learner since this was last asked."""
        seen, self._seen = tuple(self._seen), []
        return seen

    def learner_says(self, text: str) -> Heard:
        """Write down the learner's words; what the patient is to hear of them."""
        start = self.now + REPLY_AFTER
        self.now = self.quiet_since = start + learner_seconds(text)
        self._utterances += 1
        name = f"l{self._utterances}"
        self.events += [
            LearnerSpeechStarted(t=start),
            LearnerSpeechEnded(t=self.now),
            LearnerUtterance(
                t=self.now, id=name, text=text, t_start=start, typed=True, engine="text"
            ),
        ]
        return Heard("utterance", self.now, t_start=start, text=text, typed=True, id=name)

    def silence(self) -> Heard:
        """Write down that nobody has spoken till now; what the patient is to hear of it."""
        lasted = self.now - self.quiet_since
        self.events.append(Silence(t=self.now, seconds=lasted))
        return Heard("silence", self.now, t_start=self.quiet_since, seconds=lasted)

    def patient_says(
        self, intent: Intent, after: float, answers: str | None, person: str | None = None
    ) -> None:
        """Write down that an intent is said and heard to its end, ``after`` seconds from now."""
        directive = intent.directive
        start = self.now + after + directive.pause
        self.now = self.quiet_since = start + patient_seconds(intent.text, directive.pace)
        said = intent.utterance(start, "scripted", answers)
        self.events += [
            said.model_copy(update={"person": person}),
            PatientHeard(
                t=self.now, utterance=intent.id, text=intent.text, complete=True, person=person
            ),
        ]
        if not intent.hesitation:
            self._seen.append(Seen(said.text, said.emotion, said.intensity, said.asks, said.line))

    def close(self, ending: str | None) -> tuple[AnyEvent, ...]:
        """The whole log of a talk that ended so."""
        reason: EndReason = "learner_hung_up"
        if ending is not None and self._endings[ending].begun_by == "patient":
            reason = "patient_left"
        self.events.append(CallEnded(t=self.now, reason=reason, ending=ending))
        return tuple(self.events)
