"""What the learner says that they will do, turned towards the patient."""

from __future__ import annotations

import re

_PROMISE = re.compile(
    r"\b(?:i'll|i will|i'm going to) (?:also |personally |definitely )?"
    r"((?:call|phone|ring|text|see|meet|check on|check in with|check back with|visit|stay with|"
    r"send|write to|come back to|follow up with|look after|wait with|sit with|ask)\b"
    r"[^.,;:!?…]*)",
    re.IGNORECASE,
)
_TURNED = {"you": "me", "your": "my", "yours": "mine", "yourself": "myself"}
_DROPPED = {"myself", "personally", "then", "so", "and", "to", "that", "again"}
_OPEN_ENDS = {"if", "what", "whether", "about", "when", "how", "because", "which", "who", "for"}
_WORD = re.compile(r"[A-Za-z0-9'’:-]+")
MOST_WORDS = 5


def promise(text: str, acts: frozenset[str]) -> str | None:
    """The promise as a verb phrase, person turned ("call me tonight"); five words at most."""
    for match in _PROMISE.finditer(text):
        words = [word for word in _WORD.findall(match.group(1)) if word.lower() not in _DROPPED]
        words = [_TURNED.get(word.lower(), word) for word in words]
        ends = [at for at, word in enumerate(words) if word.lower() in _OPEN_ENDS]
        words = words[: ends[0]] if ends else words
        said_to_her = {"me", "my"} & set(words)
        if said_to_her and 2 <= len(words) <= MOST_WORDS and "i" not in map(str.lower, words):
            return " ".join((words[0].lower(), *words[1:]))
    return None
