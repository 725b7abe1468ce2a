"""Tunes MiniLM to acts, offline. Needs the extra ``gpu`` (torch, transformers).

The server reads only what this leaves behind (``tuned.py``). About an hour on one core.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from app.patient.acts.examples import Example
from app.patient.acts.text import recogniser_form
from app.patient.acts.tuned import pack
from app.patient.acts.vocabulary import HEARD
from app.patient.minilm.embedder import DIMENSIONS, Embedder
from app.patient.minilm.torch_layers import as_arrays, pretrained, run, train

EPOCHS = 12
_RATE, _HEAD_RATE = 1.5e-4, 2e-3
_BATCH = 32
_MASKED = 0.12
"""Share of the words that are hidden in training, so that no single word decides."""
_POSITIVE_WEIGHT = 3.0
_TAKEN_BACK = 0.5
"""So much is taken from every logit in the end: half of what the weight of the positives gave."""


def tune(
    examples: Sequence[Example],
    embedder: Embedder,
    weights: Path,
    path: Path,
    *,
    epochs: int = EPOCHS,
    seed: int = 0,
    tell: Callable[[int, float], None] = lambda epoch, loss: None,
) -> float:
    """Trains on ``examples``, writes ``path``, and gives the mean loss of the last epoch.

    ``weights``: folder with MiniLM as transformers reads it (``config.json`` and weights).
    ``tell`` hears the number and the loss of each epoch. Raises ImportError where torch is
    missing, OSError without weights.
    """
    import torch

    torch.manual_seed(seed)
    chance = random.Random(seed)
    layers = pretrained(weights)
    head: Any = torch.nn.Linear(2 * DIMENSIONS, len(HEARD))
    torch.nn.init.zeros_(head.weight)
    torch.nn.init.constant_(head.bias, -3.0)
    layers.train()
    of_logits = torch.nn.BCEWithLogitsLoss(pos_weight=torch.full((len(HEARD),), _POSITIVE_WEIGHT))

    def loss_of(batch: list[Example]) -> Any:
        spoken = [_spoken(one, chance) for one in batch]
        states, means = run(layers, embedder.states(spoken))
        pooled = torch.cat([means, states[:, 0]], 1)
        logits = head(torch.nn.functional.dropout(pooled, 0.1))
        has = np.array([[act in one.acts for act in HEARD] for one in batch], np.float32)
        return of_logits(logits, torch.from_numpy(has * np.float32(0.97) + np.float32(0.003)))

    parts = [(layers, _RATE), (head, _HEAD_RATE)]
    mean = train(parts, lambda: _batches(examples, chance), loss_of, count=epochs, tell=tell)
    kept = head.state_dict()
    about = f"{len(examples)} examples, {epochs} epochs, seed {seed}"
    bias = kept["bias"].numpy() - np.float32(_TAKEN_BACK)
    pack([as_arrays(one) for one in layers], (kept["weight"].numpy().T, bias), about, path)
    return mean


def _batches(examples: Sequence[Example], chance: random.Random) -> Iterator[list[Example]]:
    """All examples in batches of like length, in an order of their own each time."""
    order = sorted(examples, key=lambda one: len(one.text) + chance.uniform(0, 12))
    batches = [list(order[at : at + _BATCH]) for at in range(0, len(order), _BATCH)]
    chance.shuffle(batches)
    return iter(batches)


def _spoken(example: Example, chance: random.Random) -> str:
    words = (recogniser_form(example.text) or example.text).split()
    if len(words) < 4:
        return " ".join(words)
    return " ".join("[MASK]" if chance.random() < _MASKED else word for word in words)
