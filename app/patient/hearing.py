"""What a patient hears first, where an utterance does several things."""

from __future__ import annotations

from collections.abc import Sequence

from app.events import ScoredAct

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

_STEP = 0.16
_FEELING = frozenset({"names_emotion", "understands"})
_FACT = frozenset({"gives_info", "prognosis", "recommends", "recommends_tied", "relieves_guilt"})


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
    return heard


def _rank(act: str) -> int:
    return next((at for at, group in enumerate(_RANKS) if act in group), len(_RANKS))
