"""Does the voice sound finished? Smart Turn listens to melody and breath, not to words."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from app.speech.mel import log_mel
from app.speech.sessions import onnx_session
from app.speech.types import HEARING_RATE
from app.speech.voice_activity import clean

WINDOW = 8 * HEARING_RATE
"""Samples that are listened to."""


class EndOfTurn:
    """Smart Turn 3.2. One vote among others: on synthetic speech it sees three ends in four, and
    takes every other cut for an end."""

    def __init__(self, models_dir: Path, threads: int = 1) -> None:
        """Raises SpeechError if the weights are not there."""
        self._session = onnx_session(models_dir / "smart-turn" / "model.onnx", threads)

    def probability(self, audio: NDArray[np.float32]) -> float:
        """Probability that the turn is complete, 0 to 1, from its last 8 s. Blocks for 50 ms.

        ``audio``: shape (n,), mono at HEARING_RATE, -1 to 1; shorter audio is padded in front.
        """
        last = clean(audio[-WINDOW:])
        padded = np.pad(last, (WINDOW - len(last), 0))
        out = self._session.run(None, {"input_features": log_mel(padded)[None]})
        return float(out[0].ravel()[0])
