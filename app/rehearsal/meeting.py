"""A family meeting in text only: two people, one learner, one log."""

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
    PatientUtterance,
    Silence,
)
from app.patient.meeting import Meeting, MeetingState, Turn
from app.patient.turn import Heard, Intent
from app.rehearsal.learner import Learner, Seen
from app.rehearsal.pace import REPLY_AFTER, learner_seconds, patient_seconds
from app.rehearsal.script import Quiet
from app.scenario.library import Entry

NOTICED_FROM = 3.0
"""Seconds of quiet that two people in one room notice."""


def rehearse_meeting(
    meeting: Meeting, entry: Entry, learner: Learner, seed: int
) -> tuple[AnyEvent, ...]:
    """The log of the meeting that a learner has. Ends where the first person's endings end it."""
    stage = _Stage(meeting, entry, seed)
    stage.take(meeting.hear(stage.state, Heard(kind="call_start", t=0.0)))
    while stage.ending is None and (turn := learner.turn(stage.seen())) is not None:
        if isinstance(turn, Quiet):
            stage.quiet(turn.seconds)
        else:
            stage.say(turn)
    stage.close()
    return tuple(stage.log)


class _Stage:
    def __init__(self, meeting: Meeting, entry: Entry, seed: int) -> None:
        self._meeting = meeting
        self.state: MeetingState = meeting.begin()
        self.now = self.quiet_since = 0.0
        self.ending: str | None = None
        self._utterances = 0
        self._seen: list[Seen] = []
        self.log: list[AnyEvent] = [
            CallStarted(
                t=0.0,
                scenario=entry.scenario.id,
                scenario_hash=entry.hash,
                variant=self.state.minds[0].variant,
                seed=seed,
                engines={"words": "scripted", "acts": "embedded"},
            )
        ]

    def seen(self) -> tuple[Seen, ...]:
        seen, self._seen = tuple(self._seen), []
        return seen

    def say(self, text: str) -> None:
        start = self.now + REPLY_AFTER
        self.now = start + learner_seconds(text)
        self._utterances += 1
        name = f"l{self._utterances}"
        self.log += [
            LearnerSpeechStarted(t=start),
            LearnerSpeechEnded(t=self.now),
            LearnerUtterance(
                t=self.now, id=name, text=text, t_start=start, typed=True, engine="text"
            ),
        ]
        heard = Heard("utterance", self.now, t_start=start, text=text, typed=True, id=name)
        self.take(self._meeting.hear(self.state, heard), answers=name)

    def quiet(self, seconds: float) -> None:
        self.now += seconds
        if seconds < NOTICED_FROM:
            return
        lasted = self.now - self.quiet_since
        self.log.append(Silence(t=self.now, seconds=lasted))
        heard = Heard("silence", self.now, t_start=self.quiet_since, seconds=lasted)
        self.take(self._meeting.hear(self.state, heard))

    def close(self) -> None:
        reason: EndReason = "learner_hung_up"
        endings = self._meeting.talks[0].scenario.endings
        if self.ending is not None and endings[self.ending].begun_by == "patient":
            reason = "patient_left"
        self.log.append(CallEnded(t=self.now, reason=reason, ending=self.ending))

    def take(self, turn: Turn, answers: str | None = None) -> None:
        self.state = turn.state
        self.log += turn.events
        for intent in turn.intents:
            self._speak(turn.who, intent, answers)
        self.ending = turn.ending if turn.who == 0 or turn.ending is None else None
        if self.ending is None and turn.intents:
            said = turn.intents[-1]
            reply = self._meeting.chime_in(self.state, turn.who, said, self.now)
            self.state = reply.state
            self.log += reply.events
            for intent in reply.intents:
                self._speak(reply.who, intent, None)

    def _speak(self, who: int, intent: Intent, answers: str | None) -> None:
        directive = intent.directive
        start = self.now + (REPLY_AFTER if answers else 0.3) + directive.pause
        self.now = self.quiet_since = start + patient_seconds(intent.text, directive.pace)
        person = self._meeting.names[who]
        line = intent.line.id if intent.line else None
        self.log += [
            PatientUtterance(
                t=start,
                id=intent.id,
                text=intent.text,
                line=line,
                discloses=intent.discloses,
                hint=intent.hint,
                asks=intent.asks,
                emotion=directive.emotion,
                intensity=directive.intensity,
                pause=directive.pause,
                hesitation=intent.hesitation,
                answers=answers,
                engine="scripted",
                person=person,
            ),
            PatientHeard(
                t=self.now, utterance=intent.id, text=intent.text, complete=True, person=person
            ),
        ]
        if not intent.hesitation:
            shown = Seen(intent.text, directive.emotion, directive.intensity, intent.asks, line)
            self._seen.append(shown)
        heard = self._meeting.heard_until(self.state, who, intent, intent.text, True, self.now)
        self.state = heard.state
        self.log += heard.events
