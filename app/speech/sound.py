"""Small work on sound: rates, silence at the ends, joining."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import soxr
from numpy.typing import NDArray

from app.speech.types import CALL_RATE, Phoneme, Speech, Word

QUIET_DB = -42.0
"""Below the loudest moment by so much counts as silence at the ends."""

_BLOCK_S = 0.005


def to_call_rate(samples: NDArray[np.float32], rate: int) -> NDArray[np.int16]:
    """Mono float, -1 to 1, at ``rate`` to int16 at CALL_RATE."""
    raised = soxr.resample(samples, rate, CALL_RATE) if rate != CALL_RATE else samples
    return to_int16(raised)


def to_int16(samples: NDArray[np.float32]) -> NDArray[np.int16]:
    """Float, -1 to 1, to int16; what is louder is cut off."""
    whole: NDArray[np.int16] = np.round(np.clip(samples, -1.0, 1.0) * 32767.0).astype(np.int16)
    return whole


def faded(samples: NDArray[np.float32], rate: int, seconds: float = 0.006) -> NDArray[np.float32]:
    """Eased in and out, so that a cut does not click."""
    count = min(int(seconds * rate), len(samples) // 2)
    eased = samples.astype(np.float32)
    if count:
        ramp = np.linspace(0.0, 1.0, count, dtype=np.float32)
        eased[:count] *= ramp
        eased[-count:] *= ramp[::-1]
    return eased


def silence(text: str, engine: str, seconds: float = 0.6) -> Speech:
    """What is said with "…": nothing, for a while."""
    words = tuple(Word(word, 0.0, 0.0) for word in text.split())
    return Speech(np.zeros(int(seconds * CALL_RATE), np.int16), text, words, (), engine)


def sounding_span(samples: NDArray[np.float32], rate: int) -> tuple[int, int]:
    """First sample, and one past the last, of what is not silence at the ends; (0, 0) if all is."""
    block = max(1, int(_BLOCK_S * rate))
    count = len(samples) // block
    if count == 0:
        return 0, 0
    level = np.abs(samples[: count * block]).reshape(count, block).max(axis=1)
    loud = np.flatnonzero(level > max(level.max() * 10 ** (QUIET_DB / 20), 1e-4))
    if len(loud) == 0:
        return 0, 0
    return int(loud[0]) * block, int(loud[-1] + 1) * block


def shifted(
    words: Sequence[Word], phonemes: Sequence[Phoneme], by: float, limit: float
) -> tuple[tuple[Word, ...], tuple[Phoneme, ...]]:
    """All times moved by ``by`` seconds and kept within 0 to ``limit``. Sounds that fall out are
    dropped, words never."""

    def moved(t: float) -> float:
        return min(max(t + by, 0.0), limit)

    kept = [replace(p, start=moved(p.start), end=moved(p.end)) for p in phonemes]
    return (
        tuple(replace(word, start=moved(word.start), end=moved(word.end)) for word in words),
        tuple(sound for sound in kept if sound.end > sound.start),
    )


def join(parts: Sequence[Speech]) -> Speech:
    """Several clauses as one stretch of speech. ``parts`` must not be empty."""
    words: list[Word] = []
    phonemes: list[Phoneme] = []
    at = 0.0
    total = sum(part.seconds for part in parts)
    for part in parts:
        later_words, later_phonemes = shifted(part.words, part.phonemes, at, total)
        words += later_words
        phonemes += later_phonemes
        at += part.seconds
    return Speech(
        samples=np.concatenate([part.samples for part in parts]),
        text=" ".join(part.text for part in parts),
        words=tuple(words),
        phonemes=tuple(phonemes),
        engine=parts[0].engine,
        prepared=all(part.prepared for part in parts),
    )
