"""How a delivery is voiced: one of three grades of tempo. Everything finer is done when the
speech is played, so that a line is voiced at most three times."""

from __future__ import annotations

from app.speech.types import Delivery, Pace

SPEED: dict[Pace, float] = {"slow": 0.86, "normal": 1.0, "fast": 1.13}
"""What each grade does to the voice's own speed."""

_SLOWING = frozenset({"shock", "numb", "sadness", "withdrawn", "tired", "shame", "pain"})
_HURRYING = frozenset({"hurried", "anger", "fear"})
_STRONG = 0.65
"""Intensity from which an emotion changes the tempo by a grade."""


def grade(delivery: Delivery) -> Pace:
    """The grade in which a line with this delivery is voiced. A pace that the line asks for comes
    before its emotion."""
    if delivery.pace != "normal" or delivery.intensity < _STRONG:
        return delivery.pace
    if delivery.emotion in _SLOWING:
        return "slow"
    return "fast" if delivery.emotion in _HURRYING else "normal"
