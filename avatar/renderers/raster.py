"""Rasterising: which triangle is seen at each pixel, and where in it. No Python lock is held."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from avatar.renderers.compiled import kernel

EMPTY = -1
"""In the buffer of triangle numbers: nothing is seen here."""
FAR = np.float32(-1e9)


@kernel
def project(
    points: NDArray[np.float32],
    camera: NDArray[np.float32],
    focal: np.float32,
    centre: np.float32,
    out: NDArray[np.float32],
) -> None:
    """Points (n,3) in mesh axes → pixels x, y and depth (larger is nearer) in ``out`` (n,3).

    ``camera`` (3,4) takes mesh axes to the camera's, which looks along -z.
    """
    for i in range(points.shape[0]):
        x, y, z = points[i, 0], points[i, 1], points[i, 2]
        cx = camera[0, 0] * x + camera[0, 1] * y + camera[0, 2] * z + camera[0, 3]
        cy = camera[1, 0] * x + camera[1, 1] * y + camera[1, 2] * z + camera[1, 3]
        cz = camera[2, 0] * x + camera[2, 1] * y + camera[2, 2] * z + camera[2, 3]
        k = focal / -cz
        out[i, 0] = centre + cx * k
        out[i, 1] = centre - cy * k
        out[i, 2] = cz


@kernel
def rasterise(
    points: NDArray[np.float32],
    triangles: NDArray[np.int32],
    depth: NDArray[np.float32],
    seen: NDArray[np.int32],
    bary: NDArray[np.float32],
) -> None:
    """Fill depth, triangle number and two barycentric weights (h,w,2) by z-buffer.

    Triangles that face away are left out. Buffers must be cleared before.
    """
    height, width = depth.shape
    one = np.float32(1)
    for t in range(triangles.shape[0]):
        a, b, c = triangles[t, 0], triangles[t, 1], triangles[t, 2]
        x0, y0, z0 = points[a, 0], points[a, 1], points[a, 2]
        x1, y1 = points[b, 0], points[b, 1]
        x2, y2 = points[c, 0], points[c, 1]
        area = (x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0)
        if area >= np.float32(-1e-6):
            continue
        left = max(0, int(np.ceil(min(x0, x1, x2))))
        right = min(width - 1, int(np.floor(max(x0, x1, x2))))
        top = max(0, int(np.ceil(min(y0, y1, y2))))
        bottom = min(height - 1, int(np.floor(max(y0, y1, y2))))
        if left > right or top > bottom:
            continue
        inverse = one / area
        ux, uy = (y2 - y0) * inverse, -(x2 - x0) * inverse
        vx, vy = -(y1 - y0) * inverse, (x1 - x0) * inverse
        dz1, dz2 = points[b, 2] - z0, points[c, 2] - z0
        for y in range(top, bottom + 1):
            u = (left - x0) * ux + (y - y0) * uy
            v = (left - x0) * vx + (y - y0) * vy
            for x in range(left, right + 1):
                if u >= 0 and v >= 0 and u + v <= one:
                    z = z0 + u * dz1 + v * dz2
                    if z > depth[y, x]:
                        depth[y, x] = z
                        seen[y, x] = t
                        bary[y, x, 0] = u
                        bary[y, x, 1] = v
                u += ux
                v += vx
