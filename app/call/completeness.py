"""Is the sentence finished? A vote out of the words and of the sound."""

from __future__ import annotations

import re

_HANGING = re.compile(
    r"\b(and|but|or|so|because|that|if|when|the|a|an|to|of|for|with|in|on|at|my|your|is|are|was|"
    r"i|we|um|uh|like|about|from|which|who|then|than|as|it's|you're|we're|i'm)[,.…]*$",
    re.IGNORECASE,
)
_TRAILS_OFF = re.compile(r"(…|\.\.\.|,|-|—)$")
_ENDS = re.compile(r"[.!?][\"'”’]?$")


def completeness_of_words(text: str) -> float:
    """0 (breaks off) to 1 (surely finished), from the transcript alone."""
    text = text.strip()
    if not text:
        return 0.0
    if _TRAILS_OFF.search(text):
        return 0.1
    if _HANGING.search(text.rstrip(".!? ")):
        return 0.15
    if text.endswith("?"):
        return 0.95
    return 0.85 if _ENDS.search(text) else 0.5


def completeness(text: str, sound: float | None) -> float:
    """The vote on a turn. ``sound`` is the end-of-turn model's probability, or None.

    Words count more: on synthetic speech the model sees three of four ends and refuses half of
    the cuts (docs/hearing.md), so it moves the vote and never makes it alone.
    """
    words = completeness_of_words(text)
    if sound is None:
        return words
    return 0.7 * words + 0.3 * sound
