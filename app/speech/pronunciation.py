"""Text to the sounds that Kokoro and hibari speak, with the words they belong to."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from importlib.resources import files

from hibari.g2p import G2P
from hibari.g2p.normalize import normalize

_PLAIN_NO = re.compile(r"\b(no)\.(?!\s*\d)")
"""hibari takes "no." for "number"; its own notation for a given sound keeps it from that."""


@dataclass(frozen=True, slots=True)
class Pronunciation:
    """``symbols``: IPA as Kokoro writes it, stress marks and punctuation among them.
    ``word_of[i]`` is the index in ``words`` of the word that symbol i belongs to, or -1."""

    symbols: str
    words: tuple[str, ...]
    word_of: tuple[int, ...]

    @property
    def silent(self) -> bool:
        """Nothing to say: "…", for one."""
        return not any(symbol.isalpha() for symbol in self.symbols)


def pronounce(text: str, british: bool = False) -> Pronunciation:
    """How ``text`` is spoken. ``words`` are ``text.split()``. Blocks for a few milliseconds."""
    words = tuple(text.split())
    groups = _groups(text, british)
    owner = _owners(words, [spelt for spelt, _ in groups])
    symbols: list[str] = []
    word_of: list[int] = []
    for index, (_, spoken) in enumerate(groups):
        known = [symbol for symbol in spoken if symbol in vocabulary()]
        if known and symbols:
            symbols.append(" ")
            word_of.append(-1)
        symbols += known
        word_of += [_within(owner[index], i, len(known)) for i in range(len(known))]
    return Pronunciation("".join(symbols), words, tuple(word_of))


@cache
def vocabulary() -> dict[str, int]:
    """The models' number for each symbol; 0 pads."""
    read: dict[str, int] = json.loads(
        (files("hibari") / "assets" / "vocab.json").read_text(encoding="utf-8")
    )
    return read


def tokens(symbols: str) -> list[int]:
    """Numbers for the models, with the pad on either side."""
    return [0, *(vocabulary()[symbol] for symbol in symbols), 0]


@cache
def _speller(british: bool) -> G2P:
    return G2P(british=british)


def _groups(text: str, british: bool) -> list[tuple[str, str]]:
    """(spelling, symbols) of each stretch of text between spaces, numbers written out."""
    speller = _speller(british)
    text = _PLAIN_NO.sub(r"[\1](/nˈQ/)." if british else r"[\1](/nˈO/).", text)
    groups: list[tuple[str, str]] = []
    spelt = spoken = ""
    for token in speller.phonemize_tokens(speller.tokenize(normalize(text))):
        spelt += token.text
        spoken += token.phonemes or ""
        if token.whitespace:
            groups.append((spelt, spoken))
            spelt = spoken = ""
    return [*groups, (spelt, spoken)] if spelt else groups


def _owners(words: tuple[str, ...], groups: list[str]) -> list[range]:
    """The words that each group stands for: one, where text and normalised text agree."""
    if len(words) == len(groups):
        return [range(i, i + 1) for i in range(len(words))]
    owners = [range(0)] * len(groups)
    one, two = [word.lower() for word in words], [group.lower() for group in groups]
    for _, a0, a1, b0, b1 in SequenceMatcher(None, one, two, autojunk=False).get_opcodes():
        count = b1 - b0
        for i in range(count):
            begin = a0 + (a1 - a0) * i // count
            end = a0 + (a1 - a0) * (i + 1) // count
            owners[b0 + i] = range(begin, max(end, min(begin + 1, a1)))
    return owners


def _within(owner: range, index: int, count: int) -> int:
    """Which of several words the symbol at ``index`` of ``count`` belongs to."""
    return owner[len(owner) * index // count] if len(owner) else -1
