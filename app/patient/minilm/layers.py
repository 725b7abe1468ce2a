"""The layers of MiniLM as they were tuned here, in numpy, their weights kept as int8.

Layers: Vaswani et al., arXiv 1706.03762, as in BERT (arXiv 1810.04805), normalised after each
step.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import erf, softmax

from app.patient.minilm.embedder import Embedder, normed

Floats = NDArray[np.float32]
MATRICES = ("query", "key", "value", "attended", "wide", "narrow")
"""Weights of a layer, each (inputs, outputs) with a bias: for attention, then for the two steps of
the feed-forward part."""
_HEADS = 12


class Layers:
    """The layers that ``kept`` holds, above the words of an embedder."""

    def __init__(self, embedder: Embedder, kept: Mapping[str, NDArray[np.generic]]) -> None:
        self._embedder = embedder
        self._layers = [_read(kept, number) for number in range(int(kept["layers"]))]

    def states(self, texts: Sequence[str]) -> list[Floats]:
        """The states above the last layer, one array of (tokens, 384) for each text."""
        if not texts:
            return []
        rows = self._embedder.states(texts)
        ends = np.cumsum([len(row) for row in rows])
        spans = [slice(end - len(row), end) for row, end in zip(rows, ends, strict=True)]
        # The texts lie behind each other: the weights pass through the cache once for all.
        states = np.concatenate(rows)
        for layer in self._layers:
            states = layer(states, spans)
        return [states[span] for span in spans]


def packed(layers: Sequence[Mapping[str, Floats]]) -> dict[str, NDArray[np.generic]]:
    """What ``Layers`` reads: for each layer ``<matrix>`` (inputs, outputs), ``<matrix>_bias`` and
    the scale and shift of both norms."""
    kept: dict[str, NDArray[np.generic]] = {"layers": np.array(len(layers))}
    for number, layer in enumerate(layers):
        for name, value in layer.items():
            if name in MATRICES:
                scale = np.abs(value).max(axis=0, keepdims=True) / 127
                kept[f"{number}.{name}"] = np.round(value / scale).astype(np.int8)
                kept[f"{number}.{name}_scale"] = scale.astype(np.float32)
            else:
                kept[f"{number}.{name}"] = value.astype(np.float32)
    return kept


@dataclass(frozen=True)
class _Layer:
    weights: dict[str, tuple[Floats, Floats]]
    attended_norm: tuple[Floats, Floats]
    narrow_norm: tuple[Floats, Floats]

    def __call__(self, states: Floats, spans: Sequence[slice]) -> Floats:
        """``states``: (tokens of all texts, dimensions); ``spans``: where each text lies."""
        query, key, value = (self._linear(name, states) for name in ("query", "key", "value"))
        mixed = np.empty_like(states)
        for span in spans:
            mixed[span] = _attention(query[span], key[span], value[span])
        states = normed(states + self._linear("attended", mixed), *self.attended_norm)
        wide = self._linear("wide", states)
        wide = wide * 0.5 * (1 + erf(wide * np.float32(0.5**0.5)))
        return normed(states + self._linear("narrow", wide), *self.narrow_norm)

    def _linear(self, name: str, states: Floats) -> Floats:
        weight, bias = self.weights[name]
        return states @ weight + bias


def _attention(query: Floats, key: Floats, value: Floats) -> Floats:
    """Among the tokens of one text; each (tokens, dimensions)."""
    tokens, dimensions = query.shape
    query, key, value = (
        one.reshape(tokens, _HEADS, -1).swapaxes(0, 1) for one in (query, key, value)
    )
    scale = np.float32((dimensions / _HEADS) ** -0.5)
    attention = softmax(query @ key.swapaxes(1, 2) * scale, axis=-1)
    return np.asarray((attention @ value).swapaxes(0, 1).reshape(tokens, dimensions))


def _read(kept: Mapping[str, NDArray[np.generic]], number: int) -> _Layer:
    def one(name: str) -> Floats:
        return np.asarray(kept[f"{number}.{name}"], dtype=np.float32)

    return _Layer(
        {name: (one(name) * one(f"{name}_scale"), one(f"{name}_bias")) for name in MATRICES},
        (one("attended_norm"), one("attended_shift")),
        (one("narrow_norm"), one("narrow_shift")),
    )
