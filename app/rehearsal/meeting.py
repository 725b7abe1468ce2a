"""A family meeting in text only: two people, one learner, one log."""

from __future__ import annotations

from app.events import AnyEvent
from app.patient.meeting import Meeting, MeetingState, Turn
from app.patient.turn import Heard, Intent
from app.rehearsal.learner import Learner
from app.rehearsal.logbook import Logbook
from app.rehearsal.pace import REPLY_AFTER
from app.rehearsal.script import Quiet
from app.scenario.library import Entry

NOTICED_FROM = 3.0
"""Seconds of quiet that two people in one room notice."""
CHIMES_IN_AFTER = 0.3
"""Seconds between the words of one and those of the other."""


def rehearse_meeting(
    meeting: Meeting, entry: Entry, learner: Learner, seed: int
) -> tuple[AnyEvent, ...]:
    """The log of the meeting that a learner has. Ends where the first person's endings end it."""
    stage = _Stage(meeting, entry, seed)
    while stage.ending is None and (turn := learner.turn(stage.book.seen())) is not None:
        if isinstance(turn, Quiet):
            stage.quiet(turn.seconds)
        else:
            stage.say(turn)
    own, first = meeting.talks[0], stage.state.minds[0]
    return stage.book.close(stage.ending or own.hung_up(first))


class _Stage:
    """Plays all sides against one clock that nobody waits for."""

    def __init__(self, meeting: Meeting, entry: Entry, seed: int) -> None:
        self._meeting = meeting
        self.state: MeetingState = meeting.begin()
        self.book = Logbook(entry, self.state.minds[0].variant, seed)
        self.ending: str | None = None
        self._take(meeting.hear(self.state, Heard(kind="call_start", t=0.0)))

    def say(self, text: str) -> None:
        heard = self.book.learner_says(text)
        self._take(self._meeting.hear(self.state, heard), answers=heard.id)

    def quiet(self, seconds: float) -> None:
        self.book.now += seconds
        if seconds >= NOTICED_FROM:
            self._take(self._meeting.hear(self.state, self.book.silence()))

    def _take(self, turn: Turn, answers: str | None = None) -> None:
        self._speak(turn, answers)
        self.ending = turn.ending if turn.who == 0 else None
        if self.ending is None and turn.intents:
            said = turn.intents[-1]
            chimed = self._meeting.chime_in(self.state, turn.who, said, self.book.now)
            self._speak(chimed, None)
            for words in chimed.intents:
                taken = self._meeting.take_in(self.state, chimed.who, words, self.book.now)
                self._speak(taken, None)

    def _speak(self, turn: Turn, answers: str | None) -> None:
        self.state = turn.state
        self.book.events += turn.events
        for intent in turn.intents:
            self._say(turn.who, intent, answers)

    def _say(self, who: int, intent: Intent, answers: str | None) -> None:
        after = REPLY_AFTER if answers else CHIMES_IN_AFTER
        self.book.patient_says(intent, after, answers, self._meeting.names[who])
        heard = self._meeting.heard_until(self.state, who, intent, intent.text, True, self.book.now)
        self.state = heard.state
        self.book.events += heard.events
