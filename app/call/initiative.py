"""When the patient speaks without having been asked: the opening, and what was left to say."""

from __future__ import annotations

from typing import Literal

PATIENCE = 0.6
"""Seconds after a noise before the patient goes on with what it kept them from."""


class Initiative:
    """Times of the media clock, in seconds. Whatever the learner does comes first."""

    def __init__(self) -> None:
        self._opening_at: float | None = None
        self._go_on_at: float | None = None
        self._given_up: tuple[float | None, float | None] = (None, None)
        self.quiet_since = 0.0
        """Since when nobody speaks."""

    def open_at(self, t: float) -> None:
        """The patient begins the talk at ``t``."""
        self._opening_at = t

    def go_on_at(self, t: float) -> None:
        """The patient has more to say at ``t``."""
        self._go_on_at = t

    def give_up(self) -> None:
        """The learner seems to speak, or types."""
        if self._opening_at is not None or self._go_on_at is not None:
            self._given_up = (self._opening_at, self._go_on_at)
        self._opening_at = self._go_on_at = None

    def restore(self, now: float) -> None:
        """It was a noise: what was given up for it comes a moment later."""
        opening, go_on = self._given_up
        self.forget()
        self._opening_at = None if opening is None else max(opening, now + PATIENCE)
        self._go_on_at = None if go_on is None else max(go_on, now + PATIENCE)

    def taken(self) -> None:
        """What was due is being spoken."""
        self._given_up = (None, None)

    def forget(self) -> None:
        """The learner has taken a turn: nothing is left to be said unasked."""
        self._given_up = (None, None)
        self._opening_at = self._go_on_at = None

    def due(self, now: float) -> Literal["open", "go_on"] | None:
        """What is due, once; a noise that comes before it is spoken brings it back."""
        if self._opening_at is not None and now >= self._opening_at:
            self._given_up = (self._opening_at, None)
            self._opening_at = None
            return "open"
        if self._go_on_at is not None and now >= self._go_on_at:
            self._given_up = (None, self._go_on_at)
            self._go_on_at = None
            return "go_on"
        return None
