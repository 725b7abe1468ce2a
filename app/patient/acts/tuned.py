"""The upper layers of MiniLM, tuned to acts: a transformer of a few layers, in numpy.

The embedder's lower layers are used as they come; ``tuning.py`` trained what stands above them,
and ``data/tuned.npz`` holds it with int8 weights. Layers: Vaswani et al., arXiv 1706.03762, as in
BERT (arXiv 1810.04805), normalised after each step.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.special import erf, expit, softmax

from app.patient.acts.embedder import Embedder
from app.patient.acts.examples import DATA
from app.patient.acts.text import recogniser_form
from app.patient.acts.vocabulary import HEARD

Floats = NDArray[np.float32]
TUNED = DATA / "tuned.npz"
MATRICES = ("query", "key", "value", "attended", "wide", "narrow")
"""Weights of a layer, each (inputs, outputs) with a bias: for attention, then for the two steps of
the feed-forward part."""
_HEADS = 12
_TINY = np.float32(1e-12)


@dataclass(frozen=True)
class _Layer:
    weights: dict[str, tuple[Floats, Floats]]
    attended_norm: tuple[Floats, Floats]
    narrow_norm: tuple[Floats, Floats]

    def __call__(self, states: Floats) -> Floats:
        """``states``: (tokens, dimensions) of one text."""
        tokens, dimensions = states.shape
        query, key, value = (
            self._linear(name, states).reshape(tokens, _HEADS, -1).swapaxes(0, 1)
            for name in ("query", "key", "value")
        )
        scale = np.float32((dimensions / _HEADS) ** -0.5)
        attention = softmax(query @ key.swapaxes(1, 2) * scale, axis=-1)
        mixed = (attention @ value).swapaxes(0, 1).reshape(tokens, dimensions)
        states = _normed(states + self._linear("attended", mixed), *self.attended_norm)
        wide = self._linear("wide", states)
        wide = wide * 0.5 * (1 + erf(wide * np.float32(0.5**0.5)))
        return _normed(states + self._linear("narrow", wide), *self.narrow_norm)

    def _linear(self, name: str, states: Floats) -> Floats:
        weight, bias = self.weights[name]
        return states @ weight + bias


class Tuned:
    """Scores acts by meaning. Raises ValueError where ``path`` was made for other acts."""

    def __init__(self, embedder: Embedder, path: Path = TUNED) -> None:
        self._embedder = embedder
        with np.load(path, allow_pickle=False) as kept:
            if tuple(kept["acts"].tolist()) != HEARD:
                raise ValueError(f"{path}: made for other acts: run `acts --tune`")
            self._layers = [_read(kept, number) for number in range(int(kept["layers"]))]
            self._head = (kept["head_weight"], kept["head_bias"])

    def probabilities(self, texts: Sequence[str]) -> Floats:
        """Shape (n, acts of ``HEARD``), each between 0 and 1 on its own."""
        spoken = [recogniser_form(text) or text for text in texts]
        rows = [self._pooled(states) for states in self._embedder.states(spoken)]
        weight, bias = self._head
        return np.asarray(expit(np.stack(rows) @ weight + bias), dtype=np.float32)

    def _pooled(self, states: Floats) -> Floats:
        for layer in self._layers:
            states = layer(states)
        return np.concatenate([states.mean(axis=0), states[0]])


def pack(
    layers: Sequence[dict[str, Floats]], head: tuple[Floats, Floats], about: str, path: Path
) -> None:
    """Writes what ``Tuned`` reads: for each layer ``<matrix>`` (inputs, outputs), ``<matrix>_bias``
    and the scale and shift of both norms; ``head``: (2 * dimensions, acts), (acts,)."""
    kept: dict[str, NDArray[np.generic]] = {
        "acts": np.array(HEARD), "about": np.array(about), "layers": np.array(len(layers)),
        "head_weight": head[0].astype(np.float32), "head_bias": head[1].astype(np.float32),
    }  # fmt: skip
    for number, layer in enumerate(layers):
        for name, value in layer.items():
            if name in MATRICES:
                scale = np.abs(value).max(axis=0, keepdims=True) / 127
                kept[f"{number}.{name}"] = np.round(value / scale).astype(np.int8)
                kept[f"{number}.{name}_scale"] = scale.astype(np.float32)
            else:
                kept[f"{number}.{name}"] = value.astype(np.float32)
    np.savez_compressed(path, allow_pickle=False, **kept)


def _read(kept: np.lib.npyio.NpzFile, number: int) -> _Layer:
    def one(name: str) -> Floats:
        return np.asarray(kept[f"{number}.{name}"], dtype=np.float32)

    return _Layer(
        {name: (one(name) * one(f"{name}_scale"), one(f"{name}_bias")) for name in MATRICES},
        (one("attended_norm"), one("attended_shift")),
        (one("narrow_norm"), one("narrow_shift")),
    )


def _normed(states: Floats, scale: Floats, shift: Floats) -> Floats:
    centred = states - states.mean(axis=-1, keepdims=True)
    spread = np.sqrt((centred * centred).mean(axis=-1, keepdims=True) + _TINY)
    return np.asarray(centred / spread * scale + shift, dtype=np.float32)
