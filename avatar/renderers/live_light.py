"""Light that is not baked in: glints and wetness of the eyes, tears on the cheeks."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from avatar.renderers.compiled import kernel
from avatar.renderers.shading import part_of

Floats = NDArray[np.float32]
Bytes = NDArray[np.uint8]

EYE = 2
GLINT_WIDTH = np.float32(0.085)
"""Half width of a reflected lamp on the eyeball, in radians."""


@kernel
def _add(out: Bytes, y: int, x: int, amount: np.float32, warm: np.float32) -> None:
    for c in range(3):
        tint = amount * (np.float32(1) - warm * np.float32(0.12) * c)
        value = np.float32(out[y, x, c]) + tint
        out[y, x, c] = np.uint8(min(max(value, np.float32(0)), np.float32(255)))


@kernel
def wet_eyes(
    triangles: NDArray[np.int32],
    seen: NDArray[np.int32],
    bary: Floats,
    first_eye: int,
    first_mouth: int,
    normals: Floats,
    halfway: Floats,
    tears: np.float32,
    box: NDArray[np.int32],
    out: Bytes,
) -> None:
    """Reflections of the lamps, which stay where they are while the eye moves, and with ``tears``
    a bright line along the lower lid.

    ``normals`` (n,3) of the eyes' vertices stand at the same rows as the mesh's; ``halfway``
    (lamps,4) are unit vectors between lamp and viewer, and strengths.
    """
    for y in range(max(box[0], 1), min(box[1], seen.shape[0] - 3)):
        for x in range(box[2], box[3]):
            t = seen[y, x]
            if part_of(t, first_eye, first_mouth) != EYE:
                continue
            a, b, c = triangles[t, 0], triangles[t, 1], triangles[t, 2]
            u, v = bary[y, x, 0], bary[y, x, 1]
            q = np.float32(1) - u - v
            nx = q * normals[a, 0] + u * normals[b, 0] + v * normals[c, 0]
            ny = q * normals[a, 1] + u * normals[b, 1] + v * normals[c, 1]
            nz = q * normals[a, 2] + u * normals[b, 2] + v * normals[c, 2]
            shine = np.float32(0)
            for k in range(halfway.shape[0]):
                near = nx * halfway[k, 0] + ny * halfway[k, 1] + nz * halfway[k, 2]
                away = (np.float32(1) - near) * 2 / (GLINT_WIDTH * GLINT_WIDTH)
                shine += halfway[k, 3] * math.exp(-away * away * np.float32(0.5))
            shine *= np.float32(150) * (np.float32(1) + np.float32(0.5) * tears)
            if tears > 0:
                below = part_of(seen[y + 1, x], first_eye, first_mouth) != EYE
                soon = part_of(seen[y + 2, x], first_eye, first_mouth) != EYE
                shine += tears * np.float32(75 if below else (40 if soon else 0))
            if shine > 1:
                _add(out, y, x, np.float32(shine), np.float32(0))


@kernel
def tear_on_cheek(path: Floats, reach: np.float32, strength: np.float32, out: Bytes) -> None:
    """A wet line along ``path`` (n,2 pixels) down to a share ``reach`` of it, with a drop."""
    height, width = out.shape[0], out.shape[1]
    steps = 120
    last = int(steps * min(reach, np.float32(1)))
    segments = path.shape[0] - 1
    for step in range(last + 1):
        at = np.float32(step) / steps * segments
        i = min(int(at), segments - 1)
        f = at - i
        px = path[i, 0] * (1 - f) + path[i + 1, 0] * f
        py = path[i, 1] * (1 - f) + path[i + 1, 1] * f
        drop = step >= last - 5
        radius = np.float32(2.0) if drop else np.float32(1.3)
        amount = strength * np.float32(15 if drop else 8)
        for y in range(int(py) - 3, int(py) + 4):
            for x in range(int(px) - 3, int(px) + 4):
                if y < 0 or x < 0 or y >= height or x >= width:
                    continue
                dx, dy = x - px, y - py
                inside = np.float32(1) - (dx * dx + dy * dy) / (radius * radius)
                if inside <= 0:
                    continue
                # Bright on the side of the light, a little dark on the other.
                lean = np.float32(1) if dx + dy < 0 else np.float32(-0.35)
                _add(out, y, x, amount * inside * lean, np.float32(0))
