"""Features of an utterance: TF-IDF beside MiniLM, in one joint space.

Both see words only, so an utterance as written and as a recogniser without punctuation gives it
have the same features: what is learnt from one form holds for the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.patient.acts.embedder import DIMENSIONS, VIEWS, Embedder
from app.patient.acts.ngrams import Row, TfIdf
from app.patient.acts.text import recogniser_form

# Chosen by cross-validation on the training files, never on the held-out ones.
NGRAM_WEIGHT = np.float32(1.2)
VIEW_WEIGHTS = np.repeat(np.array([1.4, 1.0, 1.0, 1.0], dtype=np.float32), DIMENSIONS)


@dataclass(frozen=True)
class Features:
    """``ngrams``: sparse rows; ``meanings``: (n, 1536), zeros where there is no embedder."""

    ngrams: tuple[Row, ...]
    meanings: NDArray[np.float32]


class Featurizer:
    def __init__(self, tfidf: TfIdf, embedder: Embedder | None) -> None:
        self.tfidf = tfidf
        self.embedder = embedder

    def features(self, texts: Sequence[str]) -> Features:
        rows = tuple(
            (columns, values * NGRAM_WEIGHT) for columns, values in map(self.tfidf.row, texts)
        )
        if self.embedder is None:
            return Features(rows, np.zeros((len(texts), VIEWS * DIMENSIONS), dtype=np.float32))
        views = self.embedder.views([recogniser_form(text) or text for text in texts])
        return Features(rows, views * VIEW_WEIGHTS)
