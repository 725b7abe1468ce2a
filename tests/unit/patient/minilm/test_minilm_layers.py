from __future__ import annotations

import numpy as np

from app.patient.minilm import Embedder
from app.patient.minilm.layers import MATRICES, Floats, Layers, packed


def a_layer(rng: np.random.Generator) -> dict[str, Floats]:
    """Small random weights in the shape of one of MiniLM's layers."""
    sizes = {"wide": (384, 1536), "narrow": (1536, 384)}
    layer: dict[str, Floats] = {}
    for name in MATRICES:
        size = sizes.get(name, (384, 384))
        layer[name] = rng.normal(0, 0.02, size).astype(np.float32)
        layer[f"{name}_bias"] = np.zeros(size[1], np.float32)
    for norm in ("attended", "narrow"):
        layer[f"{norm}_norm"] = np.ones(384, np.float32)
        layer[f"{norm}_shift"] = np.zeros(384, np.float32)
    return layer


def test_a_text_has_the_same_states_alone_and_among_others(embedder: Embedder) -> None:
    rng = np.random.default_rng(1)
    layers = Layers(embedder, packed([a_layer(rng) for _ in range(6)]))
    texts = ["i am here", "a much longer sentence than the other one"]
    together = layers.states(texts)
    assert [len(states) for states in together] == [5, 10]
    for text, states in zip(texts, together, strict=True):
        assert np.allclose(layers.states([text])[0], states, atol=1e-3)
    assert layers.states([]) == []


def test_int8_weights_stay_near(embedder: Embedder) -> None:
    kept = packed([a_layer(np.random.default_rng(2))])
    assert kept["0.wide"].dtype == np.int8
    back = kept["0.wide"] * kept["0.wide_scale"]
    assert np.abs(back - a_layer(np.random.default_rng(2))["wide"]).max() < 0.001
