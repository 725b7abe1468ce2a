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


def split_clauses(text: str, quick: bool = False) -> list[str]:
    """The clauses of ``text`` in order. Joined with spaces they are its words again. A text
    without words gives no clauses.

    ``quick``: somebody waits for the first sound, so the first clause is as short as it can be
    without sounding torn off: "Okay.", or a few words up to a comma.
    """
    clauses: list[str] = []
    for sentence in split_sentences(text):
        clauses += _split_at_commas(sentence)
    return [*_cut_short(clauses[0]), *clauses[1:]] if quick and clauses else clauses


def _cut_short(clause: str) -> list[str]:
    words = clause.split()
    for index, word in enumerate(words[:-1]):
        if _ends(word, words[index + 1]) or (_COMMA.search(word) and index + 1 >= FEWEST_WORDS):
            return [" ".join(words[: index + 1]), " ".join(words[index + 1 :])]
    return [clause]


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
