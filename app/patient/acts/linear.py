"""One-vs-rest logistic regression over n-grams and meanings: scoring, and its fitting."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix, hstack
from scipy.special import expit

from app.patient.acts.embedder import DIMENSIONS
from app.patient.acts.features import Features

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Linear:
    """``ngrams``: (terms, labels); ``meanings``: (384, labels); ``bias``: (labels,)."""

    ngrams: Floats
    meanings: Floats
    bias: Floats

    def probabilities(self, features: Features) -> Floats:
        """Shape (n, labels), each between 0 and 1 on its own."""
        logits = features.meanings @ self.meanings + self.bias
        for row, (columns, values) in enumerate(features.ngrams):
            logits[row] += values @ self.ngrams[columns]
        return np.asarray(expit(logits), dtype=np.float32)


def fit(
    features: Features,
    targets: NDArray[np.bool_],
    terms: int,
    strength: float = 30.0,
    positive_weight: float = 4.0,
    iterations: int = 40,
) -> Linear:
    """Fits all labels at once by L-BFGS.

    ``targets``: (n, labels). ``strength``: inverse of the L2 penalty. ``positive_weight``: how
    much more an example counts for a label that it has; each label has few examples.
    """
    matrix = _matrix(features, terms)
    transposed = matrix.T.tocsr()
    signs = np.where(targets, np.float32(1), np.float32(-1))
    weights = np.where(targets, np.float32(positive_weight), np.float32(1)) * np.float32(
        strength / len(signs)
    )
    shape = (matrix.shape[1], targets.shape[1])

    def loss(flat: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        current = flat.reshape(shape).astype(np.float32)
        margins = signs * (matrix @ current)
        penalised = current.copy()
        penalised[-1] = 0  # the bias is free
        value = float((weights * np.logaddexp(0, -margins)).sum())
        value += 0.5 / len(signs) * float((penalised**2).sum())
        gradient = transposed @ (-weights * signs * expit(-margins)) + penalised / len(signs)
        return value, gradient.astype(np.float64).ravel()

    result = minimize(
        loss,
        np.zeros(shape[0] * shape[1]),
        jac=True,
        method="L-BFGS-B",
        options={"maxiter": iterations, "maxcor": 6},
    )
    solved = result.x.reshape(shape).astype(np.float32)
    return Linear(solved[:terms], solved[terms:-1], solved[-1])


def _matrix(features: Features, terms: int) -> csr_matrix:
    starts = np.cumsum([0, *(len(columns) for columns, _ in features.ngrams)])
    columns = np.concatenate([columns for columns, _ in features.ngrams])
    values = np.concatenate([values for _, values in features.ngrams])
    sparse = csr_matrix((values, columns, starts), shape=(len(features.ngrams), terms))
    ones = np.ones((len(features.ngrams), 1), dtype=np.float32)
    assert features.meanings.shape[1] == DIMENSIONS
    return hstack([sparse, csr_matrix(features.meanings), csr_matrix(ones)], format="csr")
