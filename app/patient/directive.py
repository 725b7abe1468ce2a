"""How the patient delivers what comes next: the mind's orders to voice and face."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from app.patient.emotion import STRONG
from app.patient.values import Values
from app.scenario.lines import How
from app.scenario.vocabulary import Pace
from app.speech.types import Delivery

Gaze = Literal["at_you", "away"]

_AWAY = {"shame", "numb", "withdrawn"}
_UNSTEADY = {"fear", "shock", "sadness", "shame", "pain"}


@dataclass(frozen=True, slots=True)
class Directive:
    """What is felt, and how it is said and shown."""

    emotion: str = "neutral"
    intensity: float = 0.3
    pace: Pace = "normal"
    pause: float = 0.0
    """Seconds of quiet before the first word."""
    tremble: float = 0.0
    """0 to 1: unsteady pitch and loudness."""
    breath: float = 0.0
    """0 to 1: a breath taken before the first word."""
    cues: tuple[str, ...] = ()
    gaze: Gaze = "at_you"

    @property
    def delivery(self) -> Delivery:
        """What the voice has to know of this."""
        return Delivery(
            emotion=self.emotion,
            intensity=self.intensity,
            pace=self.pace,
            pause=self.pause,
            tremble=self.tremble,
            breath=self.breath,
        )


def for_line(how: How, values: Values) -> Directive:
    """A line's own delivery, coloured by the mind that says it."""
    intensity = min(1.0, 0.75 * how.intensity + 0.25 * values.arousal)
    unsteady = values.arousal * intensity if how.emotion in _UNSTEADY else 0.0
    if "voice_thins" in how.cues:
        unsteady = max(unsteady, 0.5)
    strong = 0.35 * intensity if how.emotion in STRONG else 0.0
    away = how.emotion in _AWAY or "looks_away" in how.cues
    return Directive(
        emotion=how.emotion,
        intensity=round(intensity, 3),
        pace=how.pace,
        pause=how.pause,
        tremble=round(unsteady, 3),
        breath=round(0.7 if "breath_in" in how.cues else strong, 3),
        cues=how.cues,
        gaze="away" if away else "at_you",
    )
