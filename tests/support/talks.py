"""A stage for tests: hears, speaks and logs as a call does, one method a step."""

from __future__ import annotations

from app.events import AnyEvent, LearnerUtterance, PatientHeard, Silence
from app.patient import Heard, Intent, Step, Talk, TalkState


class Stage:
    """Plays a talk on a clock that the test moves, and keeps its log."""

    def __init__(self, talk: Talk) -> None:
        self.talk = talk
        self.state: TalkState = talk.begin()
        self.t = 0.0
        self.log: list[AnyEvent] = []
        self.spoken: list[Intent] = []
        self.ending: str | None = None
        self._count = 0

    def open(self) -> list[str]:
        return self.take(self.talk.hear(self.state, Heard(kind="call_start", t=self.t)))

    def say(self, text: str, after: float = 1.0, cut_off: str | None = None) -> list[str]:
        """The learner says ``text`` after so many seconds; what the patient answers."""
        start = self.t + after
        self.t = start + 2.0
        self._count += 1
        name = f"l{self._count}"
        self.log.append(LearnerUtterance(t=self.t, id=name, text=text, t_start=start))
        heard = Heard(
            kind="utterance", t=self.t, t_start=start, text=text, id=name, cut_off=cut_off
        )
        return self.take(self.talk.hear(self.state, heard))

    def quiet(self, seconds: float) -> list[str]:
        """Nobody has spoken for so long."""
        self.t += seconds
        self.log.append(Silence(t=self.t, seconds=seconds))
        heard = Heard(kind="silence", t=self.t, seconds=seconds)
        return self.take(self.talk.hear(self.state, heard))

    def go_on(self, after: float) -> list[str]:
        self.t += after
        return self.take(self.talk.go_on(self.state, self.t))

    def take(self, step: Step, heard: str | None = None) -> list[str]:
        """Let a step become true and speak it; ``heard``: all that was heard of it."""
        self.state = step.state
        self.log += step.events
        self.ending = step.ending or self.ending
        for intent in step.intents:
            self.speak(intent, intent.text if heard is None else heard)
        return [intent.text for intent in step.intents]

    def speak(self, intent: Intent, heard: str) -> None:
        self.t += 0.5
        line = intent.line.id if intent.line else None
        self.log.append(intent.utterance(self.t, "test"))
        self.t += 1.0
        complete = heard == intent.text
        self.log.append(PatientHeard(t=self.t, utterance=intent.id, text=heard, complete=complete))
        step = self.talk.heard_until(self.state, intent.id, line, heard, complete, self.t)
        self.state = step.state
        self.log += step.events
        self.spoken.append(intent)
