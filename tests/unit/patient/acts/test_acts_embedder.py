from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from app.patient.acts import Embedder


def test_vectors_are_unit_length_and_alike_in_meaning(embedder: Embedder) -> None:
    scan, picture, bread = embedder.embed(
        ["the scan shows the cancer is back", "your cancer has returned", "how do you bake bread"]
    )
    assert np.linalg.norm(scan) == pytest.approx(1, abs=1e-5)
    assert scan @ picture > scan @ bread + 0.3


def test_order_and_cache_do_not_change_a_vector(embedder: Embedder) -> None:
    alone = embedder.embed(["i am here"])
    among = embedder.embed(["a much longer sentence than the other one", "i am here"])
    assert np.allclose(alone[0], among[1], atol=0.05)
    assert embedder.embed([]).shape == (0, 384)


def test_lower_states_come_for_each_token_whatever_shares_the_batch(embedder: Embedder) -> None:
    texts = ["i am here", "a much longer sentence than the other one", "i am here"]
    short, long, again = embedder.states(texts)
    assert short.shape == (5, 384)  # three words between the two marks
    assert long.shape[0] > short.shape[0]
    assert np.array_equal(short, again)
    many = [f"number {n}" for n in range(200)]
    assert len(embedder.states(many)) == 200
    (alone,) = embedder.states(["i am here"])
    assert np.allclose(alone, short, atol=1e-3)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"none\.onnx"):
        Embedder(tmp_path / "none.onnx", tmp_path / "tokenizer.json")
