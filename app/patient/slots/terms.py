"""A medical word that the learner used and did not explain."""

from __future__ import annotations

from app.patient.acts.lexicon import pattern
from app.patient.phrases import plain


def term(text: str, acts: frozenset[str]) -> str | None:
    """The first medical word of an utterance that was taken for jargon, three words at most."""
    if "jargon" not in acts:
        return None
    match = pattern("jargon").search(plain(text))
    if match is None or len(match.group().split()) > 3:
        return None
    found = match.group()
    return found.upper() if len(found) <= 4 and not set(found) & set("aeiouy") else found
