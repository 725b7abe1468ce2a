"""What a line is sought for: what the learner did, and how like their words are to each line's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from app.patient.acts.vocabulary import QUESTION_FORMS
from app.patient.gates import Moment

VERY_WORDS = 0.78
"""Likeness from which two sentences say the same, whatever their acts were taken for. Of free
questions whose answer was as alike as this a strict reader found nine in ten fitting."""
SAME_WORDS = 0.65
"""The same, where what the learner did is what the line answers: three in four."""
SOMEWHAT_ALIKE = 0.4
"""So alike at least must be what else speaks for only loosely."""
FOLLOWING = frozenset({
    "explores", "names_emotion", "understands", "supports", "permission", "wish", "silence_kept",
    "apologises", "respects", "relieves_guilt",
})  # fmt: skip
"""Acts that stay with what the patient has just said."""
_FORMS = frozenset({"open_q", "closed_q", "gives_info", "small_talk", "other"})
"""Acts that say nothing of what the learner is after."""


@dataclass(frozen=True)
class Ask:
    """What a line is sought for."""

    moment: Moment
    heard: Mapping[str, float] = field(default_factory=dict)
    """Act to how loudly it was heard, 0 to 1."""
    likeness: Mapping[str, float] = field(default_factory=dict)
    """Line to how like the learner's words are to those it was written for."""
    far: float = 0.0
    """Less alike than this nothing answers a question."""
    emotion: str = "neutral"
    """What the patient feels now."""
    in_view: frozenset[str] = frozenset()
    """The topics of the moment, and those of what was said before it."""
    named: frozenset[str] = frozenset()
    """The topics that the learner's own words name."""

    @cached_property
    def told_by(self) -> frozenset[str]:
        """The acts that were heard and say what the learner is after."""
        return frozenset(act for act, loud in self.heard.items() if loud > 0.0) - _FORMS

    @cached_property
    def asks(self) -> bool:
        """Whether anything is asked, in whatever form."""
        return bool(self.heard.keys() & QUESTION_FORMS)

    @cached_property
    def of_their_own(self) -> bool:
        """Whether the learner asks something of their own, and does not only follow."""
        return self.asks and not self.heard.keys() & FOLLOWING

    @cached_property
    def as_some_line(self) -> bool:
        """Whether it is asked in nearly the words that some line was written for."""
        return self.asks and max(self.likeness.values(), default=0.0) >= VERY_WORDS
