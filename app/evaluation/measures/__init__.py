"""The measures: one pure function a file, each from a conversation to one figure."""

from __future__ import annotations

from collections.abc import Callable

from app.evaluation.conversation import Conversation
from app.evaluation.measures.emotional_moments import emotional_moments
from app.evaluation.measures.longest_turn import longest_turn
from app.evaluation.measures.questions import questions
from app.evaluation.measures.talk_share import talk_share
from app.evaluation.schema import Measure

MEASURES: tuple[Callable[[Conversation], Measure], ...] = (
    emotional_moments,
    longest_turn,
    questions,
    talk_share,
)
"""In the order in which a report shows them."""

__all__ = ["MEASURES", "emotional_moments", "longest_turn", "questions", "talk_share"]
