"""Whether an utterance is no language that the patient understands, or was misheard."""

from __future__ import annotations

import re

from app.patient.acts.lexicon import pattern
from app.patient.acts.text import words
from app.patient.minilm.embedder import Embedder

_FEWEST = 2
_KNOWN_SHARE = 0.45
_SURE_SHARE = 0.8
"""Of the held-out utterances, in medical English too, 2 % have fewer whole words."""
_NO_VOWEL = re.compile(r"^[^aeiouy\d']{4,}$")
_STUTTER = re.compile(r"^(\w+)(?: \1){3,}$")
_MEANT = frozenset({"no", "yes", "okay", "right", "sorry", "please", "hello", "go"})
"""Words that people say again and again."""
_HOME = frozenset(
    words(
        "the a an i you it is are am was we to of and in that this your my me not no yes have has "
        "had do did can could will would what how why who where when with for on at be about so"
    )
)


def is_gibberish(text: str, embedder: Embedder | None) -> bool:
    """True for keyboard noise, stuttered syllables and most foreign speech.

    Without an embedder only noise is found.
    """
    spoken = words(text)
    if len(spoken) < _FEWEST:
        return any(_NO_VOWEL.match(word) for word in spoken)
    if sum(1 for word in spoken if _NO_VOWEL.match(word)) * 2 >= len(spoken):
        return True
    plain = " ".join(spoken)
    if _STUTTER.fullmatch(plain) and spoken[0] not in _MEANT:
        return True
    if any(pattern(name).search(plain) for name in ("jargon", "clinical")):
        return False
    if embedder is None or len(_HOME.intersection(spoken)) * 5 >= len(spoken):
        return False
    whole, total = embedder.whole_words(plain)
    return total >= 3 and whole < total * _KNOWN_SHARE


def is_misheard(text: str, embedder: Embedder | None) -> bool:
    """True where so many words are none that the recogniser has probably made them up."""
    if embedder is None:
        return False
    whole, total = embedder.whole_words(" ".join(words(text)))
    return total > 0 and whole < total * _SURE_SHARE
