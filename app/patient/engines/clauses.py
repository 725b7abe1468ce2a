"""A stream of text cut into clauses that can be spoken one by one."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Iterator

_SENTENCE_END = re.compile(r"[.!?…]+[\"')\]]*(?=\s)")
_CLAUSE_END = re.compile(r"[,;:—–](?=\s)")
_FEWEST_WORDS = 4
_TITLE = re.compile(r"\b(?:dr|mr|mrs|ms|st)\.$", re.IGNORECASE)


async def clauses(pieces: AsyncIterator[str]) -> AsyncIterator[str]:
    """The clauses of a stream, each as soon as it is whole."""
    waiting = ""
    async for piece in pieces:
        waiting += piece
        while (end := _end(waiting)) is not None:
            yield waiting[:end].strip()
            waiting = waiting[end:].lstrip()
    if waiting.strip():
        yield waiting.strip()


def split(text: str) -> Iterator[str]:
    """The clauses of a text that is there already."""
    waiting = text.strip()
    while (end := _end(waiting)) is not None:
        yield waiting[:end].strip()
        waiting = waiting[end:].lstrip()
    if waiting:
        yield waiting


def _end(text: str) -> int | None:
    """Where the first clause ends; a comma ends one only after a few words."""
    for match in _SENTENCE_END.finditer(text):
        if not _TITLE.search(text[: match.end()]):
            return match.end()
    for match in _CLAUSE_END.finditer(text):
        if len(text[: match.end()].split()) >= _FEWEST_WORDS:
            return match.end()
    return None
