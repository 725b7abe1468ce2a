"""The words that hearing and speaking share: timed sounds, voices, deliveries, transcripts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray

CALL_RATE = 48_000
"""Samples a second of everything that is heard in a call."""

HEARING_RATE = 16_000
"""Samples a second of what voice activity and recognizers take."""

Pace = Literal["slow", "normal", "fast"]


@dataclass(frozen=True, slots=True)
class Phoneme:
    """One speech sound, IPA as Kokoro writes English; " " or "," for a pause. Seconds from the
    utterance's first sample. ``stress``: 0 none, 1 secondary, 2 primary."""

    symbol: str
    start: float
    end: float
    stress: int = 0


@dataclass(frozen=True, slots=True)
class Word:
    """One word as it is spoken, in seconds from the utterance's first sample."""

    text: str
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks. ``engine`` settings come from the scenario's ``voice`` block."""

    id: str
    """A speaker of the engine, for example ``af_kore``, or a blend ``af_kore+af_sarah``."""
    speed: float = 1.0
    preset: str = ""
    """hibari's preset, where that engine must serve."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """How it is said. The directive sets it; engines and playback processing obey it."""

    emotion: str = "neutral"
    intensity: float = 0.3
    pace: Pace = "normal"
    pause: float = 0.0
    """Silence before the first word, in seconds."""
    tremble: float = 0.0
    """0 to 1: unsteady pitch and loudness."""
    breath: float = 0.0
    """0 to 1: a breath taken before the first word."""


@dataclass(frozen=True, slots=True)
class Speech:
    """A stretch of speech, ready to be played: one clause, or a whole line."""

    samples: NDArray[np.int16]
    """Mono at CALL_RATE, shape (n,)."""
    text: str
    words: tuple[Word, ...]
    phonemes: tuple[Phoneme, ...]
    engine: str
    prepared: bool = False
    """Taken from the store of speech voiced ahead."""

    @property
    def seconds(self) -> float:
        return len(self.samples) / CALL_RATE


@dataclass(frozen=True, slots=True)
class Transcript:
    """What was heard. ``confidence`` is the mean probability of the words, 0 to 1, or None."""

    text: str
    words: tuple[Word, ...] = field(default=())
    confidence: float | None = None


class Recognizer(Protocol):
    """Turns speech into words. Both methods block, and are called from the hearing threads."""

    name: str

    def partial(self, audio: NDArray[np.float32], prompt: str = "") -> str:
        """A quick guess at an unfinished utterance. ``audio``: mono, HEARING_RATE, -1 to 1."""
        ...

    def final(self, audio: NDArray[np.float32], prompt: str = "") -> Transcript:
        """The best guess at a finished one. ``prompt``: names and drugs that may occur."""
        ...


class Synthesizer(Protocol):
    """Turns words into speech. Blocks, and is called from the voice threads."""

    name: str

    def speak(
        self, text: str, voice: Voice, delivery: Delivery, quick: bool = False
    ) -> Iterator[Speech]:
        """Speech clause by clause; ``quick``: the first as short as it can be. Closing the iterator
        stops the work after the clause in hand. Times in each clause count from its own first
        sample. Raises SpeechError with what to do."""
        ...


class SpeechError(RuntimeError):
    """A speech engine cannot do its work. The message says why and what to do."""
