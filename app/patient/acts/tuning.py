"""Tunes the upper layers of MiniLM to acts, offline. Needs the extra ``gpu`` (torch, transformers).

The server reads only what this leaves behind (``tuned.py``). About 55 minutes on one core.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from app.patient.acts.embedder import DIMENSIONS, LOWER, Embedder
from app.patient.acts.examples import Example
from app.patient.acts.text import recogniser_form
from app.patient.acts.tuned import Floats, pack
from app.patient.acts.vocabulary import HEARD

EPOCHS = 9
_RATE, _HEAD_RATE = 2e-4, 2e-3
_WARM_UP = 0.1
_BATCH = 32
_MASKED = 0.12
"""Share of the words that are hidden in training, so that no single word decides."""
_POSITIVE_WEIGHT = 3.0
_TAKEN_BACK = 0.5
"""So much is taken from every logit in the end: half of what the weight of the positives gave."""
_PARTS = {
    "query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value",
    "attended": "attention.output.dense", "wide": "intermediate.dense", "narrow": "output.dense",
}  # fmt: skip
_NORMS = {"attended": "attention.output.LayerNorm", "narrow": "output.LayerNorm"}


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

    ``weights``: folder with MiniLM as transformers reads it (``config.json`` and weights); the
    layers below come from ``embedder``, as they will in use. ``tell`` hears the number and the
    loss of each epoch. Raises ImportError where torch is missing, OSError without weights.
    """
    import torch
    from transformers import BertModel

    torch.manual_seed(seed)
    chance = random.Random(seed)
    bert: Any = BertModel.from_pretrained(
        weights, add_pooling_layer=False, attn_implementation="eager", local_files_only=True
    )
    layers: Any = bert.encoder.layer[LOWER:]
    head: Any = torch.nn.Linear(2 * DIMENSIONS, len(HEARD))
    torch.nn.init.zeros_(head.weight)
    torch.nn.init.constant_(head.bias, -3.0)
    layers.train()
    steps = epochs * math.ceil(len(examples) / _BATCH)
    trained = [(layers, _RATE), (head, _HEAD_RATE)]
    optimizer = torch.optim.AdamW(
        [{"params": part.parameters(), "lr": rate} for part, rate in trained], weight_decay=0.01
    )
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(step / (_WARM_UP * steps), 1 - step / steps)
    )
    loss_of = torch.nn.BCEWithLogitsLoss(pos_weight=torch.full((len(HEARD),), _POSITIVE_WEIGHT))
    mean = math.inf
    for epoch in range(epochs):
        losses = []
        for batch in _batches(examples, chance):
            states, mask = _states(embedder, [_spoken(one, chance) for one in batch])
            logits = _logits(layers, head, torch.from_numpy(states), torch.from_numpy(mask))
            has = np.array([[act in one.acts for act in HEARD] for one in batch], np.float32)
            loss = loss_of(logits, torch.from_numpy(has * np.float32(0.97) + np.float32(0.003)))
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(layers.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            losses.append(float(loss.detach()))
        mean = float(np.mean(losses))
        tell(epoch + 1, mean)
    kept = head.state_dict()
    about = f"{len(examples)} examples, {epochs} epochs, seed {seed}"
    bias = kept["bias"].numpy() - np.float32(_TAKEN_BACK)
    pack([_as_arrays(one) for one in layers], (kept["weight"].numpy().T, bias), about, path)
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


def _states(embedder: Embedder, texts: Sequence[str]) -> tuple[Floats, Floats]:
    """(texts, tokens, dimensions) padded with zeros, and (texts, tokens) of ones and zeros."""
    rows = embedder.states(texts)
    longest = max(len(row) for row in rows)
    states = np.zeros((len(rows), longest, DIMENSIONS), dtype=np.float32)
    mask = np.zeros((len(rows), longest), dtype=np.float32)
    for at, row in enumerate(rows):
        states[at, : len(row)] = row
        mask[at, : len(row)] = 1
    return states, mask


def _logits(layers: Any, head: Any, states: Any, mask: Any) -> Any:
    import torch

    hidden = (1 - mask[:, None, None, :]) * torch.finfo(torch.float32).min
    for layer in layers:
        states = layer(states, attention_mask=hidden)[0]
    mean = (states * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)
    return head(torch.nn.functional.dropout(torch.cat([mean, states[:, 0]], 1), 0.1))


def _as_arrays(layer: Any) -> dict[str, Floats]:
    kept = layer.state_dict()
    arrays: dict[str, Floats] = {}
    for name, part in _PARTS.items():
        arrays[name] = kept[f"{part}.weight"].numpy().T.copy()
        arrays[f"{name}_bias"] = kept[f"{part}.bias"].numpy()
    for name, norm in _NORMS.items():
        arrays[f"{name}_norm"] = kept[f"{norm}.weight"].numpy()
        arrays[f"{name}_shift"] = kept[f"{norm}.bias"].numpy()
    return arrays
