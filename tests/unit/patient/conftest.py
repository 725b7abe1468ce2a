"""The real MiniLM and the real classifier; trained once a session at most, kept as an app would."""

from __future__ import annotations

import pytest

from app.patient.acts import EmbeddedClassifier, load_classifier
from app.patient.minilm import Embedder
from app.settings import read_settings


@pytest.fixture(scope="session")
def embedder() -> Embedder:
    folder = read_settings().models_dir / "minilm"
    return Embedder(folder / "model.onnx", folder / "tokenizer.json")


@pytest.fixture(scope="session")
def classifier(embedder: Embedder) -> EmbeddedClassifier:
    return load_classifier(read_settings().data_dir / "acts", embedder)
