"""Beds and chairs of a hospital: by a drawn curtain, raised by a pump, and for dialysis."""

from __future__ import annotations

from avatar.studio.rooms.parts import (
    Lamp,
    Room,
    bed_head,
    box,
    cloth,
    cushion,
    hanging,
    paint,
    picture,
    rail,
    turned,
    wall,
    window,
    wood,
)
from avatar.studio.shader import Material


def _lit_curtain() -> Material:
    """Pale stuff that lets light through from its far side, less toward the floor."""
    m = Material("room")
    m.set(Base_Color=(0.52, 0.58, 0.54), Roughness=0.9, Specular_IOR_Level=0.1)
    m.set(Emission_Color=(0.66, 0.76, 0.72), Emission_Strength=0.22)
    return m


def _bed_by_curtain() -> None:
    """The head of a bed, a pillow, and a curtain with daylight behind it."""
    bed_head(6.35, (0.74, 0.75, 0.75), (0.60, 0.64, 0.67))
    hanging(-9, 9, -6, 11.6, 9.5, _lit_curtain(), 0.85, 0.38)
    box((-20, 9.0, 11.5), (20, 9.2, 11.75), paint((0.6, 0.6, 0.6), 0.3))
    hanging(-9, 9, 11.75, 13.6, 9.5, paint((0.7, 0.75, 0.74), 0.9, 0.45), 0.85, 0.38)
    wall((0.66, 0.70, 0.70), 16)
    rail(-4.6, -2.9, 4.6, 0.4, paint((0.62, 0.62, 0.60), 0.35))


def _raised_bed() -> None:
    """A raised bed, a pump on a pole, a corner of a white board, an open door to a hallway."""
    wall((0.58, 0.51, 0.41), 14)
    box((-10, 13.9, -10), (-2.9, 14.1, 13.4), paint((0.40, 0.38, 0.34), 0.5))
    box((-10, 13.85, -10), (-3.2, 14.0, 13.1), paint((0.66, 0.70, 0.70), 0.8, glow=0.75))
    box((-10, 13.8, -10), (-3.2, 13.86, 3.0), paint((0.30, 0.31, 0.30), 0.6, glow=0.2))
    box((-5.4, 13.7, -10), (-4.7, 13.85, 13.1), paint((0.34, 0.40, 0.44), 0.6, glow=0.35))
    box((-3.45, 13.3, -10), (-2.75, 13.8, 13.3), wood((0.36, 0.24, 0.14)))
    picture((3.6, 8.6), (9.5, 13.6), (0.55, 0.55, 0.55), (0.80, 0.82, 0.82), 14, 0.16)
    for z, wide, tone in ((10.9, 1.5, (0.05, 0.12, 0.35)), (10.1, 0.9, (0.05, 0.05, 0.05)),
                          (9.4, 1.2, (0.35, 0.05, 0.05))):  # fmt: skip
        box((4.0, 13.4, z), (4.0 + wide, 13.5, z + 0.14), paint(tone, 0.8))
    bed_head(7.6, (0.72, 0.74, 0.76), (0.56, 0.62, 0.66))
    _pump(2.5, 6.6, 8.0)
    rail(2.7, 4.6, 4.3, 0.4, paint((0.58, 0.58, 0.55), 0.35))


def _pump(x: float, depth: float, foot: float) -> None:
    """An infusion pump on its pole, with a bag above."""
    turned((x, depth, -8), [(0.09, 0), (0.09, foot + 13)], paint((0.65, 0.66, 0.68), 0.25))
    box(
        (x - 0.55, depth - 0.5, foot), (x + 0.55, depth + 0.4, foot + 1.6), paint((0.5, 0.52, 0.54))
    )
    screen = paint((0.10, 0.42, 0.50), 0.3, glow=0.8)
    box((x - 0.4, depth - 0.55, foot + 0.9), (x + 0.3, depth - 0.5, foot + 1.45), screen)
    for i, tone in enumerate(((0.1, 0.4, 0.15), (0.5, 0.4, 0.1), (0.4, 0.42, 0.45))):
        left = x - 0.4 + i * 0.29
        key = (left + 0.21, depth - 0.5, foot + 0.6)
        box((left, depth - 0.55, foot + 0.25), key, paint(tone, 0.5))
    box(
        (x - 0.5, depth - 0.1, foot + 4.6),
        (x + 0.5, depth, foot + 4.7),
        paint((0.6, 0.6, 0.6), 0.3),
    )
    cushion((x + 0.4, depth, foot + 3.3), (0.45, 0.16, 0.9), paint((0.72, 0.76, 0.78), 0.15), 3.5)


