"""A talk in text only, at full speed, with the same log as a call."""

from __future__ import annotations

from app.events import AnyEvent
from app.patient.state import TalkState
from app.patient.talk import Talk
from app.patient.turn import Heard, Intent, Step
from app.rehearsal.learner import Learner
from app.rehearsal.logbook import Logbook
from app.rehearsal.pace import REPLY_AFTER
from app.rehearsal.script import Quiet
from app.scenario.library import Entry


def rehearse_talk(talk: Talk, entry: Entry, learner: Learner, seed: int) -> tuple[AnyEvent, ...]:
    """The log of the talk that a learner has. Ends where either of them ends it."""
    stage = _Stage(talk, entry, seed)
    while stage.ending is None and (turn := learner.turn(stage.book.seen())) is not None:
        if isinstance(turn, Quiet):
            stage.quiet(turn.seconds)
        else:
            stage.say(turn)
    return stage.book.close(stage.ending or talk.hung_up(stage.state))


class _Stage:
    """Plays both sides against one clock that nobody waits for."""

    def __init__(self, talk: Talk, entry: Entry, seed: int) -> None:
        self._talk = talk
        self.state: TalkState = talk.begin()
        self.book = Logbook(entry, self.state.variant, seed)
        self.ending: str | None = None
        self._take(talk.hear(self.state, Heard(kind="call_start", t=0.0)))

    def say(self, text: str) -> None:
        heard = self.book.learner_says(text)
        self._take(self._talk.hear(self.state, heard), answers=heard.id)

    def quiet(self, seconds: float) -> None:
        """Nobody speaks for ``seconds``, but for what the patient then says alone."""
        book, left = self.book, seconds
        while left > 0 and self.ending is None:
            pending = self.state.pending
            due = self._talk.next_silence(self.state, book.quiet_since)
            moments = [t for t in (pending.t if pending else None, due) if t is not None]
            at = max(book.now, min(moments)) if moments else None
            if at is None or at - book.now > left:
                book.now += left
                return
            left -= at - book.now
            book.now = at
            if pending is not None and at >= pending.t:
                self._take(self._talk.go_on(self.state, at))
            else:
                self._take(self._talk.hear(self.state, book.silence()))

    def _take(self, step: Step, answers: str | None = None) -> None:
        self.state = step.state
        self.book.events += step.events
        for intent in step.intents:
            self._speak(intent, answers)
        self.ending = step.ending

    def _speak(self, intent: Intent, answers: str | None) -> None:
        self.book.patient_says(intent, REPLY_AFTER if answers else 0.0, answers)
        line = intent.line.id if intent.line else None
        step = self._talk.heard_until(self.state, intent.id, line, intent.text, True, self.book.now)
        self.state = step.state
        self.book.events += step.events
