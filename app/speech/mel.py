"""Whisper's log-mel picture of sound, as Smart Turn was trained on it, in numpy alone."""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from app.speech.types import HEARING_RATE

_FFT, _HOP, _BANDS = 400, 160, 80


def log_mel(audio: NDArray[np.float32]) -> NDArray[np.float32]:
    """``audio``: shape (n,) at HEARING_RATE. Returns shape (80, n // 160), about -1 to 1. The
    sound is brought to zero mean and unit variance first."""
    even = (audio - audio.mean()) / np.sqrt(audio.var() + 1e-7)
    padded = np.pad(even.astype(np.float64), _FFT // 2, mode="reflect")
    frames = np.lib.stride_tricks.sliding_window_view(padded, _FFT)[::_HOP]
    window = np.hanning(_FFT + 1)[:-1]
    power = np.abs(np.fft.rfft(frames * window, axis=-1)) ** 2
    log = np.log10(np.maximum(1e-10, _filters() @ power.T))[:, :-1]
    floored = np.maximum(log, log.max() - 8.0)
    picture: NDArray[np.float32] = ((floored + 4.0) / 4.0).astype(np.float32)
    return picture


@cache
def _filters() -> NDArray[np.float64]:
    """Triangles on Slaney's mel scale, each of unit area: shape (80, 201)."""
    top = _to_mel(np.array([HEARING_RATE / 2]))[0]
    edges = _to_hertz(np.linspace(0.0, top, _BANDS + 2))
    bins = np.linspace(0, HEARING_RATE // 2, _FFT // 2 + 1)
    slopes = edges[:, None] - bins[None]
    widths = np.diff(edges)
    rising, falling = -slopes[:-2] / widths[:-1, None], slopes[2:] / widths[1:, None]
    triangles = np.maximum(0.0, np.minimum(rising, falling))
    shape: NDArray[np.float64] = triangles * (2.0 / (edges[2:] - edges[:-2]))[:, None]
    return shape


_BEND_HZ, _BEND_MEL, _STEP = 1000.0, 15.0, np.log(6.4) / 27.0


def _to_mel(hertz: NDArray[np.float64]) -> NDArray[np.float64]:
    above = _BEND_MEL + np.log(np.maximum(hertz, 1.0) / _BEND_HZ) / _STEP
    return np.where(hertz < _BEND_HZ, 3.0 * hertz / 200.0, above)


def _to_hertz(mel: NDArray[np.float64]) -> NDArray[np.float64]:
    above = _BEND_HZ * np.exp(_STEP * (mel - _BEND_MEL))
    return np.where(mel < _BEND_MEL, 200.0 * mel / 3.0, above)
