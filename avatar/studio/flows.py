"""Where hair is combed to at each point of the head, by hairstyle: directions at points (n,3) of
the base mesh, in decimetres."""

from __future__ import annotations

import numpy as np

from avatar.studio.combing import before_ears, unit
from avatar.studio.geometry import Array
from avatar.studio.look import Hair

BUN = (0.0, 0.55, 8.42)
LOW_BUN = (0.0, 1.05, 7.25)
CLIP = (0.0, 0.62, 8.22)


def parted_way(points: Array, hair: Hair) -> Array:
    """From a side part over the head, off the face, to the sides and down behind the temples."""
    x = points[:, 0] - hair.part * np.clip((points[:, 2] - 7.4) / 0.8, 0, 1)
    high = np.clip((points[:, 2] - 7.35) / 0.7, 0, 1)
    front, behind = before_ears(points), np.clip((points[:, 1] + 0.1) / 0.4, 0, 1)
    across = np.tanh(x / 0.06) * (0.25 + 1.1 * high) * (1 - 0.7 * behind)
    back = 0.25 + 1.1 * front + 0.1 * behind
    down = (0.2 + 1.3 * (1 - high) + 0.8 * behind) * (1 - 0.85 * front)
    return unit(np.stack([across, back, 0.3 * front * high - down], 1))


def swept_way(points: Array, hair: Hair) -> Array:
    """Short hair brushed up from the forehead and to the side."""
    x = points[:, 0] - hair.part
    high = np.clip((points[:, 2] - 7.6) / 0.5, 0, 1)
    across = np.where(x > 0, 0.5, -0.55) * high + 0.15 * np.sign(x) * (1 - high)
    return unit(np.stack([across, 0.45 + 0.3 * high, -1.1 + 1.0 * high], 1))


def tied_way(points: Array, hair: Hair) -> Array:
    """Drawn back to a knot behind the crown."""
    knot = np.add(BUN, [0, 0.1, -0.15])
    x = points[:, 0] - hair.part
    lifted = np.clip((points[:, 2] - 7.9) / 0.4, 0, 1)
    way = unit(knot - points)
    way[:, 0] += np.tanh(x / 0.08) * 0.5 * lifted
    return unit(way)


def low_bun_way(points: Array, hair: Hair) -> Array:
    """From a parting smoothly over the ears to the nape."""
    knot = np.add(LOW_BUN, [0, 0.0, 0.1])
    x = points[:, 0] - hair.part
    lifted = np.clip((points[:, 2] - 7.6) / 0.6, 0, 1)
    way = unit(knot - points)
    way[:, 0] += np.tanh(x / 0.05) * 1.1 * lifted
    way[:, 2] -= 0.35 * lifted * np.abs(np.tanh(x / 0.05))
    return unit(way)


def aside_way(points: Array, hair: Hair) -> Array:
    """A long top pushed back off the forehead, and to one side."""
    x = points[:, 0] - hair.part
    front = np.clip((-points[:, 1] - 0.6) / 0.5, 0, 1)
    across = -0.45 - 0.25 * np.tanh(x / 0.2)
    return unit(np.stack([across, 0.9 + 0 * x, 0.30 * front - 0.15], 1))


def down_way(points: Array, hair: Hair) -> Array:
    """Clippered hair, lying back and down."""
    back = np.full(len(points), 0.5)
    return unit(np.stack([0.15 * np.sign(points[:, 0]), back, back * 0 - 0.8], 1))


def twists_way(points: Array, hair: Hair) -> Array:
    """Off the forehead, outward from the crown, down at the sides."""
    out = points - [0, 0.05, 0]
    side = np.tanh((points[:, 0] - hair.part) / 0.12)
    front = before_ears(points)
    low = np.clip((8.35 - points[:, 2]) / 0.6, 0, 1)
    across = (0.75 * side + 0.35 * out[:, 0]) * (1 - 0.75 * low)
    back = 0.55 * front + 0.35 * np.clip(out[:, 1], 0, 1)
    return unit(np.stack([across, back, 0.25 * front * (1 - low) - 0.9 * low], 1))


def fringe_way(points: Array, hair: Hair) -> Array:
    """Short hair from a side part: across the forehead, down over the tops of the ears."""
    x = points[:, 0] - hair.part
    high = np.clip((points[:, 2] - 7.75) / 0.5, 0, 1)
    front = before_ears(points)
    across = np.tanh(x / 0.08) * (0.35 + 0.75 * high)
    back = 0.15 + 0.35 * (1 - high) + 0.25 * front
    down = (1 - high) * 1.1 + 0.30 * high * front
    return unit(np.stack([across, back, -down], 1))


def bob_way(points: Array, hair: Hair) -> Array:
    """From a part over the temples straight down to the jaw."""
    x = points[:, 0] - hair.part * np.clip((points[:, 2] - 7.4) / 0.8, 0, 1)
    high = np.clip((points[:, 2] - 7.6) / 0.6, 0, 1)
    front, behind = before_ears(points), np.clip((points[:, 1] + 0.1) / 0.4, 0, 1)
    across = np.tanh(x / 0.06) * (0.05 + 1.2 * high) * (1 - 0.6 * behind)
    return unit(np.stack([across, 0.1 + 0.6 * front * high, -(0.35 + 1.3 * (1 - high))], 1))


def tousled_way(points: Array, hair: Hair) -> Array:
    """Uncombed: forward and aside, each patch of the head its own way."""
    a, b = points[:, 0] * 6 + points[:, 1] * 4, points[:, 1] * 7 - points[:, 2] * 5
    high = np.clip((points[:, 2] - 7.7) / 0.5, 0, 1)
    front = np.clip((-points[:, 1] - 0.5) / 0.5, 0, 1)
    across = 0.55 * np.sin(a) + 0.45 * np.tanh((points[:, 0] - hair.part) / 0.15)
    back = 0.35 * np.cos(b) - 0.15 + 0.25 * front
    up = 0.45 * front + 0.2 * np.sin(a + b) - 0.9 * (1 - high)
    return unit(np.stack([across * (0.4 + 0.6 * high), back, up], 1))


def clipped_way(points: Array, hair: Hair) -> Array:
    """Drawn back, loosely, to a clip at the back of the head."""
    x = points[:, 0] - hair.part
    lifted = np.clip((points[:, 2] - 7.8) / 0.5, 0, 1)
    way = unit(np.add(CLIP, [0, 0.1, -0.1]) - points)
    way[:, 0] += np.tanh(x / 0.1) * 0.55 * lifted
    way[:, 2] += 0.35 * lifted * before_ears(points)
    return unit(way)


def loose_way(points: Array, hair: Hair) -> Array:
    """Locks that fall beside the cheeks."""
    side = np.sign(points[:, 0])
    low = np.clip((7.4 - points[:, 2]) / 0.6, 0, 1)
    return unit(np.stack([side * (0.35 - 0.6 * low), 0.12 - 0.3 * low, 0 * side - 1], 1))
