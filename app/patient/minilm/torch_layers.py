"""The layers of MiniLM in torch, to be tuned offline. Needs the extra ``gpu``."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from app.patient.minilm.embedder import DIMENSIONS
from app.patient.minilm.layers import Floats

Batch = TypeVar("Batch")
_WARM_UP = 0.1
_PARTS = {
    "query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value",
    "attended": "attention.output.dense", "wide": "intermediate.dense", "narrow": "output.dense",
}  # fmt: skip
_NORMS = {"attended": "attention.output.LayerNorm", "narrow": "output.LayerNorm"}


def pretrained(weights: Path) -> Any:
    """The layers as they come, from a folder that transformers reads (``config.json`` and
    weights). Raises ImportError without torch, OSError without weights."""
    from transformers import BertModel

    bert: Any = BertModel.from_pretrained(
        weights, add_pooling_layer=False, attn_implementation="sdpa", local_files_only=True
    )
    return bert.encoder.layer


def run(layers: Any, rows: Sequence[Floats]) -> tuple[Any, Any]:
    """From the states that enter them, (tokens, 384) of each text: the states above the last, and
    their mean over the tokens; (texts, tokens, 384) and (texts, 384)."""
    import torch

    longest = max(len(row) for row in rows)
    states: Any = torch.zeros(len(rows), longest, DIMENSIONS)
    mask: Any = torch.zeros(len(rows), longest)
    for at, row in enumerate(rows):
        states[at, : len(row)] = torch.from_numpy(np.asarray(row, dtype=np.float32))
        mask[at, : len(row)] = 1
    hidden = ((1 - mask[:, None, None, :]) * -1e9).to(torch.bfloat16)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        for layer in layers:
            states = layer(states, attention_mask=hidden)[0]
    states = states.float()
    return states, (states * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)


def train(
    parts: Sequence[tuple[Any, float]],
    epochs: Callable[[], Iterator[Batch]],
    loss_of: Callable[[Batch], Any],
    *,
    count: int,
    tell: Callable[[int, float], None],
) -> float:
    """Trains ``parts``, each a module with its rate, ``count`` epochs long; ``epochs`` gives the
    batches of one. The rates rise over the first tenth of the steps, then fall to nothing.
    ``tell`` hears the number and the mean loss of each epoch; gives the loss of the last.
    Raises ValueError without a batch."""
    import torch

    steps = count * sum(1 for _ in epochs())
    if not steps:
        raise ValueError("there is nothing to learn from")
    groups = [{"params": part.parameters(), "lr": rate} for part, rate in parts]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    rate = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / (_WARM_UP * steps), max(0.0, 1 - step / steps))
    )
    mean = math.inf
    for epoch in range(count):
        losses = []
        for batch in epochs():
            loss = loss_of(batch)
            optimizer.zero_grad()
            loss.backward()
            for part, _ in parts:
                torch.nn.utils.clip_grad_norm_(part.parameters(), 1.0)
            optimizer.step()
            rate.step()
            losses.append(float(loss.detach()))
        mean = float(np.mean(losses))
        tell(epoch + 1, mean)
    return mean


def as_arrays(layer: Any) -> dict[str, Floats]:
    """One layer as ``layers.packed`` wants it."""
    kept = layer.state_dict()
    arrays: dict[str, Floats] = {}
    for name, part in _PARTS.items():
        arrays[name] = kept[f"{part}.weight"].numpy().T.copy()
        arrays[f"{name}_bias"] = kept[f"{part}.bias"].numpy()
    for name, norm in _NORMS.items():
        arrays[f"{name}_norm"] = kept[f"{norm}.weight"].numpy()
        arrays[f"{name}_shift"] = kept[f"{norm}.bias"].numpy()
    return arrays
