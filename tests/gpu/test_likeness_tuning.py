"""Likeness is tuned from weights of the real shape, and what comes out is what the server reads."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from transformers import BertConfig, BertModel

from app.patient.minilm import Embedder, Likeness
from app.patient.minilm.likeness_tuning import tune_likeness
from app.settings import read_settings

LINES = (
    ("where is the pain", "show me the place that hurts", "which part of the back"),
    ("how long have you had it", "since when do you feel it", "when did this begin"),
    ("who lives with you", "is anyone else at home", "do you share the house"),
    ("any allergies", "is there a drug you react to", "what must we not give you"),
    ("what do you do for work", "do you have a job", "how do you earn a living"),
)


@pytest.fixture(scope="module")
def embedder() -> Embedder:
    folder = read_settings().models_dir / "minilm"
    return Embedder(folder / "model.onnx", folder / "tokenizer.json")


@pytest.fixture(scope="module")
def weights(tmp_path_factory: pytest.TempPathFactory) -> Path:
    torch.manual_seed(1)
    config = BertConfig(
        vocab_size=100, hidden_size=384, num_hidden_layers=6, num_attention_heads=12,
        intermediate_size=1536,
    )  # fmt: skip
    folder = tmp_path_factory.mktemp("weights")
    BertModel(config).save_pretrained(folder)
    return folder


def test_words_of_one_line_come_near_each_other(
    embedder: Embedder, weights: Path, tmp_path: Path
) -> None:
    heard: list[float] = []
    path = tmp_path / "likeness.npz"
    last = tune_likeness(
        {"one": LINES}, embedder, weights, path, epochs=60,
        tell=lambda epoch, loss: heard.append(loss),
    )  # fmt: skip
    assert len(heard) == 60
    assert last == heard[-1] < heard[0] / 2
    likeness = Likeness(embedder, path)
    first, second = (likeness.embed([line[at] for line in LINES]) for at in (0, 1))
    assert (first @ second.T).argmax(axis=1).tolist() == [0, 1, 2, 3, 4]


def test_nothing_to_learn_from_is_said(embedder: Embedder, weights: Path, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="there is nothing to learn from"):
        tune_likeness({"one": [["alone"]]}, embedder, weights, tmp_path / "none.npz")
