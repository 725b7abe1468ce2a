"""Trains the word statistics from the data files, and keeps them in a folder for the next start."""

from __future__ import annotations

import hashlib
import os
import zipfile
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from app.patient.acts import linear as linear_module
from app.patient.acts import ngrams as ngrams_module
from app.patient.acts import text as text_module
from app.patient.acts.examples import TRAINING_FILES, read_examples
from app.patient.acts.linear import Linear, fit
from app.patient.acts.ngrams import TfIdf
from app.patient.acts.vocabulary import HEARD

_CODE = (linear_module, ngrams_module, text_module)


def train() -> Linear:
    """Fits one column for each act of ``HEARD``."""
    examples = read_examples(TRAINING_FILES)
    has = np.array([[act in example.acts for act in HEARD] for example in examples])
    return fit([example.text for example in examples], has)


def load_or_train(folder: Path) -> Linear:
    """The model of the present data and code: read from ``folder``, else trained and kept there
    in place of older ones.

    A file that cannot be read is made afresh. Raises OSError if ``folder`` cannot be written.
    """
    path = folder / f"acts-words-{_fingerprint(TRAINING_FILES)}.npz"
    if path.is_file():
        try:
            return _read(path)
        except (OSError, EOFError, ValueError, KeyError, zipfile.BadZipFile):
            path.unlink(missing_ok=True)
    model = train()
    _write(model, path)
    for older in set(folder.glob("acts-words-*.npz")) - {path}:
        older.unlink(missing_ok=True)
    return model


def _fingerprint(files: Iterable[Path]) -> str:
    digest = hashlib.sha256(" ".join(HEARD).encode())
    for path in files:
        digest.update(path.read_bytes())
    for module in _CODE:
        digest.update(Path(str(module.__file__)).read_bytes())
    return digest.hexdigest()[:16]


def _write(model: Linear, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f"{path.name}.{os.getpid()}.part")
    with partial.open("wb") as file:
        np.savez(
            file,
            terms=np.frombuffer("\n".join(model.tfidf.terms).encode(), dtype=np.uint8),
            idf=model.tfidf.idf,
            weights=model.weights.astype(np.float16),
            bias=model.bias,
        )
    partial.replace(path)


def _read(path: Path) -> Linear:
    with np.load(path, allow_pickle=False) as kept:
        terms = kept["terms"].tobytes().decode().split("\n")
        weights = kept["weights"].astype(np.float32)
        return Linear(TfIdf(terms, kept["idf"]), weights, kept["bias"])
