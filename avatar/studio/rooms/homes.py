"""Rooms at home: with books, a kitchen, a front room with lace, a dining room."""

from __future__ import annotations

import numpy as np

from avatar.studio.rooms.parts import (
    Lamp,
    Room,
    books,
    box,
    cloth,
    cushion,
    disc,
    hanging,
    paint,
    picture,
    slab,
    turned,
    wall,
    window,
    wood,
)
from avatar.studio.shader import Material


def _living_room() -> None:
    """Full bookshelves by gray morning light, a standing lamp, a sliver of lake in a window."""
    wall((0.40, 0.36, 0.30), 16.6)
    shelf = wood((0.22, 0.125, 0.065))
    box((-2.7, 16.4, -6), (9, 16.6, 14), paint((0.10, 0.06, 0.035), 0.8))
    for i, z in enumerate((1.4, 4.1, 6.8, 9.5, 12.2)):
        box((-2.7, 14.3, z - 0.22), (9, 16.5, z), shelf)
        books(-2.4, 9, z, 14.5, 3 + i)
    for x in (-2.75, 3.05, 8.8):
        box((x - 0.15, 14.2, -6), (x + 0.15, 16.5, 14), shelf)
    window(-7.6, -3.55, 4.6, 14, 0.95, 16.6)
    box((-7.6, 16.3, 5.0), (-3.55, 16.39, 6.2), paint((0.30, 0.38, 0.42), 1, glow=0.6))
    box((-7.6, 16.28, 6.1), (-3.55, 16.38, 6.6), paint((0.13, 0.17, 0.14), 1, glow=0.3))
    brass = paint((0.40, 0.28, 0.12), 0.3)
    turned((4.0, 11, -8), [(0.09, 0), (0.09, 16)], brass)
    linen = paint((0.66, 0.58, 0.45), 0.9, glow=0.35)
    turned((4.0, 11, 7.5), [(1.25, 0), (0.75, 1.8)], linen)
    cushion((0, 2.9, 3.2), (2.5, 0.5, 2.3), cloth((0.25, 0.20, 0.15)), 3.4)


def _family_kitchen() -> None:
    """Oak cabinets, a counter with a radio and a pot lid, a drawing on the refrigerator."""
    wall((0.66, 0.60, 0.46), 15)
    oak = (0.40, 0.22, 0.095)
    for x in (-2.5, 0.35, 3.2):
        _cabinet_door((x, 8.3), (x + 2.7, 14), 13.4, oak)
    box((-2.6, 13.5, 8.2), (6, 15, 15), wood((0.30, 0.16, 0.07)))
    window(-8.5, -3.3, 6.2, 14, 1.5, 15)
    counter = paint((0.46, 0.43, 0.38), 0.35)
    box((-9, 12.4, 4.2), (3.3, 15, 4.6), counter)
    box((-9, 12.7, -4), (3.3, 15, 4.2), wood(oak))
    _radio((-3.7, 12.9, 4.6))
    steel = paint((0.55, 0.56, 0.57), 0.25)
    lid = [(0.75, 0), (0.7, 0.12), (0.3, 0.32), (0.08, 0.36), (0.08, 0.5), (0.16, 0.6), (0, 0.64)]
    turned((2.3, 13.4, 5.6), lid, steel)
    turned((2.3, 13.4, 4.6), [(0.7, 0), (0.75, 1.0)], steel)
    white = paint((0.74, 0.73, 0.69), 0.35)
    box((2.7, 11.4, -6), (9, 15, 7.4), white)
    box((2.7, 11.4, 7.5), (9, 15, 10.6), white)
    cushion((2.95, 11.2, 6.1), (0.08, 0.12, 0.9), paint((0.5, 0.5, 0.5), 0.3), 4)
    _drawing((3.2, 4.7), 11.3)


def _cabinet_door(
    low: tuple[float, float], high: tuple[float, float], depth: float, oak: tuple[float, ...]
) -> None:
    tone = (oak[0], oak[1], oak[2])
    box((low[0], depth - 0.15, low[1]), (high[0], depth, high[1]), wood(tone))
    dark = wood((tone[0] * 0.72, tone[1] * 0.7, tone[2] * 0.65))
    box((low[0] + 0.42, depth - 0.17, low[1] + 0.45), (high[0] - 0.42, depth, high[1]), dark)
    inner = (low[0] + 0.52, depth - 0.22, low[1] + 0.55)
    box(inner, (high[0] - 0.52, depth, high[1]), wood(tone))


def _radio(foot: tuple[float, float, float]) -> None:
    x, y, z = foot
    box((x - 0.95, y, z), (x + 0.95, y + 0.8, z + 1.25), paint((0.09, 0.085, 0.08), 0.4))
    disc((x - 0.42, y - 0.05, z + 0.62), 0.42, paint((0.22, 0.22, 0.22), 0.7))
    box((x + 0.12, y - 0.06, z + 0.75), (x + 0.82, y, z + 1.0), paint((0.6, 0.45, 0.2), 0.5, 0.15))
    disc((x + 0.45, y - 0.06, z + 0.35), 0.18, paint((0.5, 0.5, 0.5), 0.3))


