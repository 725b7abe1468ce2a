"""TF-IDF of word 1- to 3-grams and of character 2- to 5-grams within words."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from app.patient.acts.text import words

Row = tuple[NDArray[np.int32], NDArray[np.float32]]
"""One sparse unit vector: columns and values."""


def ngrams(text: str) -> Counter[str]:
    """N-grams of the words of ``text`` with their counts; punctuation plays no part."""
    tokens = words(text)
    counts: Counter[str] = Counter()
    for size in (1, 2, 3):
        for start in range(len(tokens) - size + 1):
            counts["w:" + " ".join(tokens[start : start + size])] += 1
    for token in tokens:
        padded = f" {token} "
        for size in (2, 3, 4, 5):
            for start in range(len(padded) - size + 1):
                counts["c:" + padded[start : start + size]] += 1
    return counts


class TfIdf:
    """Maps texts to sparse unit vectors over a fixed vocabulary."""

    def __init__(self, terms: Sequence[str], idf: NDArray[np.float32]) -> None:
        self.terms = tuple(terms)
        self.idf = idf
        self._column: Mapping[str, int] = {term: i for i, term in enumerate(self.terms)}

    @classmethod
    def fit(cls, texts: Iterable[str], fewest: int = 2) -> TfIdf:
        """A vocabulary of the n-grams that stand in at least ``fewest`` of ``texts``."""
        documents: Counter[str] = Counter()
        total = 0
        for text in texts:
            documents.update(ngrams(text).keys())
            total += 1
        terms = sorted(term for term, count in documents.items() if count >= fewest)
        idf = [math.log((1 + total) / (1 + documents[term])) + 1 for term in terms]
        return cls(terms, np.array(idf, dtype=np.float32))

    def row(self, text: str) -> Row:
        """The sparse unit vector of ``text``; empty if no n-gram is known."""
        known = {
            self._column[gram]: 1 + math.log(count)
            for gram, count in ngrams(text).items()
            if gram in self._column
        }
        columns = np.fromiter(known.keys(), dtype=np.int32, count=len(known))
        values = np.fromiter(known.values(), dtype=np.float32, count=len(known)) * self.idf[columns]
        norm = float(np.linalg.norm(values))
        return columns, values / norm if norm > 0 else values
