"""Acts from word statistics alone, where there is no MiniLM: one-vs-rest logistic regression.

It sees words only, so an utterance as written and as a recogniser without punctuation gives it
scores the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from scipy.special import expit

from app.patient.acts.ngrams import Row, TfIdf

Floats = NDArray[np.float32]
# Chosen by cross-validation on the training files, never on the held-out ones.
_NGRAM_WEIGHT = np.float32(1.2)
_STRENGTH = 10.0
_POSITIVE_WEIGHT = 6.0
_ITERATIONS = 50


@dataclass(frozen=True)
class Linear:
    """``weights``: (terms, acts); ``bias``: (acts,)."""

    tfidf: TfIdf
    weights: Floats
    bias: Floats

    def probabilities(self, texts: Sequence[str]) -> Floats:
        """Shape (n, acts), each between 0 and 1 on its own."""
        logits = np.tile(self.bias, (len(texts), 1))
        for row, (columns, values) in enumerate(map(self.tfidf.row, texts)):
            logits[row] += values * _NGRAM_WEIGHT @ self.weights[columns]
        return np.asarray(expit(logits), dtype=np.float32)


def fit(texts: Sequence[str], targets: NDArray[np.bool_]) -> Linear:
    """Fits all acts at once by L-BFGS with an L2 penalty. ``targets``: (n, acts).

    An example weighs more for an act that it has, because each act has few.
    """
    tfidf = TfIdf.fit(texts)
    sparse = _matrix([tfidf.row(text) for text in texts], len(tfidf.terms))
    transposed = sparse.T.tocsr()
    count, acts = targets.shape
    signs = np.where(targets, np.float32(1), np.float32(-1))
    weights = np.where(targets, np.float32(_POSITIVE_WEIGHT), np.float32(1))
    weights *= np.float32(_STRENGTH / count)
    shape = (len(tfidf.terms) + 1, acts)

    def loss(flat: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        current = flat.reshape(shape).astype(np.float32)
        margins = (sparse @ current[:-1] + current[-1]) * signs
        current[-1] = 0  # the bias is free
        value = float((weights * np.logaddexp(0, -margins)).sum())
        value += 0.5 / count * float(np.vdot(current, current))
        errors = -weights * signs * expit(-margins)
        slope = np.concatenate([transposed @ errors, errors.sum(axis=0, keepdims=True)])
        return value, (slope + current / np.float32(count)).astype(np.float64).ravel()

    result = minimize(
        loss,
        np.zeros(shape[0] * shape[1]),
        jac=True,
        method="L-BFGS-B",
        options={"maxiter": _ITERATIONS, "maxcor": 6},
    )
    solved = result.x.reshape(shape).astype(np.float32)
    return Linear(tfidf, solved[:-1], solved[-1])


def _matrix(rows: Sequence[Row], terms: int) -> csr_matrix:
    starts = np.cumsum([0, *(len(columns) for columns, _ in rows)])
    columns = np.concatenate([columns for columns, _ in rows])
    values = np.concatenate([values for _, values in rows]) * _NGRAM_WEIGHT
    return csr_matrix((values, columns, starts), shape=(len(rows), terms))
