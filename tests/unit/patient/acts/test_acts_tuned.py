"""The layers that were tuned to acts, as the server reads them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from app.patient.acts.tuned import Tuned, pack
from app.patient.acts.vocabulary import HEARD
from app.patient.minilm import Embedder
from app.patient.minilm.layers import MATRICES, Floats


def an_idle_layer() -> dict[str, Floats]:
    """A layer that lets states pass."""
    sizes = {"wide": (384, 1536), "narrow": (1536, 384)}
    layer: dict[str, Floats] = {}
    for name in MATRICES:
        size = sizes.get(name, (384, 384))
        layer[name] = np.full(size, 1e-6, np.float32)
        layer[f"{name}_bias"] = np.zeros(size[1], np.float32)
    for norm in ("attended", "narrow"):
        layer[f"{norm}_norm"] = np.ones(384, np.float32)
        layer[f"{norm}_shift"] = np.zeros(384, np.float32)
    return layer


def test_scores_are_probabilities_and_do_not_hang_on_form(embedder: Embedder) -> None:
    tuned = Tuned(embedder)
    scores = tuned.probabilities(["I will stay with you.", "i will stay with you", "?"])
    assert scores.shape == (3, len(HEARD))
    assert np.all((scores >= 0) & (scores <= 1))
    assert np.array_equal(scores[0], scores[1])
    assert HEARD[int(scores[0].argmax())] == "supports"


def test_what_is_packed_is_read(embedder: Embedder, tmp_path: Path) -> None:
    bias = np.linspace(-2, 2, len(HEARD), dtype=np.float32)
    head = (np.zeros((768, len(HEARD)), np.float32), bias)
    path = tmp_path / "tuned.npz"
    pack([an_idle_layer()] * 3, head, "three layers", path)
    (scores,) = Tuned(embedder, path).probabilities(["whatever"])
    assert np.allclose(scores, 1 / (1 + np.exp(-bias)), atol=1e-6)


def test_layers_made_for_other_acts_are_refused(
    embedder: Embedder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "tuned.npz"
    monkeypatch.setattr("app.patient.acts.tuned.HEARD", HEARD[:-1])
    head = (np.zeros((768, len(HEARD) - 1), np.float32), np.zeros(len(HEARD) - 1, np.float32))
    pack([], head, "", path)
    monkeypatch.undo()
    with pytest.raises(ValueError, match=r"tuned\.npz: made for other acts"):
        Tuned(embedder, path)
