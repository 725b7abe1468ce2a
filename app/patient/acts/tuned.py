"""Acts by meaning: MiniLM, its layers tuned to acts (``tuning.py``), and one linear step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from scipy.special import expit

from app.patient.acts.examples import DATA
from app.patient.acts.text import recogniser_form
from app.patient.acts.vocabulary import HEARD
from app.patient.minilm.embedder import Embedder
from app.patient.minilm.layers import Floats, Layers, packed

TUNED = DATA / "tuned.npz"


class Tuned:
    """Scores acts by meaning. Raises ValueError where ``path`` was made for other acts."""

    def __init__(self, embedder: Embedder, path: Path = TUNED) -> None:
        with np.load(path, allow_pickle=False) as kept:
            if tuple(kept["acts"].tolist()) != HEARD:
                raise ValueError(f"{path}: made for other acts: run `acts --tune`")
            self._layers = Layers(embedder, kept)
            self._head = (kept["head_weight"], kept["head_bias"])

    def probabilities(self, texts: Sequence[str]) -> Floats:
        """Shape (n, acts of ``HEARD``), each between 0 and 1 on its own."""
        spoken = [recogniser_form(text) or text for text in texts]
        rows = [_pooled(states) for states in self._layers.states(spoken)]
        weight, bias = self._head
        return np.asarray(expit(np.stack(rows) @ weight + bias), dtype=np.float32)


def pack(
    layers: Sequence[Mapping[str, Floats]], head: tuple[Floats, Floats], about: str, path: Path
) -> None:
    """Writes what ``Tuned`` reads; ``head``: (2 * dimensions, acts), (acts,)."""
    kept = packed(layers) | {
        "acts": np.array(HEARD), "about": np.array(about),
        "head_weight": head[0].astype(np.float32), "head_bias": head[1].astype(np.float32),
    }  # fmt: skip
    np.savez_compressed(path, **kept)


def _pooled(states: Floats) -> Floats:
    return np.concatenate([states.mean(axis=0), states[0]])
