"""Forms of an utterance: as written, as a recogniser without punctuation gives it, cut apart."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+(?=\S)")
# Words after which a title's or an initial's full stop ends no sentence.
_ABBREVIATED = re.compile(r"\b(?:dr|mr|mrs|ms|st|prof|jr|sr|no|vs|[a-z])\.$", re.IGNORECASE)
# Where speech without punctuation usually begins a fresh clause.
_CLAUSE_START = re.compile(
    r"\s(?=(?:(?:so|but|and|okay|now|because) )?"
    r"(?:i'm|i am|i wish|i can|i want|i know|i think|i would|i'd|i'll|we'll|we will|we can|"
    r"what|how|would|could|can you|can i|do you|did you|are you|is there|is it|may i|tell me|"
    r"it sounds|it looks|it seems|you look|you seem|you've|you have|you're|this must|that must|"
    r"let me|let's|the scan shows|the cancer has|don't)\b)"
)
_LONG_UNPUNCTUATED = 14
_SHORTEST_CLAUSE = 4


def words(text: str) -> list[str]:
    """The words of ``text``, lower case, apostrophes kept."""
    return [word.replace("’", "'") for word in _WORD.findall(text.lower())]


def recogniser_form(text: str) -> str:
    """``text`` as a recogniser without punctuation writes it: lower case, words only."""
    return " ".join(words(text))


def sentences(text: str) -> list[str]:
    """The sentences of ``text``; long speech without any full stop is cut at likely clauses."""
    found: list[str] = []
    for part in _SENTENCE_END.split(text.strip()):
        if found and _ABBREVIATED.search(found[-1]):
            found[-1] = f"{found[-1]} {part}"
        else:
            found.append(part)
    if len(found) == 1 and not re.search(r"[.,;!?]", text):
        return _clauses(text)
    return [sentence for sentence in found if words(sentence)]


def _clauses(text: str) -> list[str]:
    if len(words(text)) < _LONG_UNPUNCTUATED:
        return [text] if words(text) else []
    found: list[str] = []
    for part in _CLAUSE_START.split(text.lower().strip()):
        if found and (len(words(found[-1])) < _SHORTEST_CLAUSE or len(words(part)) < 2):
            found[-1] = f"{found[-1]} {part}"
        else:
            found.append(part)
    return found
