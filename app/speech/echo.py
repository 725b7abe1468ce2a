"""Is what the microphone picks up only the patient's own voice from the loudspeaker?"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from app.speech.types import HEARING_RATE
from app.speech.voice_activity import clean

LONGEST_LAG_S = 0.4
"""Loudspeaker, room, microphone and network take less than this."""

_HOP = 128
_HOP_S = _HOP / HEARING_RATE
_WINDOW = 512
_EDGES_HZ = (
    150, 300, 450, 600, 800, 1000, 1250, 1500, 1850, 2200, 2700, 3200, 3900, 4700, 5700, 7000,
)  # fmt: skip
_LEAST_FRAMES = 16

CHANCE, SURELY = 0.50, 0.80
"""Two voices are alike by chance up to about 0.5 at the best of all lags, for 0.35 s up to 0.75;
an echo is above 0.66, a weak one in a noisy room above 0.55."""


def echo_likelihood(microphone: NDArray[np.float32], played: NDArray[np.float32]) -> float:
    """How well the sound at the microphone is explained by what was just played: 0 to 1.

    ``microphone``: the last moments, shape (n,), mono at HEARING_RATE; 0.3 s say little, 1 s much.
    ``played``: what was sent to the learner, ending at the same instant, and beginning at least
    LONGEST_LAG_S earlier than ``microphone``; shape (m,), same rate.
    The log loudness of fifteen bands is compared over all lags: a copy that was coloured by a room
    keeps its movements in time, another voice has its own. Pure; about 4 ms for a second.
    """
    microphone, played = clean(microphone), clean(played)
    if _quiet(microphone) or _quiet(played):
        return 0.0
    heard, sent = _bands(microphone), _bands(played)
    frames = heard.shape[1]
    if frames < _LEAST_FRAMES or sent.shape[1] < frames:
        return 0.0
    lags = min(int(LONGEST_LAG_S / _HOP_S) + 1, sent.shape[1] - frames + 1)
    best = max(
        _alike(heard, sent[:, sent.shape[1] - frames - lag : sent.shape[1] - lag])
        for lag in range(lags)
    )
    return float(np.clip((best - CHANCE) / (SURELY - CHANCE), 0.0, 1.0))


def _quiet(audio: NDArray[np.float32]) -> bool:
    return len(audio) == 0 or not float(np.sqrt(np.mean(np.square(audio)))) > 3e-4


def _bands(audio: NDArray[np.float32]) -> NDArray[np.float64]:
    """Log loudness of each band in each frame, shape (bands, frames)."""
    if len(audio) < _WINDOW:
        return np.zeros((len(_EDGES_HZ) - 1, 0))
    frames = np.lib.stride_tricks.sliding_window_view(audio, _WINDOW)[::_HOP]
    power = np.abs(np.fft.rfft(frames * np.hanning(_WINDOW), axis=1)) ** 2
    edges = [round(hertz * _WINDOW / HEARING_RATE) for hertz in _EDGES_HZ]
    loudness = np.add.reduceat(power[:, : edges[-1]], edges[:-1], axis=1).T
    log: NDArray[np.float64] = np.log(loudness + max(float(loudness.max()) * 1e-4, 1e-9))
    return log


def _alike(one: NDArray[np.float64], two: NDArray[np.float64]) -> float:
    """Correlation of all bands' movements in time, -1 to 1."""
    a = one - one.mean(axis=1, keepdims=True)
    b = two - two.mean(axis=1, keepdims=True)
    norm = float(np.sqrt((a * a).sum() * (b * b).sum()))
    return float((a * b).sum()) / max(norm, 1e-9)
