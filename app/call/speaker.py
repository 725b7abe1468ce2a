"""The patient's side of the talk: carries out what the mind intends, and counts what was heard.

Holds the state of the mind. It moves when a step is accepted and when an utterance was heard,
never by an answer that was only thought of.
"""

from __future__ import annotations

from collections import deque
from collections.abc import AsyncIterator, Callable
from dataclasses import replace

from app.call.face import Face
from app.call.mouth import LEAD, Mouth, Said, Started
from app.call.outlet import Outlet
from app.call.spoken import Spoken, lead_in
from app.call.timing import Marks
from app.call.voice import Underway, VoiceLate, VoiceSource, WrittenVoice
from app.events import PatientHeard
from app.patient.directive import Directive
from app.patient.engines import ScriptedEngine, TalkContext, Uttered, WordsEngine
from app.patient.state import TalkState
from app.patient.talk import Talk
from app.patient.turn import Intent, Step
from app.speech.types import Delivery, Speech, SpeechError

HISTORY = 40
"""Utterances that an engine which writes its own words is reminded of."""

HESITATE_AFTER = 0.9
"""Seconds without a first clause after which a hesitation is voiced."""

FIRST_CLAUSE_WITHIN = 7.0
"""Seconds after which words that nobody can speak in time are shown instead."""


Ready = list[Speech] | Underway
"""Speech that was voiced ahead, or is being made already."""


def drop(speech: Ready | None) -> None:
    """Nobody will hear this: stop making it."""
    if isinstance(speech, Underway):
        speech.cancel()


def delivery_of(directive: Directive) -> Delivery:
    """What the voice is told of a directive."""
    return Delivery(
        emotion=directive.emotion,
        intensity=directive.intensity,
        pace=directive.pace,
        pause=directive.pause,
        tremble=directive.tremble,
        breath=directive.breath,
    )


FEEL_AHEAD = 0.2
"""Seconds by which a feeling shows before it is spoken."""


