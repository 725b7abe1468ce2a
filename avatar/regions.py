"""Which part of the face a blendshape belongs to, and what follows from that."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from avatar.rig import BLENDSHAPES

_REGIONS = ("brow", "eye", "cheek", "nose", "mouthSmile", "mouthFrown", "mouth", "jaw")
REGIONS = 2 * len(_REGIONS)
"""Regions that waver on their own; left and right count apart."""


def _region(name: str) -> int:
    index = next((i for i, start in enumerate(_REGIONS) if name.startswith(start)), 6)
    return 2 * index + (1 if name.endswith("Right") else 0)


REGION: NDArray[np.int64] = np.array([_region(name) for name in BLENDSHAPES])
"""The region of each blendshape, shape (52,)."""

_GIVES_WAY = {
    "mouthSmile": 0.40, "mouthDimple": 0.50, "mouthFrown": 0.40, "mouthStretch": 0.55,
    "mouthShrugLower": 0.55, "mouthUpperUp": 0.60, "mouthLowerDown": 0.80, "jawForward": 0.50,
    "jawOpen": 0.80, "mouth": 0.88, "tongueOut": 1.0, "cheekPuff": 1.0,
}  # fmt: skip


def _gives_way(name: str) -> float:
    return next((share for start, share in _GIVES_WAY.items() if name.startswith(start)), 0.0)


GIVES_WAY: NDArray[np.float64] = np.array([_gives_way(name) for name in BLENDSHAPES])
"""How much of an emotion's shape speech takes away: lips nearly all, corners part, brows none."""

_LIVELY = {
    "browInnerUp": 0.05, "browOuterUpLeft": 0.03, "browOuterUpRight": 0.03,
    "browDownLeft": 0.02, "browDownRight": 0.02, "eyeSquintLeft": 0.03, "eyeSquintRight": 0.03,
    "mouthPressLeft": 0.03, "mouthPressRight": 0.03, "mouthSmileLeft": 0.015,
    "mouthSmileRight": 0.015, "mouthDimpleLeft": 0.02, "mouthDimpleRight": 0.02,
}  # fmt: skip

LIVELY: NDArray[np.float64] = np.array([_LIVELY.get(name, 0.0) for name in BLENDSHAPES])
"""How far a face at rest wavers by itself."""
