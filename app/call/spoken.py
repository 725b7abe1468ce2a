"""One utterance of the patient on its way to the learner's ear: what has been heard of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.events import SpokenWord
from app.speech.types import Speech

HEARD_SHARE = 0.6
"""A word counts as heard when this share of it was played."""


def lead_in(speech: Speech) -> float:
    """Seconds before the first word of a stretch of speech: a breath."""
    return speech.words[0].start if speech.words else 0.0


@dataclass(frozen=True, slots=True)
class PlacedClause:
    """A clause and the media time of its first sample."""

    start: float
    speech: Speech

    @property
    def end(self) -> float:
        return self.start + self.speech.seconds


@dataclass(slots=True)
class Spoken:
    """The clauses of one utterance that were placed so far. Times are of the media clock."""

    id: str
    clauses: list[PlacedClause] = field(default_factory=list)
    finished: bool = False
    """No further clause will come."""

    @property
    def start(self) -> float:
        return self.clauses[0].start

    @property
    def end(self) -> float:
        return self.clauses[-1].end

    @property
    def first_word(self) -> float:
        """When the first word is heard: a breath may come before it."""
        return self.start + lead_in(self.clauses[0].speech)

    @property
    def text(self) -> str:
        return " ".join(clause.speech.text for clause in self.clauses)

    def words(self) -> tuple[SpokenWord, ...]:
        """All words, in seconds from the utterance's first sample."""
        return tuple(
            SpokenWord(
                text=word.text,
                start=max(0.0, clause.start - self.start + word.start),
                end=max(0.0, clause.start - self.start + word.end),
            )
            for clause in self.clauses
            for word in clause.speech.words
        )

    def begun(self, t: float) -> str:
        """The text of all clauses that have begun at ``t``: a caption appears whole, by clause."""
        return " ".join(c.speech.text for c in self.clauses if c.start <= t)

    def heard(self, t: float) -> str:
        """The words that were heard until ``t``."""
        return " ".join(
            word.text
            for clause in self.clauses
            for word in clause.speech.words
            if clause.start + word.start + HEARD_SHARE * (word.end - word.start) <= t
        )

    def unheard_clauses(self, t: float) -> list[Speech]:
        """What is left to say after ``t``, from the beginning of the clause that was cut."""
        return [c.speech for c in self.clauses if c.end > t + 0.05]