def _drawing(corner: tuple[float, float], depth: float) -> None:
    """A child's drawing: a house, grass, a sun."""
    x, z = corner
    box((x, depth, z), (x + 1.9, depth + 0.05, z + 2.2), paint((0.84, 0.83, 0.79), 0.9))
    box((x + 0.1, depth - 0.02, z + 0.1), (x + 1.8, depth, z + 0.5), paint((0.12, 0.38, 0.10)))
    box((x + 0.4, depth - 0.04, z + 0.4), (x + 1.3, depth, z + 1.1), paint((0.60, 0.10, 0.08)))
    roof = [(x + 0.25, z + 1.1), (x + 1.45, z + 1.1), (x + 0.85, z + 1.65)]
    slab(roof, depth - 0.06, paint((0.10, 0.18, 0.50)), 0.04)
    disc((x + 1.5, depth - 0.06, z + 1.85), 0.2, paint((0.85, 0.60, 0.05)))
    cushion((x + 0.95, depth - 0.1, z + 2.15), (0.12, 0.08, 0.12), paint((0.6, 0.05, 0.05), 0.3), 2)


def _lace() -> Material:
    """White cotton with a woven pattern of holes."""
    m = Material("room")
    m.set(Base_Color=(0.80, 0.79, 0.75), Roughness=0.95, Specular_IOR_Level=0.1)
    m.set(Emission_Color=(0.85, 0.86, 0.84), Emission_Strength=0.25)
    cells = m.node("ShaderNodeTexVoronoi", Vector=m.position(), Scale=3.6)
    m.cut_out(m.math("SUBTRACT", 1.0, m.times(m.ramp(cells.outputs["Distance"], 0.32, 0.24), 0.5)))
    return m


def _front_room() -> None:
    """A sofa under clear plastic, a lace curtain, a school photograph, cloth flowers."""
    wall((0.42, 0.55, 0.50), 14)
    window(-8.5, -2.9, 5.0, 14, 1.5, 14)
    hanging(-8.5, -2.5, 4.0, 14.5, 12.6, _lace(), 0.9, 0.22)
    picture((3.0, 7.6), (5.9, 11.4), (0.45, 0.30, 0.10), (0.22, 0.36, 0.55), 14, 0.28)
    _school_photograph((4.45, 9.3), 13.45)
    sofa = cloth((0.34, 0.075, 0.065), 0.15)
    for x in (-2.15, 2.15):
        cushion((x, 3.4, 4.45), (2.1, 0.7, 2.45), sofa, 4.5)
    gloss = Material("room")
    gloss.set(Base_Color=(0.9, 0.9, 0.9), Roughness=0.12, Alpha=0.16)
    for x in (-2.15, 2.15):
        cushion((x, 3.35, 4.45), (2.16, 0.78, 2.52), gloss, 4.5)
    box((2.4, 11.2, -4), (7.5, 13.4, 4.4), wood((0.22, 0.11, 0.055)))
    _cloth_flowers((3.55, 12.0, 4.4))


def _cloth_flowers(foot: tuple[float, float, float]) -> None:
    x, y, z = foot
    vase = [(0.3, 0), (0.5, 0.6), (0.42, 1.2), (0.22, 1.7), (0.3, 1.9)]
    turned(foot, vase, paint((0.55, 0.56, 0.62), 0.2))
    random = np.random.default_rng(4)
    for tone in ((0.50, 0.04, 0.07), (0.60, 0.30, 0.35), (0.62, 0.50, 0.14)) * 4:
        dx, dy, dz = random.normal(size=3) * (0.5, 0.3, 0.35)
        bloom = (x + float(dx), y - 0.1 + float(dy), z + 2.5 + float(dz))
        cushion(bloom, (0.27, 0.22, 0.23), paint(tone, 0.9), 1.7)
    for i in range(9):
        at = (x + 0.6 * np.sin(i * 2.4), y + 0.1, z + 2.0 + 0.06 * i)
        cushion(at, (0.3, 0.1, 0.2), paint((0.06, 0.20, 0.07), 0.7), 1.8)


def _school_photograph(middle: tuple[float, float], depth: float) -> None:
    """A girl in a white blouse, much out of focus."""
    x, z = middle
    brown, black = paint((0.13, 0.06, 0.035), 0.7), paint((0.012, 0.01, 0.01), 0.8)
    cushion((x, depth, z - 1.0), (0.75, 0.06, 0.6), paint((0.8, 0.8, 0.8), 0.9), 2.6)
    cushion((x, depth - 0.02, z + 0.32), (0.45, 0.05, 0.52), black, 2.2)
    cushion((x, depth - 0.06, z + 0.12), (0.34, 0.06, 0.44), brown, 2.2)
    for side in (-1, 1):
        cushion((x + side * 0.48, depth, z + 0.45), (0.17, 0.05, 0.17), black, 2)


