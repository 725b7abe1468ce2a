"""From the learner's speech to words, one turn at a time.

Work begins at the first pause; if the learner goes on it is cancelled, and the sound is kept.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from app.call.completeness import completeness
from app.call.ears import Ears, Segment
from app.speech.end_of_turn import EndOfTurn
from app.speech.partials import AgreedPrefix
from app.speech.types import HEARING_RATE, Recognizer, Transcript

PARTIAL_EVERY = 0.9
"""Seconds between guesses at what is being said."""

_SILENCE = np.zeros(HEARING_RATE // 10, np.float32)


class Listener:
    """Turns what the ears kept into words."""

    def __init__(
        self,
        ears: Ears,
        recognizer: Recognizer,
        end_of_turn: EndOfTurn | None,
        threads: ThreadPoolExecutor,
        prompt: str,
    ) -> None:
        self._ears = ears
        self._recognizer = recognizer
        self._end_of_turn = end_of_turn
        self._threads = threads
        self._prompt = prompt
        self._turn = 0
        self._settled: list[str] = []
        self._settling = asyncio.Lock()
        self.turn_began: float | None = None

    @property
    def words(self) -> str:
        """What of the turn has its final words."""
        return " ".join(self._settled)

    async def finish_segment(self) -> tuple[str, float | None, float]:
        """The words of the turn so far, their confidence, and how finished they are (0 to 1).

        The text is empty if what sounded was no speech. Cancelling keeps the sound."""
        loop = asyncio.get_running_loop()
        async with self._settling:
            confidence, sound = await asyncio.gather(
                self._settle(words_only=True), loop.run_in_executor(self._threads, self._vote)
            )
        return self.words, confidence, completeness(self.words, sound)

    async def settle_part(self) -> None:
        """Put the beginning of a long turn into words while it goes on."""
        if not self._settling.locked():
            async with self._settling:
                await self._settle()

    async def _settle(self, words_only: bool = False) -> float | None:
        """``words_only``: sound in which no words were found is kept, to be heard again with
        what follows."""
        loop = asyncio.get_running_loop()
        turn, segment = self._turn, self._ears.segment()
        wanted = threading.Event()
        wanted.set()
        try:
            transcript = await loop.run_in_executor(
                self._threads, self._transcribe, segment, wanted
            )
        finally:
            wanted.clear()
        if turn != self._turn:
            return None  # the turn was ended by other means, a typed line
        if transcript.text:
            self._settled.append(transcript.text)
            if self.turn_began is None:
                self.turn_began = segment.start
        if transcript.text or not words_only:
            self._ears.settle(segment.blocks)
        return transcript.confidence

    async def quick_look(self, seconds: float) -> str:
        """The words of the last moment, at once and roughly: is it a bid for the floor?"""
        audio = self._ears.recent(seconds)
        loop = asyncio.get_running_loop()
        # The final engine takes as long for half a second, and says nothing where it hears none.
        found = await loop.run_in_executor(self._threads, self._recognizer.final, audio, "")
        return found.text

    async def guesses(self) -> AsyncIterator[str]:
        """What of the turn is sure enough to be shown while it is being spoken, without end."""
        agreed = AgreedPrefix()
        shown = ""
        known = 0
        while True:
            await asyncio.sleep(PARTIAL_EVERY)
            blocks = self._ears.segment().blocks
            if blocks == known or self._settling.locked():
                continue  # time stands still, or the final words are on their way
            known = blocks
            text = agreed.update(await self._partial())
            if text and text != shown:
                shown = text
                yield text

    async def _partial(self) -> str:
        audio = self._ears.segment().audio
        loop = asyncio.get_running_loop()
        tail = await loop.run_in_executor(
            self._threads, self._recognizer.partial, audio, self._prompt
        )
        return " ".join([*self._settled, tail]).strip()

    def end_turn(self) -> None:
        """The turn was taken, or was none: begin the next one with nothing."""
        self._turn += 1
        self._settled.clear()
        self._ears.settle()
        self.turn_began = None

    def _transcribe(self, segment: Segment, wanted: threading.Event) -> Transcript:
        if not wanted.is_set():
            return Transcript("")  # the learner went on while this was waiting for a thread
        return self._recognizer.final(segment.audio, self._prompt)

    def _vote(self) -> float | None:
        if self._end_of_turn is None:
            return None
        # The model wants to hear a little silence; a vote that is asked for at a lull has less.
        heard = np.concatenate([self._ears.recent(8.0), _SILENCE])
        return self._end_of_turn.probability(heard)
