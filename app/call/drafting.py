"""The answer to what was said so far, made while the turn may yet go on."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from app.call.listener import Listener
from app.call.speaker import Ready, Speaker, drop
from app.call.timing import Marks
from app.events import LearnerUtterance
from app.patient.talk import Talk
from app.patient.turn import Heard, Step

LONGEST_TYPED = 4000
"""Characters of typed lines that wait for one answer; what came first is cut off."""


@dataclass(frozen=True, slots=True)
class Words:
    """What the learner has said, in words."""

    text: str
    complete: float
    """How finished it is, 0 to 1."""
    confidence: float | None
    speech_ended: float
    transcribed: float
    """When the words were there. Times in seconds of the media clock."""


@dataclass(frozen=True, slots=True)
class Draft:
    """An answer that may yet be thrown away."""

    confidence: float | None
    heard: Heard
    step: Step
    speech: Ready | None
    marks: Marks

    def utterance(self) -> LearnerUtterance:
        """What it answers, for the log."""
        heard = self.heard
        assert heard.id is not None
        return LearnerUtterance(
            t=heard.t,
            t_start=heard.t_start,
            id=heard.id,
            text=heard.text,
            typed=heard.typed,
            confidence=self.confidence,
        )


class Drafts:
    """Makes drafts; the conversation decides when, and what becomes of them. Nothing that is
    done here leaves a trace in the talk."""

    def __init__(
        self,
        talk: Talk,
        listener: Listener,
        speaker: Speaker,
        thinking: ThreadPoolExecutor,
        now: Callable[[], float],
    ) -> None:
        self._talk = talk
        self._listener = listener
        self._speaker = speaker
        self._thinking = thinking
        self._now = now
        self._utterances = 0
        self.typed = ""
        """Lines of the keyboard that are not yet answered."""
        self.caught = ""
        """The last words that came out of the sound, answered or not."""
        self.ready: Draft | None = None

    @property
    def next_id(self) -> str:
        """The id that the learner's next utterance will have."""
        return f"l{self._utterances + 1}"

    def write(self, text: str) -> None:
        """A line from the keyboard; words that stand unanswered come before it."""
        words = (self._listener.words, self.typed, text)
        self.typed = " ".join(part for part in words if part)[-LONGEST_TYPED:]
        self._listener.end_turn()

    async def words(self, speech_ended: float) -> Words | None:
        """Put the sound into words; None if there were none. Cancelling keeps the sound."""
        text, confidence, complete = await self._listener.finish_segment()
        if not text:
            return None
        self.caught = f"{self.typed} {text}".strip()
        return Words(self.caught, complete, confidence, speech_ended, self._now())

    async def answer(self, words: Words) -> Draft:
        """What the patient would say to these words."""
        heard = self._utterance(words.text, words.speech_ended, typed=False)
        step, speech = await self.think(heard)
        marks = Marks(words.speech_ended, words.transcribed, self._now())
        return Draft(words.confidence, heard, step, speech, marks)

    async def answer_written(self, text: str, typed: bool) -> Draft:
        """What the patient would say to a line of text."""
        now = self._now()
        heard = self._utterance(text, now, typed)
        step, speech = await self.think(heard)
        return Draft(None, heard, step, speech, Marks(now, now, self._now()))

    async def think(self, heard: Heard) -> tuple[Step, Ready | None]:
        """The step that the talk would take, and the speech of its first words."""
        loop = asyncio.get_running_loop()
        state = self._speaker.state
        step = await loop.run_in_executor(self._thinking, self._talk.hear, state, heard)
        return step, await self._speaker.prepare(step)

    def take(self) -> Draft | None:
        """The draft that is ready, for good."""
        draft, self.ready = self.ready, None
        return draft

    def throw_away(self) -> None:
        """The learner goes on."""
        if (draft := self.take()) is not None:
            drop(draft.speech)

    def delivered(self) -> None:
        """The utterance is answered: the next one begins with nothing."""
        self._utterances += 1
        self.typed = self.caught = ""

    def _utterance(self, text: str, t: float, typed: bool) -> Heard:
        began = self._listener.turn_began
        return Heard(
            kind="utterance",
            t=t,
            t_start=t if began is None else max(0.0, min(began, t)),
            text=text,
            typed=typed,
            id=self.next_id,
            cut_off=self._speaker.cut_off,
        )
