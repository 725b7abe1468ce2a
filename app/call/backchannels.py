"""What is said over the patient: a sign of listening, or a bid for the floor?

Two thirds of the "interruptions" in the openings of consultations are backchannels
(see docs/design.md), so a short sound of assent must never stop the patient.
"""

from __future__ import annotations

import re

_BACKCHANNELS = frozenset(
    "mm mhm mmhm hm hmm hmmm uh huh uhhuh um yeah yes yep yup ok okay right sure i see oh ah aha "
    "of course go on no".split()
)
_BIDS = re.compile(
    r"\b(wait|stop|sorry|excuse|hold on|hang on|let me|listen|but|can i|could i|may i|just a)\b"
)
_MOST_WORDS = 4


def bids_for_floor(text: str) -> bool:
    """Whether ``text``, the words of a first moment of overlap, asks for the floor."""
    words = re.findall(r"[a-z']+", text.lower().replace("-", ""))
    if not words:
        return False
    if _BIDS.search(" ".join(words)):
        return True
    return len(words) > _MOST_WORDS or any(word not in _BACKCHANNELS for word in words)
