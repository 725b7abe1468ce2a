"""Is what the microphone picks up only the patient's own voice from the loudspeaker?"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from app.speech.types import HEARING_RATE

LONGEST_LAG_S = 0.4
"""Loudspeaker, room, microphone and network take less than this."""

_HOP_S = 0.016
_HOP = int(_HOP_S * HEARING_RATE)
_WINDOW = 512
_EDGES_HZ = (200, 400, 650, 950, 1300, 1800, 2500, 3400, 4600, 6500)
_LEAST_FRAMES = 8


def echo_likelihood(microphone: NDArray[np.float32], played: NDArray[np.float32]) -> float:
    """How well the sound at the microphone is explained by what was just played: 0 to 1.

    ``microphone``: the last moments, shape (n,), mono at HEARING_RATE; 0.3 s say little, 1 s much.
    ``played``: what was sent to the learner, ending at the same instant, and beginning at least
    LONGEST_LAG_S earlier than ``microphone``; shape (m,), same rate.
    The log loudness of ten bands is compared over all lags: a copy that was coloured by a room
    keeps its movements in time, another voice has its own. Pure; about 2 ms for a second.
    """
    heard, sent = _bands(microphone), _bands(played)
    frames = heard.shape[1]
    if frames < _LEAST_FRAMES or sent.shape[1] < frames or _quiet(microphone) or _quiet(played):
        return 0.0
    lags = min(int(LONGEST_LAG_S / _HOP_S) + 1, sent.shape[1] - frames + 1)
    best = max(
        _alike(heard, sent[:, sent.shape[1] - frames - lag : sent.shape[1] - lag])
        for lag in range(lags)
    )
    # Two voices correlate by chance up to about 0.45 at the best of all lags, an echo above 0.7.
    return float(np.clip((best - 0.40) / 0.35, 0.0, 1.0))


def _quiet(audio: NDArray[np.float32]) -> bool:
    return bool(np.sqrt(np.mean(np.square(audio))) < 3e-4)


def _bands(audio: NDArray[np.float32]) -> NDArray[np.float64]:
    """Log loudness of each band in each frame, shape (bands, frames)."""
    if len(audio) < _WINDOW:
        return np.zeros((len(_EDGES_HZ) - 1, 0))
    sound = np.nan_to_num(audio)
    frames = np.lib.stride_tricks.sliding_window_view(sound, _WINDOW)[::_HOP]
    power = np.abs(np.fft.rfft(frames * np.hanning(_WINDOW), axis=1)) ** 2
    edges = [round(hertz * _WINDOW / HEARING_RATE) for hertz in _EDGES_HZ]
    loudness = np.add.reduceat(power[:, : edges[-1]], edges[:-1], axis=1).T
    floor = max(loudness.max() * 1e-5, 1e-9)
    log: NDArray[np.float64] = np.log(loudness + floor)
    return log


def _alike(one: NDArray[np.float64], two: NDArray[np.float64]) -> float:
    """Mean over bands of the correlation in time."""
    a = one - one.mean(axis=1, keepdims=True)
    b = two - two.mean(axis=1, keepdims=True)
    norm = np.sqrt((a * a).sum(axis=1) * (b * b).sum(axis=1))
    return float(((a * b).sum(axis=1) / np.maximum(norm, 1e-9)).mean())
