"""What a patient hears first, where an utterance does several things."""

from __future__ import annotations

from collections.abc import Sequence

from app.events import ScoredAct
from app.patient.acts.vocabulary import FROM_EVENTS, QUESTION_FORMS

_RANKS: tuple[frozenset[str], ...] = (
    frozenset({"insult", "argues", "dismisses", "meta", "gibberish"}),
    frozenset({"false_reassurance", "name_error"}),
    frozenset({"fact_dump", "report_tour", "euphemism", "jargon", "rambles", "premature_fix",
               "self_talk"}),
    frozenset({"gives_news", "prognosis", "warning_shot", "relieves_guilt", "recommends_tied"}),
    frozenset({"recommends", "gives_info", "permission", "invitation", "perception",
               "values_goals", "checks_understanding", "explores", "names_emotion", "introduces",
               "open_q", "closed_q", "summarises"}),
    frozenset({"understands", "supports", "respects", "wish", "apologises", "small_talk",
               "farewell"}),
)  # fmt: skip
"""The worst is heard first: blame, comfort that nobody asked for, words that shut out, facts, then
questions and warmth."""

HARMFUL = frozenset().union(*_RANKS[:3])
_UNSURE = 0.22
_CLEAR_OF_THE_BEST = 0.25
_STEP = 0.16
_PLAIN_SHARE = 0.75
"""What the form of a question counts beside its purpose."""
_FEELING = frozenset({"names_emotion", "understands"})
_PURPOSE = frozenset({
    "explores", "permission", "invitation", "perception", "values_goals", "checks_understanding",
    "introduces", "names_emotion",
})  # fmt: skip
_FACT = frozenset({"gives_info", "prognosis", "recommends", "recommends_tied", "relieves_guilt"})


QUESTIONS = frozenset({
    "open_q", "closed_q", "explores", "permission", "invitation", "perception", "values_goals",
    "checks_understanding",
})  # fmt: skip
"""Acts that want an answer: an utterance that does one of them closes no talk."""


def believed(acts: Sequence[ScoredAct]) -> tuple[ScoredAct, ...]:
    """The acts that are sure enough to act upon. A reproach is not read into words on a hunch:
    what harms must be nearly as sure as whatever else the words did."""
    best = max((act.score for act in acts if act.act not in FROM_EVENTS), default=0.0)
    return tuple(
        act
        for act in acts
        if act.score >= (max(0.5, best - _CLEAR_OF_THE_BEST) if act.act in HARMFUL else _UNSURE)
    )


def weights(acts: Sequence[ScoredAct]) -> dict[str, float]:
    """How loudly each act is heard, 0 to 1; the first of the worst is heard at its full score.

    A feeling named beside a fact counts as both.
    """
    if not acts:
        return {}
    names = {act.act for act in acts}
    best = min(_rank(name) for name in names)
    both = bool(names & _FEELING) and bool(names & _FACT)
    heard = {}
    for act in acts:
        behind = _rank(act.act) - best
        if both and act.act in _FEELING | _FACT:
            behind = 0
        heard[act.act] = max(0.15, min(1.0, 0.4 + 0.6 * act.score) - _STEP * behind)
    if names & _PURPOSE:
        for form in names & QUESTION_FORMS:
            heard[form] *= _PLAIN_SHARE
    return heard


def _rank(act: str) -> int:
    return next((at for at, group in enumerate(_RANKS) if act in group), len(_RANKS))
