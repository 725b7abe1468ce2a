"""Which part of an unfinished transcript can be shown: the part on which two guesses agree."""

from __future__ import annotations


class AgreedPrefix:
    """Keeps the longest prefix, in words, that two successive guesses share. What was once shown
    is taken back only if the guesses come to agree on something else."""

    def __init__(self) -> None:
        self._previous: list[str] = []
        self._agreed: list[str] = []

    def update(self, text: str) -> str:
        """Take the next guess at the whole utterance; returns the words to show."""
        words = text.split()
        common = _common(self._previous, words)
        if common > len(self._agreed) or _common(self._agreed, words) < common:
            self._agreed = words[:common]
        self._previous = words
        return " ".join(self._agreed)


def _common(one: list[str], two: list[str]) -> int:
    count = 0
    for a, b in zip(one, two, strict=False):
        if _bare(a) != _bare(b):
            break
        count += 1
    return count


def _bare(word: str) -> str:
    return word.strip(".,!?;:…—-\"'").lower()
