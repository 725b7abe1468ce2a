"""Whether a sentence asks, and whether openly: a matter of form, so rules read it."""

from __future__ import annotations

import re
from typing import Literal

from app.patient.acts.text import recogniser_form

Form = Literal["open_q", "closed_q"]


def _any(*alternatives: str) -> str:
    return "(?:" + "|".join(alternatives) + ")"


_LEAD = (
    r"^(?:(?:so|and|but|okay|ok|well|now|then|um|uh|erm|hi|hello|hey|right|alright|great|sorry|yes|"
    r"just|or|because|before (?:i|we) \w+) )*"
)
_WH = _any("what", "what's", "how", "how's", "why", "who", "who's", "when", "where", "where's",
           "which", "whereabouts")  # fmt: skip
# "How nice", "when I was", "what the scan shows is", "what matters is": no question.
_NO_QUESTION = (
    r"(?! (?:an?|good|great|nice|lovely|terrible|you|i|we|they|my|the|happened to)\b)"
    r"(?! matters is\b)"
)
_ASK_TO_TELL = _any("tell me", "describe", "say more", "explain", "help me", "walk me", "talk me",
                    "take me", "share", "fill me in")  # fmt: skip
_TELL = rf"(?:(?:can|could|would|will) you )?{_ASK_TO_TELL}"
_SUBJECT = _any("you", "your", "i", "we", "it", "that", "this", "those", "these", "he", "she",
                "they", "there", "his", "her", "their", "the", "my", "our", "anyone", "anybody",
                "someone", "somebody", "any", "everything", "one", "now")  # fmt: skip
_HELPER = _any("do", "did", "does", "is", "are", "was", "were", "have", "has", "had", "can",
               "could", "would", "will", "shall", "should", "may",
               "might") + "(?:n't)?"  # fmt: skip
_TAGS = _any("correct", "yes or no", "is that (?:right|correct|okay|alright)", "all right with you",
             "would that be (?:okay|all ?right)", "okay with you", "(?:is|does|has|was)n't it",
             "(?:are|do|have|did)n't you", r"(?<!everything )(?<!got it )(?<!got this )right",
             )  # fmt: skip
_LATE_VERBS = _any(_HELPER, "else", "about", "came", "made", "makes", "happened", "happens",
                   "stuck", "scares", "worries", "frightens", "stood")  # fmt: skip

_OPEN = re.compile(rf"{_LEAD}(?:(?:in|on|with|to|from|at|for|by|of) )?"
                   rf"(?:{_WH}\b{_NO_QUESTION}|{_TELL}\b)")  # fmt: skip
_OPEN_LATE = re.compile(rf"\b{_WH} {_LATE_VERBS}\b|\b(?:what|why|how|who)$")
_OPEN_LATE_UNMARKED = re.compile(
    rf"\b(?:what|why|how|who) {_HELPER} {_SUBJECT}\b(?! (?:say|put it)\b)"
)
_CLOSED = re.compile(
    rf"{_LEAD}(?:{_HELPER} {_SUBJECT}\b|do you mind\b|mind if\b|ready (?:to|for)\b|"
    rf"any (?!way|one|time)\w+|anything\b)"
)
_TAG = re.compile(rf" {_TAGS}$")
_SAY_IT_BACK = re.compile(r"^(?:so )?(?:can|could|would) you .*\b(?:back|again|repeat)\b")


def form(sentence: str) -> Form | None:
    """``open_q`` or ``closed_q`` if ``sentence`` asks, None if it does not."""
    plain = recogniser_form(sentence)
    if " " not in plain:
        return None
    if _OPEN.search(plain) and not _SAY_IT_BACK.search(plain):
        return "open_q"
    if _CLOSED.search(plain) or _TAG.search(plain):
        return "closed_q"
    if sentence.rstrip().endswith("?"):
        return "open_q" if _OPEN_LATE.search(plain) else "closed_q"
    return "open_q" if _OPEN_LATE_UNMARKED.search(plain) else None
