"""What every simulated clinician does: takes turns, leaves quiet, stops, and is misheard."""

from __future__ import annotations

import random
from abc import ABC, abstractmethod

from app.rehearsal.clinicians.mishearing import misheard
from app.rehearsal.learner import Seen
from app.rehearsal.script import Quiet, Turn


class Speaker(ABC):
    """Says at most ``most_turns`` things; of its words the share ``error_rate`` is misheard."""

    def __init__(self, draw: random.Random, error_rate: float, most_turns: int) -> None:
        self._draw = draw
        self._error_rate = error_rate
        self._turns_left = most_turns
        self._quiet = 0.0
        """Seconds to be left after the words that were said last."""
        self._closed = False

    @abstractmethod
    def _says(self, seen: tuple[Seen, ...]) -> Turn | None:
        """The next turn; None ends the talk. May set ``_quiet`` and ``_closed``."""

    def turn(self, seen: tuple[Seen, ...]) -> Turn | None:
        if self._quiet:
            quiet, self._quiet = self._quiet, 0.0
            return Quiet(quiet)
        if self._closed or not self._turns_left:
            return None
        self._turns_left -= 1
        said = self._says(seen)
        if isinstance(said, str) and self._error_rate:
            return misheard(said, self._error_rate, self._draw)
        return said