def _dining_room() -> None:
    """Daylight, a sideboard with a brass bell, letters pinned above it, a kitchen beyond."""
    wall((0.66, 0.62, 0.54), 15)
    box((2.75, 14.7, -8), (9, 15.1, 13.6), paint((0.70, 0.69, 0.66), 0.5))
    box((3.15, 14.6, -8), (9, 15.0, 13.3), paint((0.50, 0.55, 0.56), 0.8, glow=0.35))
    box((3.15, 14.5, 8.8), (9, 14.9, 13.3), paint((0.52, 0.42, 0.28), 0.6, glow=0.15))
    box((3.15, 14.4, -8), (9, 14.9, 4.4), paint((0.42, 0.33, 0.23), 0.6, glow=0.12))
    box((4.35, 14.3, 5.9), (5.6, 14.4, 8.3), paint((0.85, 0.90, 0.95), 0.6, glow=1.1))
    turned((3.75, 14.2, 4.4), [(0.3, 0), (0.38, 0.4), (0.28, 0.9)], paint((0.05, 0.16, 0.30), 0.3))
    side = wood((0.20, 0.10, 0.05), 0.35)
    box((-9, 12.4, -4), (-1.6, 14.8, 4.3), side)
    box((-9, 12.2, 4.3), (-1.5, 14.9, 4.6), side)
    brass = Material("room")
    brass.set(Base_Color=(0.72, 0.47, 0.15), Metallic=1.0, Roughness=0.3)
    bell = [(0.85, 0), (0.82, 0.1), (0.6, 0.45), (0.5, 0.95), (0.3, 1.2), (0.1, 1.25)]
    turned((-3.55, 13.2, 4.6), bell, brass)
    turned((-3.55, 13.2, 5.85), [(0.1, 0), (0.17, 0.4), (0.12, 0.9), (0.17, 1.1), (0, 1.2)],
           wood((0.10, 0.05, 0.03), 0.4))  # fmt: skip
    for x, z, wide, high, lines in (
        (-5.35, 9.3, 1.5, 2.0, 6), (-3.6, 8.8, 1.2, 1.7, 5), (-4.6, 11.5, 1.4, 1.2, 3),
        (-2.85, 10.8, 1.2, 1.6, 5),
    ):  # fmt: skip
        box((x, 14.9, z), (x + wide, 15.0, z + high), paint((0.84, 0.82, 0.76), 0.9))
        for i in range(lines):
            at = z + high - 0.25 - i * 0.26
            box((x + 0.15, 14.85, at), (x + wide - 0.15 - 0.2 * (i % 2), 14.9, at + 0.07),
                paint((0.10, 0.14, 0.30), 0.9))  # fmt: skip
    for x in (-1.35, 1.35):
        cushion((x, 3.0, 3.4), (0.16, 0.2, 3.4), side, 4)
    for z in (3.8, 5.2, 6.5):
        cushion((0, 3.0, z), (1.4, 0.13, 0.28), side, 4)


LIVING_ROOM = Room(
    _living_room,
    (
        Lamp((-8, -8, 4.0), 8, 1750, (0.93, 0.97, 1)),
        Lamp((8, -8, 2.0), 8, 700, (1, 0.95, 0.88)),
        Lamp((-4.5, 7, 5), 4, 430, (0.92, 0.97, 1)),
        Lamp((0, -11, -4), 5, 240, (1, 0.97, 0.94)),
        Lamp((2, 6, 8), 6, 420, (0.98, 0.97, 0.95)),
    ),
    (0.80, 0.84, 0.88),
    0.30,
)

FAMILY_KITCHEN = Room(
    _family_kitchen,
    (
        Lamp((-8.5, -7.5, 4.0), 7, 1900, (1, 0.97, 0.92)),
        Lamp((8, -8, 2.0), 8, 660, (1, 0.94, 0.86)),
        Lamp((-5, 7, 5), 4, 480, (1, 0.97, 0.92)),
        Lamp((0, -11, -4), 5, 240, (1, 0.93, 0.84)),
        Lamp((2, 5, 9), 7, 480, (1, 0.95, 0.88)),
    ),
    (0.86, 0.84, 0.80),
    0.28,
)

FRONT_ROOM = Room(
    _front_room,
    (
        Lamp((-8, -8, 4.5), 7, 2000, (1, 0.97, 0.91)),
        Lamp((8.5, -8, 1.5), 8, 760, (1, 0.95, 0.88)),
        Lamp((-5, 7, 5), 4, 560, (1, 0.98, 0.94)),
        Lamp((0, -11, -4), 5, 300, (1, 0.93, 0.86)),
        Lamp((2, 5, 9), 7, 420, (1, 0.96, 0.9)),
    ),
    (0.86, 0.86, 0.82),
    0.28,
)

DINING_ROOM = Room(
    _dining_room,
    (
        Lamp((8, -8, 4.5), 7, 1850, (0.98, 0.98, 1)),
        Lamp((-8.5, -8, 2.0), 8, 740, (1, 0.96, 0.90)),
        Lamp((5, 7, 5), 4, 480, (0.96, 0.98, 1)),
        Lamp((0, -11, -4), 5, 250, (1, 0.97, 0.92)),
        Lamp((-2, 5, 9), 7, 480, (1, 0.98, 0.95)),
    ),
    (0.86, 0.87, 0.88),
    0.30,
)
