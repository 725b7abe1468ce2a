"""Colouring what the raster pass has seen, and softening the edges between its parts."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from avatar.renderers.compiled import kernel

Floats = NDArray[np.float32]
Bytes = NDArray[np.uint8]


@kernel
def used_keys(weights: Floats, out: NDArray[np.int32]) -> None:
    """Which keys have weight at each vertex, as bits, into ``out`` (n,)."""
    for i in range(weights.shape[0]):
        bits = 0
        for k in range(weights.shape[1]):
            if weights[i, k] > 0:
                bits |= 1 << k
        out[i] = bits


@kernel
def shade(
    triangles: NDArray[np.int32],
    seen: NDArray[np.int32],
    bary: Floats,
    places: Floats,
    weights: Floats,
    used: NDArray[np.int32],
    gain: Floats,
    textures: Bytes,
    box: NDArray[np.int32],
    out: Bytes,
) -> None:
    """Colour pixels from the keyframe pictures.

    ``places`` (n,K,2) is where a vertex lies in each picture, ``weights`` (n,K) how much of it is
    taken, ``used`` (n,) which are above zero, ``gain`` (n,3) a tint, ``textures`` (K,h,w,3),
    ``box`` top, bottom, left, right (the last ones exclusive), ``out`` (H,W,3).
    """
    keys = weights.shape[1]
    right_most = np.float32(textures.shape[2] - 1.01)
    low_most = np.float32(textures.shape[1] - 1.01)
    one, zero = np.float32(1), np.float32(0)
    for y in range(box[0], box[1]):
        for x in range(box[2], box[3]):
            t = seen[y, x]
            if t < 0:
                continue
            i0, i1, i2 = triangles[t, 0], triangles[t, 1], triangles[t, 2]
            u, v = bary[y, x, 0], bary[y, x, 1]
            q = one - u - v
            red, green, blue, total = zero, zero, zero, np.float32(1e-6)
            bits = used[i0] | used[i1] | used[i2]
            for k in range(keys):
                if not (bits >> k) & 1:
                    continue
                a = q * weights[i0, k] + u * weights[i1, k] + v * weights[i2, k]
                tx = q * places[i0, k, 0] + u * places[i1, k, 0] + v * places[i2, k, 0]
                ty = q * places[i0, k, 1] + u * places[i1, k, 1] + v * places[i2, k, 1]
                tx = min(max(tx, zero), right_most)
                ty = min(max(ty, zero), low_most)
                ix, iy = np.uintp(tx), np.uintp(ty)
                fx, fy = tx - np.float32(ix), ty - np.float32(iy)
                ix1, iy1 = ix + np.uintp(1), iy + np.uintp(1)
                w11 = fx * fy * a
                w10 = fx * a - w11
                w01 = fy * a - w11
                w00 = a - w10 - w01 - w11
                red += (
                    w00 * textures[k, iy, ix, 0]
                    + w10 * textures[k, iy, ix1, 0]
                    + w01 * textures[k, iy1, ix, 0]
                    + w11 * textures[k, iy1, ix1, 0]
                )
                green += (
                    w00 * textures[k, iy, ix, 1]
                    + w10 * textures[k, iy, ix1, 1]
                    + w01 * textures[k, iy1, ix, 1]
                    + w11 * textures[k, iy1, ix1, 1]
                )
                blue += (
                    w00 * textures[k, iy, ix, 2]
                    + w10 * textures[k, iy, ix1, 2]
                    + w01 * textures[k, iy1, ix, 2]
                    + w11 * textures[k, iy1, ix1, 2]
                )
                total += a
            s = one / total
            red *= s * (q * gain[i0, 0] + u * gain[i1, 0] + v * gain[i2, 0])
            green *= s * (q * gain[i0, 1] + u * gain[i1, 1] + v * gain[i2, 1])
            blue *= s * (q * gain[i0, 2] + u * gain[i1, 2] + v * gain[i2, 2])
            out[y, x, 0] = np.uint8(min(red, np.float32(255)))
            out[y, x, 1] = np.uint8(min(green, np.float32(255)))
            out[y, x, 2] = np.uint8(min(blue, np.float32(255)))


@kernel
def part_of(t: int, first_eye: int, first_mouth: int) -> int:
    """0 background, 1 skin, 2 eye, 3 mouth."""
    if t < 0:
        return 0
    if t < first_eye:
        return 1
    return 2 if t < first_mouth else 3


@kernel
def soften_edges(
    seen: NDArray[np.int32],
    first_eye: int,
    first_mouth: int,
    box: NDArray[np.int32],
    picture: Bytes,
    out: Bytes,
) -> None:
    """Where parts meet (skin and room, lid and eye, lip and teeth), blend over 3×3 pixels.

    ``picture`` is read, ``out`` (the same picture to begin with) is written.
    """
    height, width = seen.shape
    for y in range(max(1, box[0]), min(height - 1, box[1])):
        for x in range(max(1, box[2]), min(width - 1, box[3])):
            here = part_of(seen[y, x], first_eye, first_mouth)
            if (
                part_of(seen[y - 1, x], first_eye, first_mouth) == here
                and part_of(seen[y + 1, x], first_eye, first_mouth) == here
                and part_of(seen[y, x - 1], first_eye, first_mouth) == here
                and part_of(seen[y, x + 1], first_eye, first_mouth) == here
            ):
                continue
            for c in range(3):
                total = (
                    4 * np.int32(picture[y, x, c])
                    + 2 * np.int32(picture[y - 1, x, c])
                    + 2 * np.int32(picture[y + 1, x, c])
                    + 2 * np.int32(picture[y, x - 1, c])
                    + 2 * np.int32(picture[y, x + 1, c])
                    + np.int32(picture[y - 1, x - 1, c])
                    + np.int32(picture[y - 1, x + 1, c])
                    + np.int32(picture[y + 1, x - 1, c])
                    + np.int32(picture[y + 1, x + 1, c])
                )
                out[y, x, c] = np.uint8((total + 8) >> 4)
