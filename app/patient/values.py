"""The six values of a mind, and how they are moved. Pure arithmetic."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace

from app.scenario.mind import MindState
from app.scenario.vocabulary import STATE_VALUES, StateValue


@dataclass(frozen=True, slots=True)
class Values:
    """Trust, arousal, hope, control, shame, patience: each 0 to 1."""

    trust: float
    arousal: float
    hope: float
    control: float
    shame: float
    patience: float

    @classmethod
    def starting(cls, start: MindState) -> Values:
        return cls(**start.values())

    def get(self, name: StateValue) -> float:
        value: float = getattr(self, name)
        return value

    def moved(self, changes: Mapping[StateValue, float]) -> Values:
        """These values with the changes added, kept within 0 and 1."""
        moved = {name: min(1.0, max(0.0, self.get(name) + by)) for name, by in changes.items()}
        return replace(self, **moved)

    def faded(self, baseline: float, tau: float, seconds: float) -> Values:
        """Arousal on its way to its baseline, ``seconds`` later."""
        away = (self.arousal - baseline) * math.exp(-max(0.0, seconds) / tau)
        return replace(self, arousal=baseline + away)

    def followed_by(self, other: Values, play: float) -> Values:
        """These values drawn along by ``other``, but only where they lag by more than ``play``.

        What is decided on them flickers less than what moves them.
        """
        drawn = {
            name: min(other.get(name) + play, max(other.get(name) - play, self.get(name)))
            for name in STATE_VALUES
        }
        return Values(**drawn)

    def as_dict(self) -> dict[str, float]:
        return asdict(self)
