"""A talk in text only, at full speed, with the same log as a call."""

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
from app.patient.state import TalkState
from app.patient.talk import Talk
from app.patient.turn import Heard, Intent, Step
from app.rehearsal.learner import Learner, Seen
from app.rehearsal.pace import REPLY_AFTER, learner_seconds, patient_seconds
from app.rehearsal.script import Quiet
from app.scenario.library import Entry


def rehearse_talk(talk: Talk, entry: Entry, learner: Learner, seed: int) -> tuple[AnyEvent, ...]:
    """The log of the talk that a learner has. Ends where either of them ends it."""
    stage = _Stage(talk, entry, seed)
    stage.open()
    while stage.ending is None and (turn := learner.turn(stage.seen())) is not None:
        if isinstance(turn, Quiet):
            stage.quiet(turn.seconds)
        else:
            stage.say(turn)
    stage.close()
    return tuple(stage.log)


class _Stage:
    """Plays both sides against one clock that nobody waits for."""

    def __init__(self, talk: Talk, entry: Entry, seed: int) -> None:
        self._talk = talk
        self.state: TalkState = talk.begin()
        self.now = 0.0
        self.quiet_since = 0.0
        self.ending: str | None = None
        self._utterances = 0
        self._seen: list[Seen] = []
        self.log: list[AnyEvent] = [
            CallStarted(
                t=0.0,
                scenario=entry.scenario.id,
                scenario_hash=entry.hash,
                variant=self.state.variant,
                seed=seed,
                engines={"words": "scripted", "acts": "embedded"},
            )
        ]

    def open(self) -> None:
        self._take(self._talk.hear(self.state, Heard(kind="call_start", t=self.now)))

    def seen(self) -> tuple[Seen, ...]:
        """What the patient has uttered since this was last asked."""
        seen, self._seen = tuple(self._seen), []
        return seen

    def say(self, text: str) -> None:
        start = self.now + REPLY_AFTER
        end = start + learner_seconds(text)
        self._utterances += 1
        name = f"l{self._utterances}"
        self.log += [
            LearnerSpeechStarted(t=start),
            LearnerSpeechEnded(t=end),
            LearnerUtterance(t=end, id=name, text=text, t_start=start, typed=True, engine="text"),
        ]
        self.now = end
        heard = Heard(kind="utterance", t=end, t_start=start, text=text, typed=True, id=name)
        self._take(self._talk.hear(self.state, heard), answers=name)

    def quiet(self, seconds: float) -> None:
        """Nobody speaks for ``seconds``, but for what the patient then says alone."""
        left = seconds
        while left > 0 and self.ending is None:
            pending = self.state.pending
            due = self._talk.next_silence(self.state, self.quiet_since)
            moments = [t for t in (pending.t if pending else None, due) if t is not None]
            at = max(self.now, min(moments)) if moments else None
            if at is None or at - self.now > left:
                self.now += left
                return
            left -= at - self.now
            self.now = at
            if pending is not None and at >= pending.t:
                self._take(self._talk.go_on(self.state, at))
            else:
                lasted = at - self.quiet_since
                self.log.append(Silence(t=at, seconds=lasted))
                heard = Heard(kind="silence", t=at, t_start=self.quiet_since, seconds=lasted)
                self._take(self._talk.hear(self.state, heard))

    def close(self) -> None:
        reason: EndReason = "learner_hung_up"
        scenario = self._talk.scenario
        if self.ending is not None and scenario.endings[self.ending].begun_by == "patient":
            reason = "patient_left"
        self.log.append(CallEnded(t=self.now, reason=reason, ending=self.ending))

    def _take(self, step: Step, answers: str | None = None) -> None:
        self.state = step.state
        self.log += step.events
        for intent in step.intents:
            self._speak(intent, answers)
        self.ending = step.ending

    def _speak(self, intent: Intent, answers: str | None) -> None:
        directive = intent.directive
        start = self.now + (REPLY_AFTER if answers else 0.0) + directive.pause
        end = start + patient_seconds(intent.text, directive.pace)
        self.log += [
            PatientUtterance(
                t=start,
                id=intent.id,
                text=intent.text,
                line=intent.line.id if intent.line else None,
                discloses=intent.discloses,
                hint=intent.hint,
                asks=intent.asks,
                emotion=directive.emotion,
                intensity=directive.intensity,
                pause=directive.pause,
                hesitation=intent.hesitation,
                answers=answers,
                engine="scripted",
            ),
            PatientHeard(t=end, utterance=intent.id, text=intent.text, complete=True),
        ]
        line = intent.line.id if intent.line else None
        if not intent.hesitation:
            shown = Seen(intent.text, directive.emotion, directive.intensity, intent.asks, line)
            self._seen.append(shown)
        step = self._talk.heard_until(self.state, intent.id, line, intent.text, True, end)
        self.state = step.state
        self.log += step.events
        self.now = self.quiet_since = end
