"""What a classifier of acts is given and gives back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from app.events import ScoredAct


@dataclass(frozen=True)
class ActContext:
    """What is known around an utterance.

    ``titles``: titles that are right for the patient ("Ms."); empty where any will do.
    ``others``: further names that may be spoken to or of, never an error. ``turn_seconds``: how
    long the learner spoke, None if it was typed.
    """

    patient_name: str = ""
    called: str = ""
    surname: str = ""
    last_patient_line: str = ""
    turn_seconds: float | None = None
    titles: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


NOWHERE = ActContext()
"""No context: an utterance out of any talk."""


class ActClassifier(Protocol):
    """Takes a learner's utterance for acts, best first; ``other`` alone if nothing is sure."""

    def classify(self, text: str, context: ActContext = NOWHERE) -> tuple[ScoredAct, ...]: ...
