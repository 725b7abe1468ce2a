from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from app.patient.minilm import Embedder


def test_states_come_for_each_token_whatever_shares_the_batch(embedder: Embedder) -> None:
    texts = ["i am here", "a much longer sentence than the other one", "i am here"]
    short, long, again = embedder.states(texts)
    assert short.shape == (5, 384)  # three words between the two marks
    assert long.shape[0] > short.shape[0]
    assert np.array_equal(short, again)
    many = [f"number {n}" for n in range(200)]
    assert len(embedder.states(many)) == 200
    (alone,) = embedder.states(["i am here"])
    assert np.allclose(alone, short, atol=1e-3)


def test_whole_words_are_counted(embedder: Embedder) -> None:
    assert embedder.whole_words("the scan is back") == (4, 4)
    whole, total = embedder.whole_words("qwrtzp scan")
    assert (whole, total) == (1, 2)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"none\.onnx"):
        Embedder(tmp_path / "none.onnx", tmp_path / "tokenizer.json")
