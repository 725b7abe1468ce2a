"""Trains the model from the data files, and keeps it in a folder for the next start."""

from __future__ import annotations

import hashlib
import os
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from app.patient.acts import embedder as embedder_module
from app.patient.acts import features as features_module
from app.patient.acts import linear as linear_module
from app.patient.acts import ngrams as ngrams_module
from app.patient.acts import text as text_module
from app.patient.acts.embedder import Embedder
from app.patient.acts.examples import TRAINING_FILES, Example, read_examples
from app.patient.acts.features import Featurizer
from app.patient.acts.linear import Linear, fit
from app.patient.acts.ngrams import TfIdf
from app.patient.acts.vocabulary import CONTENT

_CODE = (embedder_module, features_module, linear_module, ngrams_module, text_module)


@dataclass(frozen=True)
class Model:
    """The trained model; labels are ``CONTENT``."""

    tfidf: TfIdf
    linear: Linear


def train(examples: Sequence[Example], embedder: Embedder | None) -> Model:
    """Fits one column for each act of ``CONTENT``."""
    texts = [example.text for example in examples]
    tfidf = TfIdf.fit(texts)
    has = np.array([[act in example.acts for act in CONTENT] for example in examples])
    return Model(tfidf, fit(Featurizer(tfidf, embedder).features(texts), has, len(tfidf.terms)))


def load_or_train(folder: Path, embedder: Embedder | None) -> Model:
    """The model of the present data and code: read from ``folder``, else trained and kept there
    in place of older ones.

    A file that cannot be read is made afresh. Raises OSError if ``folder`` cannot be written.
    """
    kind = "acts-meaning" if embedder else "acts-words"
    path = folder / f"{kind}-{_fingerprint(TRAINING_FILES)}.npz"
    if path.is_file():
        try:
            return _read(path)
        except (OSError, ValueError, KeyError, zipfile.BadZipFile):
            path.unlink(missing_ok=True)
    model = train(read_examples(TRAINING_FILES), embedder)
    _write(model, path)
    for older in set(folder.glob(f"{kind}-*.npz")) - {path}:
        older.unlink(missing_ok=True)
    return model


def _fingerprint(files: Iterable[Path]) -> str:
    digest = hashlib.sha256(" ".join(CONTENT).encode())
    for path in files:
        digest.update(path.read_bytes())
    for module in _CODE:
        digest.update(Path(str(module.__file__)).read_bytes())
    return digest.hexdigest()[:16]


def _write(model: Model, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f"{path.name}.{os.getpid()}.part")
    with partial.open("wb") as file:
        np.savez(
            file,
            terms=np.frombuffer("\n".join(model.tfidf.terms).encode(), dtype=np.uint8),
            idf=model.tfidf.idf,
            ngrams=model.linear.ngrams.astype(np.float16),
            meanings=model.linear.meanings,
            bias=model.linear.bias,
        )
    partial.replace(path)


def _read(path: Path) -> Model:
    with np.load(path, allow_pickle=False) as kept:
        terms = kept["terms"].tobytes().decode().split("\n")
        linear = Linear(kept["ngrams"].astype(np.float32), kept["meanings"], kept["bias"])
        return Model(TfIdf(terms, kept["idf"]), linear)
