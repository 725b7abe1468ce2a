"""One-vs-rest logistic regression over n-grams and meanings: scoring, and its fitting."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from scipy.special import expit

from app.patient.acts.features import Features

Floats = NDArray[np.float32]
_STRENGTH = 10.0
_POSITIVE_WEIGHT = 6.0
_ITERATIONS = 50


@dataclass(frozen=True)
class Linear:
    """``ngrams``: (terms, labels); ``meanings``: (dimensions, labels); ``bias``: (labels,)."""

    ngrams: Floats
    meanings: Floats
    bias: Floats

    def probabilities(self, features: Features) -> Floats:
        """Shape (n, labels), each between 0 and 1 on its own."""
        logits = features.meanings @ self.meanings + self.bias
        for row, (columns, values) in enumerate(features.ngrams):
            logits[row] += values @ self.ngrams[columns]
        return np.asarray(expit(logits), dtype=np.float32)


def fit(features: Features, targets: NDArray[np.bool_], terms: int) -> Linear:
    """Fits all labels at once by L-BFGS with an L2 penalty. ``targets``: (n, labels).

    An example weighs more for a label that it has, because each label has few.
    """
    sparse = _matrix(features, terms)
    transposed = sparse.T.tocsr()
    dense = features.meanings
    count, labels = targets.shape
    signs = np.where(targets, np.float32(1), np.float32(-1))
    weights = np.where(targets, np.float32(_POSITIVE_WEIGHT), np.float32(1))
    weights *= np.float32(_STRENGTH / count)
    shape = (terms + dense.shape[1] + 1, labels)

    def loss(flat: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        current = flat.reshape(shape).astype(np.float32)
        margins = sparse @ current[:terms] + dense @ current[terms:-1] + current[-1]
        margins *= signs
        current[-1] = 0  # the bias is free
        value = float((weights * np.logaddexp(0, -margins)).sum())
        value += 0.5 / count * float(np.vdot(current, current))
        errors = -weights * signs * expit(-margins)
        slope = np.concatenate(
            [transposed @ errors, dense.T @ errors, errors.sum(axis=0, keepdims=True)]
        )
        return value, (slope + current / np.float32(count)).astype(np.float64).ravel()

    result = minimize(
        loss,
        np.zeros(shape[0] * shape[1]),
        jac=True,
        method="L-BFGS-B",
        options={"maxiter": _ITERATIONS, "maxcor": 6},
    )
    solved = result.x.reshape(shape).astype(np.float32)
    return Linear(solved[:terms], solved[terms:-1], solved[-1])


def _matrix(features: Features, terms: int) -> csr_matrix:
    starts = np.cumsum([0, *(len(columns) for columns, _ in features.ngrams)])
    columns = np.concatenate([columns for columns, _ in features.ngrams])
    values = np.concatenate([values for _, values in features.ngrams])
    return csr_matrix((values, columns, starts), shape=(len(features.ngrams), terms))
