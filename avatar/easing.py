"""How things move from one place to another without a jerk."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def smooth(x: float) -> float:
    """0 up to x = 0, 1 from x = 1, minimum jerk in between."""
    if x <= 0.0:
        return 0.0
    if x >= 1.0:
        return 1.0
    return x * x * x * (x * (x * 6.0 - 15.0) + 10.0)


def smooth_array(x: NDArray[np.float64]) -> NDArray[np.float64]:
    """``smooth`` of every element."""
    x = np.minimum(np.maximum(x, 0.0), 1.0)
    return x * x * x * (x * (x * 6.0 - 15.0) + 10.0)


def pulse(t: float, start: float, end: float, attack: float, release: float) -> float:
    """1 from ``start`` to ``end``; rises in the ``attack`` seconds before, falls after."""
    if t < start:
        return smooth((t - start + attack) / attack)
    return 1.0 - smooth((t - end) / release)


def pulse_array(
    t: NDArray[np.float64], start: float, end: float, attack: float, release: float
) -> NDArray[np.float64]:
    """``pulse`` at every element of ``t``."""
    rise = smooth_array((t - start + attack) / attack)
    return rise * (1.0 - smooth_array((t - end) / release))


def soft_limit(x: float, limit: float) -> float:
    """Nearly x well inside ±limit, and never beyond it."""
    return limit * float(np.tanh(x / limit))
