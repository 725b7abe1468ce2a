"""Tints of single vertices: blush, pallor and tears on the skin, shade of lids and lips within."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from avatar.renderers.prepared import Prepared
from avatar.rig import INDEX, FaceState

Floats = NDArray[np.float32]

INSIDE = (0.40, 0.21, 0.21)
"""Skin inside the mouth gets this much of the light that its keyframe saw."""


def tint(p: Prepared, face: FaceState, weights: Floats, eye_height: Floats, gain: Floats) -> None:
    """Fill ``gain`` (n,3), by which a vertex's colour is multiplied.

    ``eye_height`` (m,) is how high the eyes' vertices stand above the eyes' centres, in radii.
    """
    mouth_start = p.skin_count + len(eye_height)
    _tint_skin(p, face, gain[: p.skin_count])
    closed = (weights[INDEX["eyeBlinkLeft"]] + weights[INDEX["eyeBlinkRight"]]) / 2
    upper, lower = _smoothstep(eye_height, 0.05, 0.62), _smoothstep(-eye_height, 0.3, 0.7)
    eyes = gain[p.skin_count : mouth_start]
    eyes[:] = ((0.90 - 0.36 * upper - 0.12 * lower) * (1 - 0.2 * closed))[:, None]
    eyes[:, 1:] *= 1 - 0.07 * face.tears
    light = 0.42 + 0.58 * min(lip_gap(weights) / 0.3, 1.0)
    gain[mouth_start:] = (p.mouth_gain * light)[:, None]


def _tint_skin(p: Prepared, face: FaceState, skin: Floats) -> None:
    tints = p.cast.tints
    skin[:] = 1
    skin[tints["inside"] > 0.3] = INSIDE
    red = 0.10 * face.blush * np.maximum(tints["cheek"], 0.7 * tints["nose"])
    red = red + 0.09 * face.tears * np.maximum(tints["under"], 0.8 * tints["nose"])
    red = red + 0.05 * face.tears * tints["lids"]
    skin[:, 1] -= red
    skin[:, 2] -= 0.9 * red
    lips = face.pallor * tints["lips"]
    skin[:, 0] -= 0.030 * face.pallor + 0.06 * lips
    skin[:, 1] += 0.045 * lips
    skin[:, 2] += 0.006 * face.pallor + 0.05 * lips


def lip_gap(weights: Floats) -> float:
    """Roughly how far the lips are apart."""
    lower = weights[INDEX["mouthLowerDownLeft"]] + weights[INDEX["mouthLowerDownRight"]]
    upper = weights[INDEX["mouthUpperUpLeft"]] + weights[INDEX["mouthUpperUpRight"]]
    return float(weights[INDEX["jawOpen"]] + (lower + upper) / 4)


def mouth_is_open(weights: Floats) -> bool:
    """Whether anything behind the lips may be seen."""
    return lip_gap(weights) > 0.01 or bool(weights[INDEX["mouthFunnel"]] > 0.05)


def _smoothstep(x: Floats, start: float, end: float) -> Floats:
    """0 before ``start``, 1 after ``end``, smooth between."""
    t = np.clip((x - start) / (end - start), 0, 1)
    return np.asarray(t * t * (3 - 2 * t), np.float32)
