"""Open and closed questions, by what they do and not by how they begin."""

from __future__ import annotations

from app.evaluation.conversation import Conversation, LearnerTurn
from app.evaluation.schema import Evidence, Measure

OPEN = frozenset(
    {"open_q", "explores", "perception", "invitation", "values_goals", "checks_understanding"}
)
CLOSED = frozenset({"closed_q"})
_SOURCE = (
    "Primary-care visits hold about 22 closed biomedical questions for each two open ones about "
    "the person. Counted by function: 'Could you tell me more?' is open."
)
_QUOTES = 3


def questions(talk: Conversation) -> Measure:
    """Turns that open a subject against turns that close one. A turn that does both counts as
    open; asking for permission counts as neither."""
    opened = [turn for turn in talk.learner if OPEN.intersection(turn.acts)]
    closed = [turn for turn in talk.learner if _closes(turn)]
    total = len(opened) + len(closed)
    reason = None if total else "You asked no questions in this talk."
    return Measure(
        id="questions",
        title="Open and closed questions",
        value=len(opened) if total else None,
        unit="questions",
        numerator=len(opened) if total else None,
        denominator=total if total else None,
        sentence=reason or _sentence(len(opened), total),
        evidence=tuple(
            Evidence(t=turn.t0, t_end=turn.t1, quote=turn.text, who="learner")
            for turn in opened[:_QUOTES] + closed[:_QUOTES]
        ),
        use="show",
        source=_SOURCE,
        not_assessable_reason=reason,
        parts={"open": len(opened), "closed": len(closed)},
    )


def _sentence(opened: int, total: int) -> str:
    if total == 1:
        return f"Your one question {'left the answer open' if opened else 'asked for one answer'}."
    return f"{opened} of your {total} questions left the answer open."


def _closes(turn: LearnerTurn) -> bool:
    return bool(CLOSED.intersection(turn.acts)) and not OPEN.intersection(turn.acts)
