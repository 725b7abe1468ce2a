"""Acts that are a matter of how much is said: rambling, and too many facts in one turn."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.patient.acts.lexicon import pattern
from app.patient.acts.rules import is_question
from app.patient.acts.text import recogniser_form, words

LONG_TURN_WORDS = 75
LONG_TURN_SECONDS = 30.0
MANY_FACTS = 4
_PART = re.compile(r"[.;!?]|,?\s(?:and|but|so|then|plus|also|because|which|after that)\s|,\s")


def found(text: str, turn_seconds: float | None) -> Iterator[tuple[str, float]]:
    """Acts by count in the whole of a turn."""
    length = len(words(text))
    asks = is_question(text)
    too_long = turn_seconds is not None and turn_seconds > LONG_TURN_SECONDS
    if (length > LONG_TURN_WORDS or too_long) and not asks:
        yield "rambles", 0.95
    if facts(text) >= MANY_FACTS and not asks:
        yield "fact_dump", 0.9


def facts(text: str) -> int:
    """How many clinical statements ``text`` makes: clauses of three words or more."""
    return sum(
        1
        for part in _PART.split(text.lower())
        if len(words(part)) >= 3
        and any(pattern(name).search(recogniser_form(part)) for name in ("clinical", "jargon"))
    )