def _dialysis_chair() -> None:
    """A reclined blue vinyl chair, a curtain half drawn, a machine's edge, a gray window."""
    wall((0.60, 0.62, 0.60), 17)
    window(3.7, 12, 6.0, 15, 0.9)
    hanging(-9, 0.4, -6, 14, 11.5, cloth((0.30, 0.36, 0.40), 0.1), 0.75, 0.36)
    vinyl = paint((0.030, 0.085, 0.20), 0.38)
    cushion((0, 2.35, 4.2), (2.15, 0.5, 3.6), vinyl, 4.0)
    cushion((0, 1.75, 7.35), (1.55, 0.42, 0.95), vinyl, 3.4)
    for x in (-1.95, 1.95):
        cushion((x, 1.85, 4.4), (0.42, 0.55, 2.4), vinyl, 3.4)
    _machine(2.75, 5.6, 6.9)


def _machine(left: float, depth: float, top: float) -> None:
    """A dialysis machine: a tall cream cabinet, a screen on it, a filter at its side."""
    cream, dark = paint((0.66, 0.65, 0.60), 0.4), paint((0.10, 0.12, 0.15), 0.4)
    box((left, depth, -6), (left + 4, depth + 3, top - 0.7), cream)
    box((left - 0.05, depth - 0.05, top - 0.7), (left + 4, depth + 3, top - 0.5), dark)
    box((left + 0.1, depth - 0.1, top), (left + 3.6, depth + 0.5, top + 2.4), cream)
    box((left + 0.3, depth - 0.2, top + 0.25), (left + 3.3, depth - 0.1, top + 2.2), dark)
    glow = paint((0.10, 0.35, 0.50), 0.4, glow=0.6)
    box((left + 0.45, depth - 0.25, top + 1.0), (left + 3.1, depth - 0.2, top + 2.0), glow)
    box((left + 1.2, depth + 0.3, top - 0.6), (left + 1.8, depth + 0.8, top + 0.1), dark)
    filled = paint((0.50, 0.07, 0.06), 0.2)
    turned((left - 0.1, depth - 0.45, top - 2.9), [(0.2, 0), (0.2, 1.9)], filled)


BED_BY_CURTAIN = Room(
    _bed_by_curtain,
    (
        Lamp((8.5, -7.5, 3.5), 9, 1750, (0.94, 0.97, 1)),
        Lamp((-8, -8.5, 3.0), 8, 760, (0.97, 0.98, 1)),
        Lamp((3.5, 6, 5), 4, 520, (0.93, 0.98, 1)),
        Lamp((0, -11, -4), 6, 240),
    ),
    (0.84, 0.87, 0.90),
    0.32,
)

RAISED_BED = Room(
    _raised_bed,
    (
        Lamp((6, -8.5, 6.0), 6, 1750, (1, 0.97, 0.92)),
        Lamp((-8.5, -7, 2.0), 7, 760, (0.90, 0.96, 1)),
        Lamp((-5, 5.5, 4), 4, 460, (0.90, 0.96, 1)),
        Lamp((0, -11, -4), 5, 220, (1, 0.96, 0.9)),
        Lamp((3, 6, 9), 6, 330, (1, 0.96, 0.9)),
    ),
    (0.84, 0.83, 0.82),
    0.25,
)

DIALYSIS_CHAIR = Room(
    _dialysis_chair,
    (
        Lamp((8.5, -7.5, 3.5), 7, 1900, (0.93, 0.97, 1)),
        Lamp((-8, -8.5, 2.5), 8, 720, (1, 0.97, 0.93)),
        Lamp((5, 7, 4), 4, 480, (0.9, 0.96, 1)),
        Lamp((0, -11, -4), 5, 260, (1, 0.97, 0.94)),
    ),
    (0.80, 0.84, 0.88),
    0.28,
)
