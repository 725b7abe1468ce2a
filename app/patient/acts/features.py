"""Features of an utterance: TF-IDF beside MiniLM, in one joint space."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.patient.acts.embedder import DIMENSIONS, Embedder
from app.patient.acts.ngrams import Row, TfIdf
from app.patient.acts.text import recogniser_form

NGRAM_WEIGHT = 0.7
MEANING_WEIGHT = 1.4


@dataclass(frozen=True)
class Features:
    """``ngrams``: sparse rows; ``meanings``: (n, 384), zeros where there is no embedder."""

    ngrams: tuple[Row, ...]
    meanings: NDArray[np.float32]


class Featurizer:
    def __init__(self, tfidf: TfIdf, embedder: Embedder | None) -> None:
        self.tfidf = tfidf
        self.embedder = embedder

    def features(self, texts: Sequence[str]) -> Features:
        rows = [self.tfidf.row(text) for text in texts]
        if self.embedder is None:
            meanings = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
        else:
            # MiniLM sees no punctuation: then both forms of an utterance mean the same to it.
            meanings = self.embedder.embed([recogniser_form(text) or text for text in texts])
        weighted = tuple((columns, values * NGRAM_WEIGHT) for columns, values in rows)
        return Features(weighted, meanings * np.float32(MEANING_WEIGHT))
