"""Whether two questions ask the same: MiniLM, tuned on the words that the lines of
the library are said to (``likeness_tuning.py``).

As it comes, MiniLM tells what words are about: "how long have you had it" and "where is it" are
one to it, where both are about the pain.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

import numpy as np

from app.patient.minilm.embedder import Embedder
from app.patient.minilm.latest import Latest
from app.patient.minilm.layers import Floats, Layers

TUNED = Path(__file__).parent / "data" / "likeness.npz"
_BATCH = 32


class Likeness:
    """Unit vectors, shape (n, 192), near each other where two texts ask or say the same."""

    def __init__(self, embedder: Embedder, path: Path = TUNED, cache_size: int = 4000) -> None:
        with np.load(path, allow_pickle=False) as kept:
            self._layers = Layers(embedder, kept)
            self._projection = kept["projection"]
        self._made_by = sha256(path.read_bytes()).hexdigest()[:16]
        self._kept = Latest(cache_size, self._in_batches)

    @property
    def made_by(self) -> str:
        """Vectors that are kept hold for this model alone."""
        return self._made_by

    def embed(self, texts: Sequence[str]) -> Floats:
        """The vectors of ``texts``."""
        vectors = np.array(self._kept(texts), dtype=np.float32)
        return vectors.reshape(len(texts), self._projection.shape[1])

    def _in_batches(self, texts: Sequence[str]) -> list[Floats]:
        order = sorted(set(texts), key=len)
        made: dict[str, Floats] = {}
        for start in range(0, len(order), _BATCH):
            batch = order[start : start + _BATCH]
            for text, states in zip(batch, self._layers.states(batch), strict=True):
                vector = states.mean(axis=0) @ self._projection
                made[text] = vector / np.linalg.norm(vector)
        return [made[text] for text in texts]
