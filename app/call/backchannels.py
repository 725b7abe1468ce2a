"""What is said over the patient: a sign of listening, or a bid for the floor?

Most of what overlaps a speaker is such a sign, so a short sound of assent must never stop the
patient.
"""

from __future__ import annotations

import re

_BACKCHANNELS = frozenset(
    "mm mhm mmhm hm hmm hmmm uh huh uhhuh um yeah yes yep yup ok okay right sure i see oh ah aha "
    "of course go on no".split()
)
_BIDS = re.compile(
    r"\b(wait|stop|sorry|excuse|hold on|hang on|let me|listen|but|can i|could i|may i|just a|"
    r"can you|could you|would you|what|why|how)\b"
)
_LOOPS = 1.8
"""How often each word comes, on average, in what a recogniser makes of a hum: it repeats itself."""
_LEAST_WORDS = 3
"""Different words that are no sign of listening: fewer may be a recogniser's guess at a hum, of
which it makes "you have" or "in the"."""


def bids_for_floor(text: str) -> bool:
    """Whether ``text``, the words of a first moment of overlap, asks for the floor. A recogniser
    repeats itself on half a second of sound, so each word counts once."""
    heard = re.findall(r"[a-z']+", text.lower().replace("-", ""))
    words = list(dict.fromkeys(heard))
    if _BIDS.search(" ".join(words)):
        return True
    if len(heard) >= _LOOPS * len(words):
        return False
    return len([word for word in words if word not in _BACKCHANNELS]) >= _LEAST_WORDS
