"""How the patient delivers what comes next: the mind's orders to voice and face."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from app.patient.disclosure import may_tell, must_hide
from app.patient.emotion import STRONG
from app.patient.state import TalkState
from app.patient.values import Values
from app.scenario.lines import How, Line
from app.scenario.model import Scenario
from app.scenario.vocabulary import Pace
from app.speech.types import Delivery

Gaze = Literal["at_you", "away"]

_AWAY = {"shame", "numb", "withdrawn"}
_UNSTEADY = {"fear", "shock", "sadness", "shame", "pain"}


@dataclass(frozen=True, slots=True)
class Directive:
    """What the patient wants to say now, what may and must not come out, what is felt, and how it
    is said and shown. Every engine obeys it."""

    wants: str = ""
    """What is to be said, as an order to whoever finds the words."""
    may_tell: tuple[str, ...] = ()
    """Facts that may come out now, in any words."""
    hides: tuple[str, ...] = ()
    """Facts that must not show."""
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


ANSWER_FREELY = (
    "Answer what was just said, as yourself, from what stands here. What you do not know, you do "
    "not know; say so as people do."
)


def mind_to_speak(scenario: Scenario, state: TalkState, line: Line, text: str) -> Directive:
    """The whole directive for a line whose words are ``text``. Where no authored line fits, only
    how the patient takes it is ordered, not the words."""
    wants = ANSWER_FREELY if line.fallback else f"You mean to say: {text}"
    return replace(
        for_line(line.how, state.values),
        wants=wants,
        may_tell=may_tell(scenario, state),
        hides=must_hide(scenario, state),
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
