"""Which mixture of the rendered keyframes explains the asked blendshapes best, region by region.

In each region of the face the mixture minimises the distance between the asked displacement of the
skin and that of the keyframes, with weights that are not negative and sum to at most one (the rest
is the neutral keyframe). It is linear along each keyframe, so movement stays smooth.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from avatar.renderers.compiled import kernel

Floats = NDArray[np.float32]
SWEEPS = 12
LEAST = np.float32(0.015)
"""Weights below this are not worth a look-up."""


@kernel
def mixture(among: Floats, to_keys: Floats, weights: Floats, out: Floats) -> None:
    """Weights of the keyframes in each region, into ``out`` (regions, keys).

    ``among`` (regions, keys, keys) holds the inner products of the keyframes' displacements,
    zero for a key that the region does not use; ``to_keys`` (regions, keys, 52) those of keyframes
    with blendshapes; ``weights`` (52,) is what is asked.
    """
    regions, keys = out.shape
    for r in range(regions):
        aim = np.zeros(keys, np.float32)
        for k in range(keys):
            for b in range(weights.shape[0]):
                aim[k] += to_keys[r, k, b] * weights[b]
            out[r, k] = 0
        for _ in range(SWEEPS):
            for k in range(keys):
                own = among[r, k, k]
                if own <= 0:
                    continue
                pull = aim[k]
                for j in range(keys):
                    if j != k:
                        pull -= among[r, k, j] * out[r, j]
                out[r, k] = max(pull / own, np.float32(0))
        total = np.float32(0)
        for k in range(keys):
            total += out[r, k]
        if total > 1:
            for k in range(keys):
                out[r, k] /= total


@kernel
def vertex_weights(
    mix: Floats, regions: Floats, confidence: Floats, floor: np.float32, out: Floats
) -> None:
    """Weight of each keyframe at each vertex, into ``out`` (n, keys + 1); column 0 is neutral.

    ``mix`` (r, keys), ``regions`` (n, r) sum to at most 1 a vertex; ``confidence``
    (n, keys + 1) is how well the keyframe saw the vertex. ``floor`` keeps every keyframe at hand
    for places that the wanted ones do not see.
    """
    keys = mix.shape[1]
    for i in range(regions.shape[0]):
        rest = np.float32(1)
        for k in range(keys):
            a = np.float32(0)
            for r in range(mix.shape[0]):
                a += regions[i, r] * mix[r, k]
            rest -= a
            out[i, k + 1] = a
        out[i, 0] = max(rest, np.float32(0))
        total = np.float32(0)
        for k in range(keys + 1):
            out[i, k] = (out[i, k] + floor) * confidence[i, k]
            total += out[i, k]
        scale = np.float32(1) / max(total, np.float32(1e-9))
        for k in range(keys + 1):
            w = out[i, k] * scale
            out[i, k] = w if w > LEAST else np.float32(0)
