"""Moving the mesh: blendshapes, lids that slide over the eyeballs, and the turning head."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from avatar.renderers.compiled import kernel

Floats = NDArray[np.float32]


@kernel
def add_blendshapes(
    rest: Floats,
    starts: NDArray[np.int32],
    vertices: NDArray[np.int32],
    deltas: Floats,
    weights: Floats,
    out: Floats,
) -> None:
    """``out`` = ``rest`` (n,3) + the sum of sparse shapes.

    Shape k moves ``vertices[starts[k]:starts[k + 1]]`` by ``deltas`` of the same rows.
    """
    out[:] = rest
    for k in range(weights.shape[0]):
        weight = weights[k]
        if weight == 0:
            continue
        for j in range(starts[k], starts[k + 1]):
            i = vertices[j]
            out[i, 0] += weight * deltas[j, 0]
            out[i, 1] += weight * deltas[j, 1]
            out[i, 2] += weight * deltas[j, 2]


@kernel
def keep_outside(
    points: Floats, chosen: NDArray[np.int32], centre: Floats, radius: np.float32
) -> None:
    """Push the ``chosen`` points out of a sphere, so that a closing lid follows the eyeball."""
    for j in range(chosen.shape[0]):
        i = chosen[j]
        dx, dy, dz = (
            points[i, 0] - centre[0],
            points[i, 1] - centre[1],
            points[i, 2] - centre[2],
        )
        distance = math.sqrt(dx * dx + dy * dy + dz * dz)
        if distance < radius and dz > 0:
            k = radius / (distance + np.float32(1e-6))
            points[i, 0] = centre[0] + dx * k
            points[i, 1] = centre[1] + dy * k
            points[i, 2] = centre[2] + dz * k


@kernel
def follow_head(
    points: Floats, follow: Floats, rotation: Floats, pivot: Floats, breath: Floats
) -> None:
    """Rotate points (n,3) about ``pivot`` as far as they ``follow`` (n,) the head; then breathe.

    ``breath`` (3,) is what the chest moves; the head moves with a third of it.
    """
    for i in range(points.shape[0]):
        x, y, z = points[i, 0] - pivot[0], points[i, 1] - pivot[1], points[i, 2] - pivot[2]
        f = follow[i]
        moved = np.float32(1) - f * np.float32(0.65)
        for c in range(3):
            turned = rotation[c, 0] * x + rotation[c, 1] * y + rotation[c, 2] * z + pivot[c]
            points[i, c] += f * (turned - points[i, c]) + moved * breath[c]


def rotation(yaw: float, pitch: float, roll: float) -> Floats:
    """Rotation (3,3): yaw > 0 to the viewer's right, pitch > 0 down, roll > 0 to the viewer's
    right shoulder; radians."""
    cy, sy = math.cos(yaw), math.sin(yaw)
    cp, sp = math.cos(pitch), math.sin(pitch)
    cr, sr = math.cos(roll), math.sin(roll)
    turn = np.array([[cy, 0, sy], [0, 1, 0], [-sy, 0, cy]])
    nod = np.array([[1, 0, 0], [0, cp, -sp], [0, sp, cp]])
    tilt = np.array([[cr, sr, 0], [-sr, cr, 0], [0, 0, 1]])
    return np.asarray(turn @ nod @ tilt, np.float32)
