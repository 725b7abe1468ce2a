"""The upper layers of MiniLM in torch, to be tuned offline. Needs the extra ``gpu``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from app.patient.minilm.embedder import DIMENSIONS
from app.patient.minilm.layers import LAYERS, Floats

_PARTS = {
    "query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value",
    "attended": "attention.output.dense", "wide": "intermediate.dense", "narrow": "output.dense",
}  # fmt: skip
_NORMS = {"attended": "attention.output.LayerNorm", "narrow": "output.LayerNorm"}


def upper_layers(weights: Path, count: int) -> Any:
    """The upper ``count`` layers, from a folder that transformers reads (``config.json`` and
    weights). Raises ImportError without torch, OSError without weights."""
    from transformers import BertModel

    bert: Any = BertModel.from_pretrained(
        weights, add_pooling_layer=False, attn_implementation="sdpa", local_files_only=True
    )
    return bert.encoder.layer[LAYERS - count :]


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


def schedule(optimizer: Any, steps: int, warm_up: float = 0.1) -> Any:
    """The rate rises over the first share of the steps, then falls to nothing."""
    import torch

    return torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / (warm_up * steps), max(0.0, 1 - step / steps))
    )


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
