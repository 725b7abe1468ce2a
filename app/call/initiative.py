"""When the patient speaks without having been asked: the opening, and what was left to say."""

from __future__ import annotations

from typing import Literal


class Initiative:
    """Times of the media clock, in seconds. Whatever the learner does comes first."""

    def __init__(self) -> None:
        self._opening_at: float | None = None
        self._go_on_at: float | None = None
        self.quiet_since = 0.0
        """Since when nobody speaks."""

    def open_at(self, t: float) -> None:
        """The patient begins the talk at ``t``."""
        self._opening_at = t

    def go_on_at(self, t: float) -> None:
        """The patient has more to say at ``t``."""
        self._go_on_at = t

    def give_up(self) -> None:
        """The learner speaks or types."""
        self._opening_at = self._go_on_at = None

    def due(self, now: float) -> Literal["open", "go_on"] | None:
        """What is due, once."""
        if self._opening_at is not None and now >= self._opening_at:
            self._opening_at = None
            return "open"
        if self._go_on_at is not None and now >= self._go_on_at:
            self._go_on_at = None
            return "go_on"
        return None
