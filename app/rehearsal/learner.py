"""Who sits opposite the patient in a rehearsal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from app.rehearsal.script import Turn


@dataclass(frozen=True, slots=True)
class Seen:
    """One utterance of the patient's, as it shows to whoever sits opposite, and where it stands
    in the scenario."""

    text: str
    emotion: str
    intensity: float
    asks: str | None
    line: str | None


class Learner(Protocol):
    """Has the next word, until there is none."""

    def turn(self, seen: tuple[Seen, ...]) -> Turn | None:
        """What to say or how long to be quiet, after what the patient has uttered since the last
        turn; None ends the talk."""
        ...


class Scripted:
    """Says what is written, whatever the patient says."""

    def __init__(self, turns: Iterable[Turn]) -> None:
        self._turns: Iterator[Turn] = iter(turns)

    def turn(self, seen: tuple[Seen, ...]) -> Turn | None:
        return next(self._turns, None)
