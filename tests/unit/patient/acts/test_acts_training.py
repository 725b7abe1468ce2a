from __future__ import annotations

from pathlib import Path

import numpy as np

from app.patient.acts.examples import TRAINING_FILES, read_examples
from app.patient.acts.linear import fit
from app.patient.acts.training import load_or_train


def test_a_kept_model_is_read_back_the_same(tmp_path: Path) -> None:
    trained = load_or_train(tmp_path)
    (kept,) = tmp_path.glob("*.npz")
    read = load_or_train(tmp_path)
    assert read.tfidf.terms == trained.tfidf.terms
    assert np.allclose(read.weights, trained.weights, rtol=2e-3, atol=2e-3)
    assert kept.stat().st_size < 20e6


def test_older_models_are_cleared_away(tmp_path: Path) -> None:
    older = tmp_path / "acts-words-0000.npz"
    older.write_bytes(b"")
    load_or_train(tmp_path)
    assert not older.exists()
    assert len(list(tmp_path.glob("*.npz"))) == 1


def test_a_damaged_model_is_made_afresh(tmp_path: Path) -> None:
    load_or_train(tmp_path)
    (kept,) = tmp_path.glob("*.npz")
    kept.write_bytes(kept.read_bytes()[:1000])
    assert len(load_or_train(tmp_path).tfidf.terms) > 1000


def test_the_same_examples_give_the_same_model() -> None:
    examples = read_examples(TRAINING_FILES)[:200]
    has = np.array([["supports" in one.acts, "insult" in one.acts] for one in examples])
    texts = [one.text for one in examples]
    assert np.array_equal(fit(texts, has).weights, fit(texts, has).weights)
