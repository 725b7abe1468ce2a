"""Where a text can be cut, so that the first clause is heard while the next is being spoken."""

from __future__ import annotations

import re

FEWEST_WORDS = 3
"""A clause of fewer words sounds clipped when it is spoken alone: it joins its neighbour."""

LONG_SENTENCE = 14
"""A sentence of more words is cut at its commas too."""

_SENTENCE_END = re.compile(r"""[.!?…]["”’')\]]*$""")
_COMMA = re.compile(r"""([,;:]["”’')\]]*|[—–])$""")
_TITLES = frozenset({"dr.", "mr.", "mrs.", "ms.", "st.", "prof.", "vs.", "a.m.", "p.m.", "e.g."})


def split_clauses(text: str) -> list[str]:
    """The clauses of ``text`` in order. Joined with spaces they are its words again. A text
    without words gives no clauses."""
    clauses: list[str] = []
    for sentence in split_sentences(text):
        clauses += _split_at_commas(sentence)
    return clauses


def split_sentences(text: str) -> list[str]:
    """The sentences of ``text``; a short one stays with the one after it."""
    words = text.split()
    sentences: list[list[str]] = [[]]
    for index, word in enumerate(words):
        sentences[-1].append(word)
        following = words[index + 1] if index + 1 < len(words) else ""
        if following and _ends(word, following) and len(sentences[-1]) >= FEWEST_WORDS:
            sentences.append([])
    if len(sentences) > 1 and len(sentences[-1]) < FEWEST_WORDS:
        last = sentences.pop()
        sentences[-1] += last
    return [" ".join(sentence) for sentence in sentences if sentence]


def _ends(word: str, following: str) -> bool:
    if not _SENTENCE_END.search(word) or word.lower() in _TITLES:
        return False
    return not following.lstrip("\"'“‘(")[:1].islower()


def _split_at_commas(sentence: str) -> list[str]:
    words = sentence.split()
    if len(words) <= LONG_SENTENCE:
        return [sentence]
    parts: list[list[str]] = [[]]
    for index, word in enumerate(words):
        parts[-1].append(word)
        left = len(words) - index - 1
        if _COMMA.search(word) and len(parts[-1]) > FEWEST_WORDS < left:
            parts.append([])
    return [" ".join(part) for part in parts if part]
