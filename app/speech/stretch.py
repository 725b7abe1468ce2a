"""Speech made slower or faster without changing its pitch."""

from __future__ import annotations

from dataclasses import replace

import av
import av.filter
import numpy as np
from numpy.typing import NDArray

from app.speech.types import CALL_RATE, Phoneme, Speech, Word

UNHEARD = 0.015
"""A change of tempo below this is not worth the work."""


def stretched(speech: Speech, rate: float) -> Speech:
    """``speech`` at ``rate`` times its tempo (0.5 to 2), times scaled with it."""
    if abs(rate - 1.0) < UNHEARD or len(speech.samples) == 0:
        return speech
    samples = _tempo(speech.samples, min(max(rate, 0.5), 2.0))
    scale = len(samples) / len(speech.samples)
    return replace(
        speech,
        samples=samples,
        words=tuple(Word(w.text, w.start * scale, w.end * scale) for w in speech.words),
        phonemes=tuple(
            Phoneme(p.symbol, p.start * scale, p.end * scale, p.stress) for p in speech.phonemes
        ),
    )


def _tempo(samples: NDArray[np.int16], rate: float) -> NDArray[np.int16]:
    graph = av.filter.Graph()
    source = graph.add_abuffer(sample_rate=CALL_RATE, format="s16", layout="mono")
    tempo = graph.add("atempo", f"{rate:.4f}")
    sink = graph.add("abuffersink")
    source.link_to(tempo)
    tempo.link_to(sink)
    graph.configure()
    frame = av.AudioFrame.from_ndarray(samples[None], format="s16", layout="mono")
    frame.sample_rate = CALL_RATE
    graph.push(frame)
    graph.push(None)
    parts: list[NDArray[np.int16]] = []
    while True:
        try:
            out = graph.pull()
        except (av.error.EOFError, av.error.BlockingIOError):
            break
        parts.append(out.to_ndarray().ravel().astype(np.int16, copy=False))
    return np.concatenate(parts) if parts else samples
