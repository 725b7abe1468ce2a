"""Emotional moments answered, n of m: the patient shows a feeling, and the learner meets it.

The simulator knows when the patient showed a feeling, so the denominator is the log's own
``emotional_moment`` events. What was said in one stretch, with no learner turn between, is one
moment: it can be answered only once. It is answered when the learner's next turn does something
about the feeling, does not wave it away as well, and begins within ANSWER_WITHIN_S of the patient's
last word, or, when the learner kept a silence first, within ANSWER_AFTER_SILENCE_S.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from app.evaluation.conversation import Conversation, LearnerTurn, Opening, PatientTurn, joined
from app.evaluation.schema import Answer, Evidence, Measure, Moment

ANSWER_WITHIN_S = 10.0
ANSWER_AFTER_SILENCE_S = 25.0
MEETS_FEELING = frozenset(
    {
        "names_emotion",
        "understands",
        "respects",
        "supports",
        "explores",
        "wish",
        "apologises",
        "relieves_guilt",
    }
)
SPOILS = frozenset({"argues", "dismisses", "false_reassurance", "farewell", "insult"})
"""Louder than any warmth in the same turn: 'so strong, they will be fine' answers no fear, blame
is no relief, and a goodbye leaves the feeling where it is."""
_WEIGHT = {"disclosure": 3, "hint": 2, "news": 1, "feeling": 0}
_SOURCE = (
    "Empathic opportunities and responses, next turn within 10 s. Oncologists answered 10 to 35% "
    "of them in four studies; an answer cost 21 seconds on average."
)


def emotional_moments(talk: Conversation) -> Measure:
    """Moments answered over moments there were, never a bare percentage."""
    found = moments(talk)
    answered = [moment for moment in found if moment.answered]
    reason = None if found else "The patient showed no strong feeling in this talk."
    return Measure(
        id="emotional_moments",
        title="Emotional moments answered",
        value=len(answered) if found else None,
        unit="moments",
        numerator=len(answered) if found else None,
        denominator=len(found) if found else None,
        sentence=reason or _sentence(len(answered), len(found)),
        evidence=tuple(evidence for moment in found for evidence in _evidence(moment)),
        use="score",
        source=_SOURCE,
        not_assessable_reason=reason,
    )


def _sentence(answered: int, found: int) -> str:
    return f"You answered {answered} of {found} emotional moment{'s' if found > 1 else ''}."


def moments(talk: Conversation) -> tuple[Moment, ...]:
    """Each stretch of the patient's speech in which a feeling showed, and what came after it."""
    placed = ((_place(talk, opening), opening) for opening in talk.openings)
    in_order = sorted(placed, key=lambda pair: (pair[0], pair[1].t))
    return tuple(
        _moment(talk, place, [opening for _, opening in group])
        for place, group in groupby(in_order, key=lambda pair: pair[0])
    )


def _place(talk: Conversation, opening: Opening) -> int:
    """How many learner turns had begun before the opening: the stretch that it belongs to."""
    spoken = next((turn for turn in talk.patient if turn.id == opening.utterance), None)
    begins = spoken.t0 if spoken else opening.t
    return sum(1 for turn in talk.learner if turn.t0 < begins)


def _moment(talk: Conversation, place: int, openings: Sequence[Opening]) -> Moment:
    strongest = max(openings, key=lambda opening: _WEIGHT.get(opening.kind, 0))
    following = talk.learner[place] if place < len(talk.learner) else None
    before = following.t0 if following else float("inf")
    named = {opening.utterance for opening in openings}
    said = [turn for turn in talk.patient if turn.id in named]
    begins = said[0].t0 if said else openings[0].t
    stretch = [turn for turn in talk.patient if begins <= turn.t0 < before]
    ends = stretch[-1].t1 if stretch else begins
    answers = following is not None and _answers(talk, following, ends)
    return Moment(
        t=round(begins, 2),
        kind=strongest.kind,
        emotion=strongest.emotion,
        quote=_quote(said),
        answered=answers,
        answer=Answer(t=round(following.t0, 2), quote=following.text)
        if answers and following
        else None,
    )


def _answers(talk: Conversation, turn: LearnerTurn, ends: float) -> bool:
    kept = any(ends < silence.t <= turn.t0 for silence in talk.silences)
    within = ANSWER_AFTER_SILENCE_S if kept else ANSWER_WITHIN_S
    meets = MEETS_FEELING.intersection(turn.acts) and not SPOILS.intersection(turn.acts)
    return turn.t0 - ends <= within and bool(meets)


def _quote(said: Sequence[PatientTurn]) -> str:
    return joined(turn.heard for turn in said)


def _evidence(moment: Moment) -> tuple[Evidence, ...]:
    shown = Evidence(t=moment.t, quote=moment.quote, who="patient")
    if moment.answer is None:
        return (shown,)
    return (shown, Evidence(t=moment.answer.t, quote=moment.answer.quote, who="learner"))
