"""The emotion of a person over time: each region of the face eases at its own speed.

Lids and brows are quick, cheeks and mouth follow, the head is slower, blood takes seconds, tears
are slow to come and slower to go. A new expression peaks and then settles lower, as felt ones do.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from avatar.channels import CHANNEL, CHANNELS, SHAPES, usual
from avatar.easing import smooth_array
from avatar.expressions import expression, target

_SECONDS: dict[str, tuple[float, float]] = {
    "eye": (0.32, 0.70),
    "brow": (0.45, 0.90),
    "nose": (0.50, 0.80),
    "cheek": (0.60, 1.10),
    "mouth": (0.60, 1.00),
    "jaw": (0.55, 0.80),
    "pitch": (1.10, 1.60),
    "roll": (1.20, 1.80),
    "yaw": (1.20, 1.80),
    "blush": (5.0, 14.0),
    "pallor": (3.0, 9.0),
    "tears": (10.0, 28.0),
    "trembling": (1.5, 3.0),
    "breathing": (2.5, 6.0),
}
"""Onset and offset by the start of a channel's name; others take half a second."""

_BLOOD_AND_TEARS = np.array([CHANNEL["blush"], CHANNEL["pallor"], CHANNEL["tears"]])
_MOST = 24
_PEAK, _SETTLED, _SETTLING_S = 1.12, 0.86, 2.2


def _durations() -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    onset, offset = np.full(CHANNELS, 0.5), np.full(CHANNELS, 0.7)
    for name, index in CHANNEL.items():
        for start, (rise, fall) in _SECONDS.items():
            if name.startswith(start):
                onset[index], offset[index] = rise, fall
    return onset, offset


_ONSET, _OFFSET = _durations()


@dataclass(order=True, slots=True)
class _Step:
    t: float
    goal: NDArray[np.float64] = field(compare=False)
    seconds: NDArray[np.float64] = field(compare=False)


@dataclass(frozen=True, slots=True)
class _Stack:
    """All steps as arrays: shapes (n, 1), (n, CHANNELS), (n, CHANNELS)."""

    t: NDArray[np.float64]
    goal: NDArray[np.float64]
    seconds: NDArray[np.float64]


class Mood:
    """What a person feels, eased. A pure function of the steps told so far."""

    def __init__(self, strength: float = 1.0) -> None:
        self._strength = strength
        self._base = usual()
        self._steps: list[_Step] = []
        self._stack: _Stack | None = None

    def feel(self, t: float, emotion: str, intensity: float) -> None:
        """From ``t`` on the person is led to this emotion. Raises ValueError if unknown."""
        goal = target(emotion, intensity, self._strength)
        before = self._steps[-1].goal if self._steps else self._base
        rising = goal[:SHAPES] >= before[:SHAPES]
        seconds = np.where(np.append(rising, _tend(goal, before)), _ONSET, _OFFSET)
        quick = np.full(CHANNELS, expression(emotion).speed)
        quick[_BLOOD_AND_TEARS] = 1.0
        self._stack = None
        insort(self._steps, _Step(t, goal, seconds / quick))
        if len(self._steps) > _MOST:
            self._fold(self._steps[1].t)

    def at(self, t: float) -> NDArray[np.float64]:
        """All channels at ``t``. Shape (CHANNELS,). The array is the caller's own."""
        if self._stack is None:
            self._stack = _Stack(
                np.array([[step.t] for step in self._steps]),
                np.array([step.goal for step in self._steps]),
                np.array([step.seconds for step in self._steps]),
            )
        told = bisect_left(self._steps, t, key=lambda step: step.t)
        if not told:
            return self._base.copy()
        age = t - self._stack.t[:told]
        goals = self._stack.goal[:told].copy()
        goals[:, :SHAPES] *= _SETTLED + (_PEAK - _SETTLED) * np.exp(-age / _SETTLING_S)
        eased = smooth_array(age / self._stack.seconds[:told])
        # Each step leads on from where the steps before it have led.
        left = np.cumprod((1.0 - eased)[::-1], axis=0)[::-1]
        eased[:-1] *= left[1:]
        value: NDArray[np.float64] = self._base * left[0] + np.einsum("ij,ij->j", eased, goals)
        return value

    def forget(self, before: float) -> None:
        """Folds steps whose easing ended before into the base."""
        while self._steps and self._steps[0].t + float(self._steps[0].seconds.max()) < before:
            self._fold(before)

    def _fold(self, t: float) -> None:
        self._stack = None
        step = self._steps.pop(0)
        goal = step.goal.copy()
        goal[:SHAPES] *= _SETTLED
        self._base += (goal - self._base) * smooth_array((t - step.t) / step.seconds)

    def __len__(self) -> int:
        return len(self._steps)


def _tend(goal: NDArray[np.float64], before: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Which tendencies grow: away from the usual is an onset."""
    rest = usual()[SHAPES:]
    away: NDArray[np.bool_] = np.abs(goal[SHAPES:] - rest) >= np.abs(before[SHAPES:] - rest)
    return away
