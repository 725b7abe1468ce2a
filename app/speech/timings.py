"""From the durations that a model gives its symbols to timed sounds and words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app.speech.pronunciation import Pronunciation
from app.speech.types import Phoneme, Word

_STRESS = {"ˈ": 2, "ˌ": 1}
_LENGTHENS = frozenset("ːʰʲ")
_PUNCTUATION = frozenset(';:,.!?—…"()“”')


def timed_phonemes(symbols: str, edges: Sequence[float]) -> tuple[Phoneme, ...]:
    """``edges[i]`` to ``edges[i + 1]``, in seconds, is symbol i. Stress marks become part of the
    vowel after them, length marks of the sound before them, punctuation a pause ","."""
    sounds: list[Phoneme] = []
    begin: float | None = None
    stress = 0
    for index, symbol in enumerate(symbols):
        start, end = edges[index], edges[index + 1]
        if symbol in _STRESS:
            stress = _STRESS[symbol]
            begin = start if begin is None else begin
        elif symbol in _LENGTHENS and sounds:
            sounds[-1] = replace(sounds[-1], end=end)
        else:
            written = "," if symbol in _PUNCTUATION else symbol
            sounds.append(Phoneme(written, start if begin is None else begin, end, stress))
            begin, stress = None, 0
    return tuple(sounds)


def timed_words(spoken: Pronunciation, edges: Sequence[float]) -> tuple[Word, ...]:
    """One Word for each of ``spoken.words``; a word without sounds (a dash) takes no time."""
    first: dict[int, float] = {}
    last: dict[int, float] = {}
    for index, word in enumerate(spoken.word_of):
        if word < 0:
            continue
        first.setdefault(word, edges[index])
        if spoken.symbols[index] not in _PUNCTUATION or word not in last:
            last[word] = edges[index + 1]
    words: list[Word] = []
    now = edges[0] if len(edges) else 0.0
    for index, text in enumerate(spoken.words):
        start = max(now, first.get(index, now))
        now = max(start, last.get(index, start))
        words.append(Word(text, start, now))
    return tuple(words)


def even_edges(symbols: str, seconds: float) -> list[float]:
    """Edges for a model that hides its durations: vowels twice as long as consonants."""
    weights = [0.0 if s in _STRESS else 2.0 if s in _VOWELS else 1.0 for s in symbols]
    total = sum(weights) or 1.0
    edges = [0.0]
    for weight in weights:
        edges.append(edges[-1] + weight / total * seconds)
    return edges


_VOWELS = frozenset("AIOQWYaeiouæɐɑɒɔəɚɛɜɪʊʌᵊᵻː")
