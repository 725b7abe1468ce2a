"""Whether words stand in an utterance, as a recogniser or a keyboard wrote it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

_STEM = 5
"""From this length on a phrase's last word also stands for words that go on after it."""


def plain(text: str) -> str:
    """``text`` in lower case, with straight apostrophes and single spaces."""
    return " ".join(text.lower().replace("’", "'").split())


def matcher(phrases: Iterable[str]) -> re.Pattern[str]:
    """Finds any of the phrases at the beginning of a word.

    A short last word takes no more than an English ending (``bus`` finds ``buses``, not
    ``business``; ``call you`` not ``call your``); from five letters on it is a stem (``biops``
    finds ``biopsies``).
    """
    return _compiled(tuple(phrases))


@lru_cache(maxsize=16384)
def _compiled(phrases: tuple[str, ...]) -> re.Pattern[str]:
    parts = []
    for phrase in sorted(phrases, key=len, reverse=True):
        words = re.escape(plain(phrase)).replace(r"\ ", r"[\s,-]+")
        last = plain(phrase).split()[-1]
        ending = "" if len(last) >= _STEM else r"(?:'s|s|es|d|ed|ing)?(?![a-z0-9])"
        parts.append(words + ending)
    return re.compile(r"(?<![a-z0-9])(?:" + "|".join(parts or ["(?!)"]) + ")")


_PART = re.compile(r"[.!?;…]+\s*")
_FEWEST = 3


def sayings(text: str) -> frozenset[str]:
    """The sentences of ``text``, words only: what is said a second time has been heard before.
    Shorter than three words, nothing wears out."""
    parts = (re.findall(r"[a-z0-9']+", part) for part in _PART.split(plain(text)))
    return frozenset(" ".join(words) for words in parts if len(words) >= _FEWEST)
