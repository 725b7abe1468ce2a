"""A learner's voice over the patient's: noted from its onset until it is settled."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from app.events import BargeIn


@dataclass(slots=True)
class Overlap:
    """Times in seconds of the media clock."""

    utterance: str
    onset: float
    ducked: float
    text: str = ""
    restored: float | None = None
    """When the voice came back, while the learner's still sounded."""

    def settled(self, outcome: Literal["stopped", "restored"], t: float) -> BargeIn:
        """The event of it."""
        return BargeIn(
            t=self.onset,
            utterance=self.utterance,
            outcome=outcome,
            ducked_after=max(0.0, self.ducked - self.onset),
            settled_after=max(0.0, t - self.onset),
            text=self.text,
        )
