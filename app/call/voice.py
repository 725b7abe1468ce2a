"""Where the patient's speech comes from: voiced ahead, spoken live, or only written.

Synthesis blocks and may take seconds, so it runs in threads of its own. One synthesizer serves
the whole process, one clause at a time.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Protocol

import numpy as np

from app.call.live_pace import LivePace
from app.speech.clauses import split_clauses
from app.speech.delivery import deliver
from app.speech.prepared import PreparedSpeech
from app.speech.types import CALL_RATE, Delivery, Speech, SpeechError, Synthesizer, Voice, Word

READING_RATE = 2.6
"""Words a second of a patient who is only read."""


class VoiceSource(Protocol):
    """Speech for one patient."""

    name: str

    def utter(self, text: str, delivery: Delivery) -> AsyncIterator[Speech]:
        """The speech of ``text``, clause by clause, the first as soon as it can be had.

        Raises SpeechError if no voice can be had at all."""
        ...

    async def prepared(self, text: str, delivery: Delivery) -> list[Speech] | None:
        """The speech of ``text`` if it was voiced ahead."""
        ...


class SpokenVoice:
    """A voice that is heard: what was voiced ahead comes first, the rest is spoken live."""

    def __init__(
        self,
        voice: Voice,
        synthesizer: Synthesizer,
        store: PreparedSpeech,
        live: ThreadPoolExecutor,
        decoding: ThreadPoolExecutor,
        pace: LivePace,
    ) -> None:
        self.name = synthesizer.name
        self._voice = voice
        self._synthesizer = synthesizer
        self._store = store
        self._live = live
        self._decoding = decoding
        self._pace = pace

    async def prepared(self, text: str, delivery: Delivery) -> list[Speech] | None:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._decoding, self._from_store, text, delivery)

    def _from_store(self, text: str, delivery: Delivery) -> list[Speech] | None:
        speech = self._store.get(text, self._voice, delivery, self._synthesizer.name)
        return None if speech is None else split_speech(deliver(speech, _unpaused(delivery)))

    async def utter(self, text: str, delivery: Delivery) -> AsyncIterator[Speech]:
        ahead = await self.prepared(text, delivery)
        if ahead is not None:
            for speech in ahead:
                yield speech
            return
        loop = asyncio.get_running_loop()
        clauses = self._synthesizer.speak(text, self._voice, delivery, quick=True)
        first = True
        try:
            while True:
                began = time.monotonic()
                clause = await loop.run_in_executor(self._live, next, clauses, None)
                if clause is None:
                    return
                self._pace.note(time.monotonic() - began, clause.seconds)
                yield deliver(clause, _unpaused(delivery), first)
                first = False
        finally:
            self._live.submit(_close, clauses)


def _unpaused(delivery: Delivery) -> Delivery:
    """The mouth keeps the pause: it knows how much of it has passed already."""
    return replace(delivery, pause=0.0)


def _close(clauses: Iterator[Speech]) -> None:
    close = getattr(clauses, "close", None)
    if close is not None:
        close()


class Underway:
    """Clauses that are being made already, while something else is said."""

    def __init__(self, clauses: AsyncIterator[Speech]) -> None:
        self._clauses = clauses
        self._first: asyncio.Task[Speech | None] = asyncio.ensure_future(_first_of(clauses))

    async def ready_within(self, seconds: float) -> bool:
        """Whether the first clause is there, or has failed, after at most ``seconds``."""
        done, _ = await asyncio.wait([self._first], timeout=seconds)
        return bool(done)

    async def clauses(self, first_within: float) -> AsyncIterator[Speech]:
        """All of them. Raises VoiceLate if the first does not come in time."""
        if not await self.ready_within(first_within):
            self.cancel()
            raise VoiceLate(f"no speech within {first_within:.0f} s")
        first = await self._first
        if first is not None:
            yield first
        async for clause in self._clauses:
            yield clause

    def cancel(self) -> None:
        """Nobody wants them any more. May be called at any time, and again."""
        if not self._first.cancel() and not self._first.cancelled():
            self._first.exception()  # if it failed, whoever waited for it has been told


class VoiceLate(SpeechError):
    """The voice works, and is too slow now."""


async def _first_of(clauses: AsyncIterator[Speech]) -> Speech | None:
    return await anext(clauses, None)


class WrittenVoice:
    """No sound at all: words with the times at which a person would read them aloud. Serves
    typed calls, and calls whose voice has failed."""

    name = "written"

    async def prepared(self, text: str, delivery: Delivery) -> list[Speech] | None:
        return [written(clause) for clause in split_clauses(text)]

    async def utter(self, text: str, delivery: Delivery) -> AsyncIterator[Speech]:
        for clause in split_clauses(text):
            yield written(clause)


def written(text: str) -> Speech:
    """Silence as long as ``text`` takes to say."""
    each = 1.0 / READING_RATE
    words = tuple(Word(w, i * each, (i + 1) * each) for i, w in enumerate(text.split()))
    samples = np.zeros(int(max(len(words), 1) * each * CALL_RATE), np.int16)
    return Speech(samples, text, words, (), WrittenVoice.name)


def split_speech(speech: Speech) -> list[Speech]:
    """A whole line as its clauses, cut where one clause's last word meets the next one's first.

    Played one after another they are the line again, sample for sample.
    """
    clauses = split_clauses(speech.text)
    counts = [len(clause.split()) for clause in clauses]
    if len(clauses) < 2 or sum(counts) != len(speech.words):
        return [speech]
    parts: list[Speech] = []
    first = 0
    begin = 0.0
    for clause, count in zip(clauses, counts, strict=True):
        words = speech.words[first : first + count]
        last = first + count == len(speech.words)
        end = speech.seconds if last else (words[-1].end + speech.words[first + count].start) / 2
        parts.append(
            Speech(
                samples=speech.samples[int(begin * CALL_RATE) : int(end * CALL_RATE)],
                text=clause,
                words=tuple(Word(w.text, w.start - begin, w.end - begin) for w in words),
                phonemes=tuple(
                    type(p)(p.symbol, max(0.0, p.start - begin), p.end - begin, p.stress)
                    for p in speech.phonemes
                    if begin <= (p.start + p.end) / 2 < end
                ),
                engine=speech.engine,
                prepared=speech.prepared,
            )
        )
        first += count
        begin = end
    return parts


__all__ = [
    "SpeechError",
    "SpokenVoice",
    "Underway",
    "VoiceLate",
    "VoiceSource",
    "WrittenVoice",
    "split_speech",
    "written",
]
