"""Flat pictures with alpha (hair, clothes, lashes) drawn on a coarse moving grid."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from avatar.renderers.compiled import kernel
from avatar.renderers.raster import FAR

Floats = NDArray[np.float32]
Bytes = NDArray[np.uint8]
SLACK = np.float32(0.06)
"""How far behind the face a layer may lie and still be drawn, in decimetres."""
NOTHING = FAR / np.float32(2)
OVER, ON_FACE, BEHIND = 0, 1, 2
"""Where a layer is drawn: over everything, not behind the face, or only where no face is."""


@kernel
def draw_layer(
    points: Floats,
    triangles: NDArray[np.int32],
    places: Floats,
    texture: Bytes,
    opacity: np.float32,
    depth: Floats,
    where: int,
    out: Bytes,
) -> None:
    """Blend a textured mesh over ``out``; both sides of a triangle are drawn.

        ``points`` (n,3) in pixels and depth, ``places`` (n,2) in the texture (h,w,4), which is
        premultiplied; ``where`` is NOTHING = FAR / np.float32(2)
    OVER, ON_FACE or BEHIND. ``depth`` is that of the face.
    """
    rows, columns = texture.shape[0], texture.shape[1]
    height, width = depth.shape
    zero, one = np.float32(0), np.float32(1)
    right_most, low_most = np.float32(columns - 1.01), np.float32(rows - 1.01)
    for t in range(triangles.shape[0]):
        a, b, c = triangles[t, 0], triangles[t, 1], triangles[t, 2]
        x0, y0, x1, y1 = points[a, 0], points[a, 1], points[b, 0], points[b, 1]
        x2, y2 = points[c, 0], points[c, 1]
        area = (x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0)
        if abs(area) < np.float32(1e-6):
            continue
        inverse = one / area
        left = max(0, int(np.ceil(min(x0, x1, x2))))
        right = min(width - 1, int(np.floor(max(x0, x1, x2))))
        top = max(0, int(np.ceil(min(y0, y1, y2))))
        bottom = min(height - 1, int(np.floor(max(y0, y1, y2))))
        ux, uy = (y2 - y0) * inverse, -(x2 - x0) * inverse
        vx, vy = -(y1 - y0) * inverse, (x1 - x0) * inverse
        for y in range(top, bottom + 1):
            u_row = (left - x0) * ux + (y - y0) * uy
            v_row = (left - x0) * vx + (y - y0) * vy
            for x in range(left, right + 1):
                u, v = u_row, v_row
                u_row += ux
                v_row += vx
                if u < 0 or v < 0 or u + v >= one:
                    continue
                q = one - u - v
                if where == BEHIND and depth[y, x] > NOTHING:
                    continue
                if where == ON_FACE:
                    z = q * points[a, 2] + u * points[b, 2] + v * points[c, 2]
                    if z < depth[y, x] - SLACK:
                        continue
                tx = q * places[a, 0] + u * places[b, 0] + v * places[c, 0]
                ty = q * places[a, 1] + u * places[b, 1] + v * places[c, 1]
                tx = min(max(tx, zero), right_most)
                ty = min(max(ty, zero), low_most)
                ix, iy = np.uintp(tx), np.uintp(ty)
                ix1, iy1 = ix + np.uintp(1), iy + np.uintp(1)
                if (
                    texture[iy, ix, 3] == 0
                    and texture[iy, ix1, 3] == 0
                    and texture[iy1, ix, 3] == 0
                    and texture[iy1, ix1, 3] == 0
                ):
                    continue
                fx, fy = tx - np.float32(ix), ty - np.float32(iy)
                w11 = fx * fy * opacity
                w10 = fx * opacity - w11
                w01 = fy * opacity - w11
                w00 = opacity - w10 - w01 - w11
                alpha = (
                    w00 * texture[iy, ix, 3]
                    + w10 * texture[iy, ix1, 3]
                    + w01 * texture[iy1, ix, 3]
                    + w11 * texture[iy1, ix1, 3]
                )
                through = one - alpha * np.float32(1 / 255.0)
                for k in range(3):
                    value = (
                        w00 * texture[iy, ix, k]
                        + w10 * texture[iy, ix1, k]
                        + w01 * texture[iy1, ix, k]
                        + w11 * texture[iy1, ix1, k]
                        + out[y, x, k] * through
                    )
                    out[y, x, k] = np.uint8(min(value, np.float32(255)))
