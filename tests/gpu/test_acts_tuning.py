"""Acts are tuned from weights of the real shape, and what comes out is what the server reads."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from transformers import BertConfig, BertModel

from app.patient.acts.examples import Example
from app.patient.acts.tuned import Tuned
from app.patient.acts.tuning import tune
from app.patient.acts.vocabulary import HEARD
from app.patient.minilm import Embedder
from app.settings import read_settings

KIND = ("I will stay with you", "we are here all night", "you can call me any time", "I won't go")
RUDE = ("you are a fool", "stop whining", "what a stupid question", "nobody likes you")


def test_what_is_tuned_tells_apart_what_it_was_shown(tmp_path: Path) -> None:
    torch.manual_seed(1)
    config = BertConfig(
        vocab_size=100, hidden_size=384, num_hidden_layers=6, num_attention_heads=12,
        intermediate_size=1536,
    )  # fmt: skip
    BertModel(config).save_pretrained(tmp_path / "weights")
    folder = read_settings().models_dir / "minilm"
    embedder = Embedder(folder / "model.onnx", folder / "tokenizer.json")
    examples = [Example(text, frozenset({"supports"}), "supports") for text in KIND]
    examples += [Example(text, frozenset({"insult"}), "insult") for text in RUDE]
    heard: list[float] = []
    path = tmp_path / "tuned.npz"
    last = tune(
        examples, embedder, tmp_path / "weights", path, epochs=40,
        tell=lambda epoch, loss: heard.append(loss),
    )  # fmt: skip
    assert len(heard) == 40
    assert last == heard[-1] < heard[0] / 4
    scores = Tuned(embedder, path).probabilities([*KIND, *RUDE])
    supports, insult = (scores[:, HEARD.index(act)] for act in ("supports", "insult"))
    assert np.all(supports[:4] > insult[:4])
    assert np.all(insult[4:] > supports[4:])
