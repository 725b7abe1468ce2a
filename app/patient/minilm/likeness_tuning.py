"""Tunes the layers of MiniLM to tell which questions are the same, offline.

Two words that the same line is said to belong together, and apart from what all other lines of
this patient are said to (contrastive loss over the batch, van den Oord et al., arXiv 1807.03748).
What other patients are asked is no counterexample: they are asked the same.
Needs the extra ``gpu`` (torch, transformers).
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from app.patient.minilm.embedder import Embedder
from app.patient.minilm.layers import Floats, packed
from app.patient.minilm.torch_layers import as_arrays, pretrained, run, train

Wordings = Sequence[Sequence[str]]
"""What the lines of one patient are said to: several wordings for each line."""

EPOCHS = 4
_RATE = 5e-5
_TEMPERATURE = 0.06
_LINES = 96
"""Lines of one patient in a batch."""
_SMOOTHED = 0.02


def tune_likeness(
    patients: Mapping[str, Wordings],
    embedder: Embedder,
    weights: Path,
    path: Path,
    *,
    epochs: int = EPOCHS,
    seed: int = 0,
    tell: Callable[[int, float], None] = lambda epoch, loss: None,
) -> float:
    """Trains on the wordings of all ``patients``, writes ``path`` for ``Likeness``, and gives the
    mean loss of the last epoch.

    ``weights``: folder with MiniLM as transformers reads it. Raises ImportError where torch is
    missing, OSError without weights, ValueError where no line has two wordings.
    """
    import torch

    torch.manual_seed(seed)
    chance = random.Random(seed)
    layers = pretrained(weights)
    layers.train()
    states = _states(patients, embedder)

    def loss_of(batch: Wordings) -> Any:
        pairs = [chance.sample(list(wordings), 2) for wordings in batch]
        texts = [first for first, _ in pairs] + [second for _, second in pairs]
        _, means = run(layers, [states[text] for text in texts])
        return _loss(torch.nn.functional.normalize(means, dim=1))

    batches = partial(_batches, patients, chance)
    mean = train([(layers, _RATE)], batches, loss_of, count=epochs, tell=tell)
    np.savez_compressed(path, **packed([as_arrays(one) for one in layers]))
    return mean


def _loss(vectors: Any) -> Any:
    """``vectors``: (2 * lines, 384), unit length; the halves belong together row by row."""
    import torch

    first, second = vectors.chunk(2)
    target = torch.arange(len(first))
    sides = []
    for one, other in ((first, second), (second, first)):
        among = (one @ one.T).fill_diagonal_(-1)
        logits = torch.cat([one @ other.T, among], 1) / _TEMPERATURE
        sides.append(torch.nn.functional.cross_entropy(logits, target, label_smoothing=_SMOOTHED))
    return (sides[0] + sides[1]) / 2


def _batches(patients: Mapping[str, Wordings], chance: random.Random) -> Iterator[Wordings]:
    batches = []
    for lines in patients.values():
        several = [wordings for wordings in lines if len(set(wordings)) > 1]
        chance.shuffle(several)
        starts = range(0, len(several), _LINES)
        batches += [several[at : at + _LINES] for at in starts]
    chance.shuffle(batches)
    return iter([batch for batch in batches if len(batch) > 1])


def _states(patients: Mapping[str, Wordings], embedder: Embedder) -> dict[str, Floats]:
    """What enters the layers, by text."""
    texts = sorted({text for lines in patients.values() for line in lines for text in line})
    rows = embedder.states(texts)
    return {text: row.astype(np.float16) for text, row in zip(texts, rows, strict=True)}