class Speaker:
    """Speaks the intents of one step at a time."""

    def __init__(
        self,
        talk: Talk,
        state: TalkState,
        mouth: Mouth,
        face: Face,
        voice: VoiceSource,
        words: WordsEngine,
        now: Callable[[], float],
        outlet: Outlet,
        hesitate_after: float = HESITATE_AFTER,
    ) -> None:
        self.state = state
        self.voice = voice
        self._talk = talk
        self._words = words
        self._history: deque[Uttered] = deque(maxlen=HISTORY)
        self._mouth = mouth
        self._face = face
        self._now = now
        self._outlet = outlet
        self._hesitate_after = hesitate_after
        self._intent: Intent | None = None
        self._cut: tuple[Intent, Said] | None = None

    @property
    def cut_off(self) -> str | None:
        """The utterance that the learner interrupted last, until an answer begins."""
        return self._cut[1].id if self._cut and self._cut[1].text else None

    @property
    def can_resume(self) -> bool:
        """Whether there is a rest of an utterance that was cut."""
        return self._cut is not None and bool(self._cut[1].left)

    def learner_said(self, text: str) -> None:
        """Remember the learner's words, for an engine that writes its own."""
        self._history.append(Uttered("learner", text))

    def accept(self, step: Step) -> None:
        """Let a step of the mind become true."""
        self.state = step.state
        for event in step.events:
            self._outlet.log(event)

    async def prepare(self, step: Step) -> Ready | None:
        """The speech of a step's first words: voiced ahead, or begun now if the words are known.
        Who does not speak it must ``drop`` it."""
        if not step.intents:
            return None
        intent = step.intents[0]
        speech = await self._at_hand(intent)
        if speech is None and isinstance(self._words, ScriptedEngine):
            return Underway(self._live(intent))
        return speech

    async def _at_hand(self, intent: Intent) -> list[Speech] | None:
        if not isinstance(self._words, ScriptedEngine) and not intent.hesitation:
            return None  # its words are not known before they are written
        return await self.voice.prepared(intent.text, delivery_of(intent.directive))

    async def _live(self, intent: Intent) -> AsyncIterator[Speech]:
        """An intent put into words, and the words into speech, clause by clause."""
        delivery = delivery_of(intent.directive)
        if isinstance(self._words, ScriptedEngine):
            async for speech in self.voice.utter(intent.text, delivery):
                yield speech
            return
        context = TalkContext(
            self._talk.scenario, self.state, tuple(self._history), self._now(), self._outlet.log
        )
        async for clause in self._words.words(intent, context):
            async for speech in self.voice.utter(clause, delivery):
                yield speech

    async def speak(
        self,
        step: Step,
        speech: Ready | None,
        answers: str | None,
        marks: Marks | None,
        on_placed: Callable[[Intent], None],
    ) -> None:
        """Say all that a step intends; returns when the last of it was heard.

        ``speech``: the first intent's, as ``prepare`` gave it. ``on_placed`` is called with each
        utterance whose first sound is on its way. If this is cancelled, call ``stop``."""
        self._cut = None
        for intent in step.intents:
            said = await self._say(intent, speech, answers, marks, on_placed)
            speech, marks = None, None
            self._count(intent, said)
        self._intent = None

    async def resume(self, on_placed: Callable[[Intent], None]) -> None:
        """Go on with the clause that was cut, since nobody took the floor after all."""
        assert self._cut is not None
        (cut, said), self._cut = self._cut, None
        text = " ".join(clause.text for clause in said.left)
        intent = replace(cut, id=f"{cut.id}-rest", text=text)
        rest = await self._say(intent, list(said.left), None, None, on_placed)
        self._count(intent, rest)
        self._intent = None

    def stop(self) -> None:
        """Fall silent now. What was heard counts; the rest was never said."""
        intent, self._intent = self._intent, None
        said = self._mouth.stop()
        if said is not None and intent is not None:
            self._count(intent, said)
            self._cut = (intent, said)

    async def _say(
        self,
        intent: Intent,
        speech: Ready | None,
        answers: str | None,
        marks: Marks | None,
        on_placed: Callable[[Intent], None],
    ) -> Said:
        delivery = delivery_of(intent.directive)
        since = marks.speech_ended if marks else self._now()
        if speech is None:
            speech = await self._at_hand(intent)
        if isinstance(speech, list):
            ahead = all(part.prepared for part in speech)
            quiet = delivery.pause - lead_in(speech[0])
            told = self._teller(intent, answers, marks, ahead, None, on_placed)
            return await self._mouth.say(intent.id, speech, since + quiet, told)
        underway = speech or Underway(self._live(intent))
        return await self._say_live(intent, underway, answers, marks, since, on_placed)

    async def _say_live(
        self,
        intent: Intent,
        underway: Underway,
        answers: str | None,
        marks: Marks | None,
        since: float,
        on_placed: Callable[[Intent], None],
    ) -> Said:
        """Speak what was not voiced ahead: a hesitation covers the wait."""
        delivery = delivery_of(intent.directive)
        try:
            hesitated = None
            if marks is not None and not await underway.ready_within(self._hesitate_after):
                hesitated = await self._hesitate(intent, since, on_placed)
            told = self._teller(intent, answers, marks, False, hesitated, on_placed)
            clauses = underway.clauses(FIRST_CLAUSE_WITHIN)
            return await self._mouth.say(intent.id, clauses, since + delivery.pause, told)
        except SpeechError as error:
            self._go_silent(error, for_good=not isinstance(error, VoiceLate))
            begun = self._mouth.speaking
            left = intent.text if begun is None else intent.text.removeprefix(begun.text)
            written = [clause async for clause in WrittenVoice().utter(left, delivery)]
            if (said := await self._mouth.finish(written)) is not None:
                return said
            told = self._teller(intent, answers, marks, False, None, on_placed)
            return await self._mouth.say(intent.id, written, since, told)
        finally:
            underway.cancel()

    async def _hesitate(
        self, covers: Intent, since: float, on_placed: Callable[[Intent], None]
    ) -> float | None:
        """A short sound that was voiced ahead, while the answer is still being spoken. Returns
        when it was heard, in seconds from ``since``; None if there is none."""
        hesitation = self._talk.hesitate(self.state)
        if hesitation is None:
            return None
        intent = replace(hesitation, id=f"{covers.id}-hesitation")
        speech = await self.voice.prepared(intent.text, delivery_of(intent.directive))
        if not speech:
            return None
        begun = max(0.0, self._now() + LEAD + lead_in(speech[0]) - since)
        told = self._teller(intent, None, None, True, None, on_placed)
        said = await self._mouth.say(intent.id, speech, 0.0, told)
        self._count(intent, said)
        return begun

    def _teller(
        self,
        intent: Intent,
        answers: str | None,
        marks: Marks | None,
        prepared: bool,
        hesitated: float | None,
        on_placed: Callable[[Intent], None],
    ) -> Started:
        """What is noted when the first sound of an utterance is on its way."""
        self._intent = intent

        def started(spoken: Spoken) -> None:
            self._intent = intent
            self._begin(intent, spoken, answers, prepared)
            on_placed(intent)
            if marks is not None and answers is not None:
                pause = intent.directive.pause
                timings = marks.timings(spoken, answers, pause, prepared, hesitated)
                self._outlet.log(timings)
                self._outlet.timings(timings)

        return started

    def _begin(self, intent: Intent, spoken: Spoken, answers: str | None, prepared: bool) -> None:
        directive = intent.directive
        self._face.feel(max(0.0, spoken.start - FEEL_AHEAD), directive.emotion, directive.intensity)
        for cue in directive.cues:
            self._face.cue(spoken.start, cue)
        answers_freely = not isinstance(self._words, ScriptedEngine)
        event = intent.utterance(spoken.start, self._words.name, answers).model_copy(
            update={
                "text": spoken.text if answers_freely else intent.text,
                "prepared": prepared,
                "words": spoken.words(),
            }
        )
        self._outlet.log(event)
        self.state = self._talk.note(self.state, event)

    def _count(self, intent: Intent, said: Said) -> None:
        now = self._now()
        self._history.append(Uttered("patient", said.text))
        self._outlet.log(
            PatientHeard(
                t=now,
                utterance=said.id,
                text=said.text,
                complete=said.complete,
                words=said.words,
            )
        )
        line = intent.line.id if intent.line else None
        self.accept(
            self._talk.heard_until(self.state, intent.id, line, said.text, said.complete, now)
        )

    def _go_silent(self, error: SpeechError, for_good: bool) -> None:
        failed = self.voice.name
        message = "The voice is slow at the moment. These words are shown instead."
        if for_good:
            self.voice = WrittenVoice()
            message = "The patient's voice has failed. Their words are shown instead."
        self._outlet.degraded("voice", failed, str(error), message)
