"""Kinds among the acts that every scenario shares: who finds them, and which hurt."""

from __future__ import annotations

from app.scenario.vocabulary import ACTS

OTHER = "other"

FROM_EVENTS = frozenset({"interrupts", "silence_kept", "silence_long"})
"""Acts that no words show: the call's events do."""

FROM_RULES = frozenset({"name_error", "rambles"})
"""Acts that only rules find: they need the patient's name, or a count, and no examples."""

QUESTION_FORMS = frozenset({"open_q", "closed_q"})
"""How something is asked, beside what is asked."""

HEARD: tuple[str, ...] = tuple(act for act in ACTS if act not in FROM_EVENTS | FROM_RULES)
"""Acts that an utterance alone can show, in the order of the models' columns; the examples carry
these."""

CONTENT: tuple[str, ...] = tuple(act for act in HEARD if act not in QUESTION_FORMS)
"""Those that say what is done, and not only how."""

PARENTS = {"recommends_tied": "recommends"}
"""What a refinement also is: whoever reads a list of acts is shown both."""

UNKIND = ("dismisses", "argues", "insult", "false_reassurance")
KIND = (
    "supports",
    "understands",
    "names_emotion",
    "respects",
    "explores",
    "relieves_guilt",
    "wish",
    "apologises",
)
"""Acts that help, which must not be taken for one of ``UNKIND``."""

__all__ = [
    "ACTS",
    "CONTENT",
    "FROM_EVENTS",
    "FROM_RULES",
    "HEARD",
    "KIND",
    "OTHER",
    "PARENTS",
    "QUESTION_FORMS",
    "UNKIND",
]
