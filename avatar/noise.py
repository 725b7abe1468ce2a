"""Randomness that is a function: the same seed and time give the same number, in any order.

Nothing here keeps a state, so a face can be asked for any instant, twice, or backwards.
"""

from __future__ import annotations

from math import log

import numpy as np
from numpy.typing import NDArray

_MASK = (1 << 64) - 1
_TABLE = 8192


def draw(seed: int, stream: int, index: int) -> float:
    """One number from 0 (included) to 1 (excluded); ``stream`` keeps uses apart. SplitMix64."""
    x = (
        seed * 0x9E3779B97F4A7C15 + stream * 0xD1B54A32D192ED03 + index * 0x8CB92BA72F3D8DD7
    ) & _MASK
    x = ((x ^ (x >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
    x = ((x ^ (x >> 27)) * 0x94D049BB133111EB) & _MASK
    return ((x ^ (x >> 31)) >> 11) / (1 << 53)


def draw_wait(seed: int, stream: int, index: int) -> float:
    """A waiting time with mean 1: gamma distributed (shape 2), so that events neither tick like
    a clock nor pile up."""
    a, b = draw(seed, stream, 2 * index), draw(seed, stream, 2 * index + 1)
    return -0.5 * log((1.0 - a) * (1.0 - b))


class Noise:
    """Smooth noise of several channels, each about -1 to 1: gradient noise summed over octaves.

    ``tilt`` 0 gives every octave the same amplitude (a 1/f spectrum), 0.5 is near 1/f².
    """

    def __init__(
        self, seed: int, channels: int, *, slowest_hz: float, octaves: int, tilt: float = 0.35
    ) -> None:
        random = np.random.default_rng(seed & _MASK)
        # Octaves are not exact doubles, so that their zeros never fall together.
        steps = np.arange(octaves, dtype=np.float64)
        self._hz = slowest_hz * 2.17**steps
        amplitude = self._hz**-tilt
        self._amplitude = 2.6 * amplitude / np.sqrt(np.sum(amplitude**2))
        self._gradients = random.uniform(-1.0, 1.0, _TABLE)
        self._offset = random.integers(0, _TABLE, (channels, octaves))
        self._phase = random.uniform(0.0, 1.0, (channels, octaves))

    def at(self, t: float) -> NDArray[np.float64]:
        """Shape (channels,)."""
        x = t * self._hz + self._phase
        cell = np.floor(x)
        u = x - cell
        index = (cell.astype(np.int64) + self._offset) & (_TABLE - 1)
        before = self._gradients[index] * u
        after = self._gradients[(index + 1) & (_TABLE - 1)] * (u - 1.0)
        blend = u * u * u * (u * (u * 6.0 - 15.0) + 10.0)
        value: NDArray[np.float64] = (before + (after - before) * blend) @ self._amplitude
        return value
