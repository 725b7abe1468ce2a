"""What a question wants for an answer: a person, a time, a yes or a no."""

from __future__ import annotations

import re

from app.patient.acts.questions import form
from app.patient.acts.text import recogniser_form, sentences
from app.scenario.vocabulary import Sought

_COUNTED = r"how (?:many|much|often)\b"
_SPAN = (
    r"how long\b|since when\b|how (?:many|much) (?:more |longer )?"
    r"(?:years|months|weeks|days|hours|minutes|time)\b"
)
_WORDS: tuple[tuple[Sought, re.Pattern[str]], ...] = (
    ("how_long", re.compile(_SPAN)),
    ("how_many", re.compile(_COUNTED)),
    ("why", re.compile(r"\b(?:why|how come|what for|what made|what makes|for what reason)\b")),
    ("when", re.compile(r"\b(?:when|(?:what|which|on what) (?:time|day|date|month|year))\b")),
    ("who", re.compile(r"\b(?:who|who's|whom|whose|which of (?:them|the \w+))\b")),
    ("where", re.compile(r"\b(?:where|where's|(?:what|which) (?:town|city|place|hospital))\b")),
    ("how", re.compile(r"\bhow\b")),
    ("what", re.compile(r"\b(?:what|what's|which)\b")),
)


_OFFER = re.compile(
    r"\b(?:(?:may|can|could|shall|should) (?:i|we)|would you (?:like|mind|want|rather|prefer)|"
    r"do you (?:want|mind)|(?:is it|would it be|is that) (?:ok|okay|all ?right)|if i)\b"
)
_EITHER_OR = re.compile(r" or (?!anything|something|so\b|two\b)")


def sought(text: str) -> Sought | None:
    """What the last question of ``text`` wants, or None where it asks nothing that a plain word
    could answer: an offer, a request, the one or the other."""
    asked = [sentence for sentence in sentences(text) if form(sentence) is not None]
    if not asked:
        return None
    plain = recogniser_form(asked[-1])
    if form(asked[-1]) == "closed_q":
        return None if _OFFER.search(plain) or _EITHER_OR.search(plain) else "yes_no"
    found = [(words.search(plain), wanted) for wanted, words in _WORDS]
    first = min(((match.start(), at) for at, (match, _) in enumerate(found) if match), default=None)
    return found[first[1]][1] if first else None
