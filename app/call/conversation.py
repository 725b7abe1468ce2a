"""The talk itself: hearing, thinking and speaking, driven by whose turn it is.

Knows nothing of connections or browsers. All of it runs on the event loop; whatever takes time
runs in threads that the listener, the mind and the voice are given.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.call.backchannels import bids_for_floor
from app.call.drafting import Draft, Drafts
from app.call.ears import Ears
from app.call.face import Face
from app.call.initiative import Initiative
from app.call.listener import Listener
from app.call.mouth import Mouth
from app.call.outlet import Outlet
from app.call.overlap import Overlaps
from app.call.sign import Sign
from app.call.speaker import Ready, Speaker, drop
from app.call.timing import Marks
from app.call.turn_events import (
    Action,
    AnswerStarted,
    AnswerWithheld,
    Completeness,
    NothingHeard,
    Offset,
    Onset,
    OverlapWords,
    PatientDone,
    SilenceDue,
    Tick,
    TurnEvent,
    Typed,
    Typing,
)
from app.call.turn_taking import Floor, Tunables, TurnState, advance
from app.events import LearnerPartial, LearnerSpeechEnded, LearnerSpeechStarted
from app.patient.self_harm import speaks_of_self_harm
from app.patient.talk import Talk
from app.patient.turn import Heard, Intent, Step

Task = asyncio.Task[None]
Spawn = Callable[[Coroutine[Any, Any, None]], Task]
Unsaid = tuple[Step, Ready | None, str | None]
"""A step whose first sound has not been heard, its speech, and what it answers."""


@dataclass(eq=False)
class Conversation:
    """One talk. ``spawn`` starts a task in the session's task group, which owns it; ``now`` is
    the media clock."""

    talk: Talk
    ears: Ears
    listener: Listener
    thinking: ThreadPoolExecutor
    speaker: Speaker
    mouth: Mouth
    face: Face
    now: Callable[[], float]
    outlet: Outlet
    spawn: Spawn

    def __post_init__(self) -> None:
        self._turn = TurnState()
        self._tunables = Tunables()
        self._drafts = Drafts(self.talk, self.listener, self.speaker, self.thinking, self.now)
        self._initiative = Initiative()
        self._unsaid: Unsaid | None = None
        self._drafting: Task | None = None
        self._speaking: Task | None = None
        self._partials: Task | None = None
        self._overlaps = Overlaps(self.mouth, self.outlet, self.now)
        self._recovering = False
        self._sign = Sign(self.face, self.outlet, self.now)
        self._shown = Floor.LISTENING
        self._over = False
        self.mouth.on_caption(partial(self.outlet.caption, "them"))

    def begin(self, wait: float) -> None:
        """The call stands: the patient speaks first after ``wait`` seconds, unless the learner
        does."""
        self._initiative.quiet_since = self.now()
        self._initiative.open_at(self.now() + wait)

    def hear(self, block: NDArray[np.float32], t: float) -> None:
        """The next block of the learner's microphone, beginning at the media time ``t``."""
        for event in self.ears.hear(block, t):
            if isinstance(event, Onset):
                self.outlet.log(LearnerSpeechStarted(t=max(0.0, event.t)))
                self._initiative.give_up()
                self._give_way()
            elif isinstance(event, Offset):
                self.outlet.log(LearnerSpeechEnded(t=max(0.0, event.ended)))
            self._feed(event)
        if self._turn.floor in (Floor.PAUSING, Floor.THINKING):
            self.ears.bridge(block)
        elif self.ears.full and self._turn.floor is Floor.LEARNER_SPEAKING:
            self.spawn(self.listener.settle_part())

    def typed(self, text: str) -> None:
        """A line from the keyboard; words that stand unanswered come before it."""
        self._initiative.give_up()
        self._give_way()
        self._drafts.write(text)
        self._feed(Typed(self.now()))

    def typing(self) -> None:
        """The learner is at the keyboard: that is their turn, and no silence."""
        self._feed(Typing(self.now()))
        self._initiative.quiet_since = self.now()
        self._schedule_silence()

    def tick(self) -> None:
        """Time has passed. Called every 20 ms while the clock runs."""
        now = self.now()
        self.mouth.tick()
        self._feed(Tick(now))
        busy = self._over or self._speaking is not None or now < self._turn.typing_until
        if busy or self._turn.floor is not Floor.LISTENING:
            return
        match self._initiative.due(now):
            case "open":
                self.spawn(self._begin_unasked(Heard(kind="call_start", t=now, t_start=now)))
            case "go_on":
                self.spawn(self._go_on())

    def hush(self) -> None:
        """Stop everything: the call ends."""
        self._over = True
        self._cancel(self._partials)
        self._discard()
        self._stop()

    def _feed(self, event: TurnEvent) -> None:
        before = self._turn.floor
        self._turn, actions = advance(self._turn, event, self._tunables)
        floor = self._turn.floor
        if floor is Floor.LISTENING and before is not floor:
            self._initiative.quiet_since = event.t
        for action in actions:
            _DO[action](self)
        if self._turn.floor is not self._shown:
            self._shown = self._turn.floor
            self._floor_changed(self._shown)

    def _floor_changed(self, floor: Floor) -> None:
        self._cancel(self._partials)
        self._partials = None
        if floor is Floor.LEARNER_SPEAKING:
            self._partials = self.spawn(self._guess_along())
        self._sign.show(floor)

    @staticmethod
    def _cancel(task: Task | None) -> None:
        if task is not None and task is not asyncio.current_task():
            task.cancel()

    async def _guess_along(self) -> None:
        async for text in self.listener.guesses():
            self.outlet.log(LearnerPartial(t=self.now(), text=text))
            self.outlet.caption("you", self._drafts.next_id, text, False)

    def _speculate(self) -> None:
        self._discard()
        self._drafting = self.spawn(self._make_draft(self._turn.speech_ended))

    async def _make_draft(self, speech_ended: float) -> None:
        words = await self._drafts.words(speech_ended)
        if words is None:
            self._feed(NothingHeard(self.now()))
            self._resume_after_nothing()
            return
        self.outlet.caption("you", self._drafts.next_id, words.text, False)
        self._feed(Completeness(words.transcribed, words.complete))
        self._drafts.ready = await self._drafts.answer(words)
        if self._turn.floor is Floor.THINKING:
            self._take_turn()

    def _discard(self) -> None:
        self._cancel(self._drafting)
        self._drafting = None
        self._drafts.throw_away()

    def _forget(self) -> None:
        self._overlaps.close()
        self.listener.end_turn()
        self.outlet.caption("you", self._drafts.next_id, "", True)
        self._initiative.restore(self.now())
        self._schedule_silence()

    def _take_turn(self) -> None:
        """Speak the answer if it is there; else it is spoken as soon as it is."""
        if self._speaking is not None:
            return
        if (draft := self._drafts.take()) is not None:
            self._deliver(draft, self._turn.since)
        elif self._drafts.typed and (self._drafting is None or self._drafting.done()):
            self._drafting = self.spawn(self._answer_written(self._drafts.typed, typed=True))

    async def _answer_written(self, text: str, typed: bool) -> None:
        draft = await self._drafts.answer_written(text, typed)
        if self._turn.floor is Floor.THINKING and self._speaking is None:
            self._deliver(draft, draft.marks.speech_ended)
        else:
            drop(draft.speech)

    def _deliver(self, draft: Draft, endpoint: float) -> None:
        heard = draft.heard
        assert heard.id is not None
        self.listener.end_turn()
        self._drafts.delivered()
        self._recovering = False
        self._initiative.forget()
        if speaks_of_self_harm(heard.text):
            self.outlet.care()
            drop(draft.speech)
            self._begin(Step(self.speaker.state), None)
            return
        self.outlet.log(draft.utterance())
        self.speaker.learner_said(heard.text)
        self.outlet.caption("you", heard.id, heard.text, True)
        self._begin(draft.step, draft.speech, heard.id, draft.marks.at_endpoint(endpoint))

    def _begin(
        self,
        step: Step,
        speech: Ready | None,
        answers: str | None = None,
        marks: Marks | None = None,
    ) -> None:
        """Let a step become true, and speak it."""
        self.speaker.accept(step)
        self._unsaid = None
        if step.intents:
            self._speaking = self.spawn(self._speak(step, speech, answers, marks))
        else:
            self._feed(AnswerWithheld(self.now()))
            self._schedule_silence()
            self._end_if_over()

    async def _speak(
        self,
        step: Step,
        speech: Ready | None,
        answers: str | None,
        marks: Marks | None,
    ) -> None:
        # Speech that is still being made goes with the task that waits for it.
        self._unsaid = (step, speech if isinstance(speech, list) else None, answers)
        await self._or_give_back(self.speaker.speak(step, speech, answers, marks, self._on_placed))
        self._unsaid = None
        self._finished()
        if (wait := step.intents[-1].then_wait_s) is not None:
            self._initiative.go_on_at(self.now() + wait)

    def _on_placed(self, intent: Intent) -> None:
        """Its first sound is on its way; what comes after it in the step is still unsaid."""
        if self._unsaid is not None and not intent.hesitation:
            left = self._unsaid[0].behind(intent)
            self._unsaid = None if left is None else (left, None, None)
        self._feed(AnswerStarted(self.now()))

    def _finished(self) -> None:
        self._speaking = None
        self._feed(PatientDone(self.now()))
        self._schedule_silence()
        self._end_if_over()
        if self._turn.floor is Floor.THINKING:
            self._take_turn()

    def _lose_answer(self) -> None:
        self._unsaid = self._speaking = None
        self.speaker.stop()
        self._feed(PatientDone(self.now()))
        self._feed(AnswerWithheld(self.now()))
        self._schedule_silence()

    def _end_if_over(self) -> None:
        """The patient has said goodbye, or as much of it as could be heard."""
        ending = self.speaker.state.ended
        if ending is not None and not self._over:
            self._over = True
            self.outlet.ended(ending, self.talk.scenario.endings[ending].begun_by)

    async def _check_overlap(self) -> None:
        overlap = self._overlaps.open
        text = await self.listener.quick_look(self.now() - self._turn.overlap_since + 0.25)
        if overlap is not None and overlap is self._overlaps.open:
            overlap.text = text
            self._feed(OverlapWords(self.now(), bids_for_floor(text)))

    def _give_way(self) -> None:
        """The learner begins before the patient's first sound is heard: it was never said."""
        spoken = self.mouth.speaking
        audible = spoken is not None and spoken.clauses and spoken.start <= self.now()
        if self._speaking is None or audible:
            return
        unsaid = self._unsaid
        self._stop()
        self._unsaid = unsaid
        if self._turn.floor is Floor.SPEAKING:
            self._feed(PatientDone(self.now()))

    def _stop(self) -> None:
        self._overlaps.stop()
        self._cancel(self._speaking)
        self._speaking, self._unsaid = None, None
        self.speaker.stop()
        self._end_if_over()

    def _resume_after_nothing(self) -> None:
        """What the patient left for a noise is taken up again, and so is a typed line."""
        if self._turn.floor is not Floor.LISTENING:
            return
        if self._drafts.typed:
            self._feed(Typed(self.now()))
        elif self._speaking is None and self.speaker.can_resume:
            self._speaking = self.spawn(self._resume())
        elif self._speaking is None and self._unsaid is not None:
            self._speaking = self.spawn(self._speak(*self._unsaid, None))

    async def _resume(self) -> None:
        await self._or_give_back(self.speaker.resume(self._on_placed))
        self._finished()

    async def _or_give_back(self, speaking: Coroutine[Any, Any, None]) -> None:
        """Whatever an engine raises, the floor comes back to somebody."""
        try:
            await speaking
        except Exception:  # the session says it to the learner
            self._lose_answer()
            raise

    async def _begin_unasked(self, heard: Heard) -> None:
        """React to what was no turn of the learner's."""
        self._begin_if_quiet(*await self._drafts.think(heard))

    async def _go_on(self) -> None:
        step = self.talk.go_on(self.speaker.state, self.now())
        self._begin_if_quiet(step, await self.speaker.prepare(step))

    def _begin_if_quiet(self, step: Step, speech: Ready | None) -> None:
        if self._turn.floor is Floor.LISTENING and self._speaking is None:
            self._initiative.taken()
            self._begin(step, speech)
        else:
            drop(speech)

    def _notice_silence(self) -> None:
        now = self.now()
        since = self._initiative.quiet_since
        self.spawn(self._begin_unasked(Heard("silence", now, since, seconds=now - since)))

    def _schedule_silence(self) -> None:
        due = self.talk.next_silence(self.speaker.state, self._initiative.quiet_since)
        self._feed(SilenceDue(self.now(), due))

    def _recover(self) -> None:
        """No answer came in time: the patient did not catch it. Once; then they stay silent."""
        if self._speaking is not None:
            return  # the words are there, and the voice has a limit of its own
        self._discard()
        if self._recovering:
            self.listener.end_turn()
            self._feed(AnswerWithheld(self.now()))
            self._schedule_silence()
            return
        self._recovering = True
        message = "That was not understood in time. The patient may ask to hear it again."
        self.outlet.degraded("hearing", "", "no answer", message)
        typed, caught = self._drafts.typed, self._drafts.caught
        self._drafting = self.spawn(self._answer_written(typed or caught or "…", bool(typed)))


_DO: dict[Action, Callable[[Conversation], object]] = {
    Action.SPECULATE: Conversation._speculate,
    Action.DISCARD: Conversation._discard,
    Action.TAKE_TURN: Conversation._take_turn,
    Action.FORGET: Conversation._forget,
    Action.DROP_SOUND: lambda talk: talk.ears.settle(),
    Action.DUCK: lambda talk: talk._overlaps.begin(talk._turn.overlap_since),
    Action.CHECK_OVERLAP: lambda talk: talk.spawn(talk._check_overlap()),
    Action.RESTORE: lambda talk: talk._overlaps.restore(talk._turn.floor is Floor.OVERLAP),
    Action.STOP: Conversation._stop,
    Action.NOTICE_SILENCE: Conversation._notice_silence,
    Action.RECOVER: Conversation._recover,
}
"""Not kept in the object: a call that is over must go without waiting for the collector."""
