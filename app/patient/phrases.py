"""Whether words stand in an utterance, as a recogniser or a keyboard wrote it."""

from __future__ import annotations

import re
from collections.abc import Iterable

_STEM = 5
"""From this length on a phrase also stands for words that go on after it."""


def plain(text: str) -> str:
    """``text`` in lower case, with straight apostrophes and single spaces."""
    return " ".join(text.lower().replace("’", "'").split())


def matcher(phrases: Iterable[str]) -> re.Pattern[str]:
    """Finds any of the phrases at the beginning of a word.

    A short phrase takes no more than an English ending (``bus`` finds ``buses``, not
    ``business``); from five letters on it is a stem (``biops`` finds ``biopsies``).
    """
    parts = []
    for phrase in sorted(phrases, key=len, reverse=True):
        words = re.escape(plain(phrase)).replace(r"\ ", r"[\s,-]+")
        ending = "" if len(phrase) >= _STEM else r"(?:'s|s|es|d|ed|ing)?(?![a-z0-9])"
        parts.append(words + ending)
    return re.compile(r"(?<![a-z0-9])(?:" + "|".join(parts or ["(?!)"]) + ")")
