"""How long words take, where nobody speaks them: the rates from which a rehearsal has its time."""

from __future__ import annotations

LEARNER_WORDS_A_SECOND = 2.5
PATIENT_WORDS_A_SECOND = 2.6
REPLY_AFTER = 0.9
"""Seconds between the end of one's words and the other's answer."""
_SHORTEST = 0.4
_PACES = {"slow": 0.8, "normal": 1.0, "fast": 1.2}


def learner_seconds(text: str) -> float:
    return max(_SHORTEST, len(text.split()) / LEARNER_WORDS_A_SECOND)


def patient_seconds(text: str, pace: str) -> float:
    """``pace``: slow, normal or fast."""
    return max(_SHORTEST, len(text.split()) / (PATIENT_WORDS_A_SECOND * _PACES[pace]))
