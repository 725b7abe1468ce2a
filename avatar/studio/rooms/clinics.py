"""A surgeon's consulting room and a clinic room."""

from __future__ import annotations

import numpy as np

from avatar.studio.look import Colour
from avatar.studio.rooms.parts import Lamp, Room, box, cushion, paint, window


def _clinic_wall(wall: Colour, rail: Colour) -> None:
    box((-40, 17, -10), (40, 18, 30), paint(wall, 0.9))
    box((-40, 16.7, 4.3), (40, 17, 4.9), paint(rail, 0.6))


def _surgery() -> None:
    """A surgeon's consulting room: light box, door, a chair's back, books."""
    _clinic_wall((0.50, 0.56, 0.58), (0.42, 0.34, 0.26))
    window(-11, -5.2, 6.4, 15, 1.7)
    box((5.4, 16.4, 5.6), (9.4, 16.8, 9.9), paint((0.62, 0.64, 0.65), 0.4))
    for x in (5.7, 7.55):
        box((x, 16.3, 6.1), (x + 1.6, 16.35, 9.5), paint((0.55, 0.68, 0.78), 1, glow=0.9))
    box((3.5, 14.2, -4), (10, 16.6, 4.1), paint((0.50, 0.41, 0.31), 0.6))
    for i, tone in enumerate(((0.16, 0.24, 0.33), (0.45, 0.42, 0.36), (0.30, 0.13, 0.11))):
        box((4.2 + i * 0.55, 14.4, 4.1), (4.65 + i * 0.55, 15.6, 5.5 + 0.1 * i), paint(tone))
    cushion((0, 2.6, 3.4), (2.3, 0.35, 1.9), paint((0.12, 0.17, 0.22), 0.8))


def _clinic() -> None:
    """A clinic room with a warm wall, a window with a plant, and a notice board."""
    _clinic_wall((0.66, 0.60, 0.50), (0.40, 0.47, 0.46))
    window(4.6, 11, 6.2, 15, 1.6)
    cushion((5.4, 15.2, 6.0), (0.55, 0.5, 0.6), paint((0.50, 0.26, 0.17), 0.8))
    leaf = paint((0.10, 0.22, 0.09), 0.6)
    for i in range(14):
        turn = i * 2.4
        at = (5.4 + 0.75 * np.sin(turn), 15.1, 7.2 + 0.09 * i)
        cushion(at, (0.42, 0.12, 0.34), leaf, 2.0)
    box((-10.4, 16.5, 6.2), (-4.6, 16.8, 10.4), paint((0.52, 0.40, 0.27), 0.9))
    for x, z, tone in (
        (-9.9, 7.9, (0.82, 0.82, 0.78)),
        (-7.6, 7.2, (0.42, 0.58, 0.62)),
        (-6.2, 8.3, (0.8, 0.68, 0.4)),
    ):  # fmt: skip
        box((x, 16.4, z), (x + 1.3, 16.45, z + 1.7), paint(tone, 0.9))
    cushion((0, 2.6, 3.4), (2.4, 0.35, 1.9), paint((0.22, 0.32, 0.30), 0.8))


SURGERY = Room(
    _surgery,
    (
        Lamp((-8, -9, 4.5), 6, 1950, (1, 0.97, 0.93)),
        Lamp((8.5, -8, 1.0), 8, 620, (0.88, 0.94, 1)),
        Lamp((4, 8, 6), 4, 420, (1, 0.98, 0.95)),
        Lamp((0, -11, -4), 5, 240),
    ),
    (0.78, 0.84, 0.90),
    0.28,
)

CLINIC = Room(
    _clinic,
    (
        Lamp((8, -9, 4.5), 6, 1950, (1, 0.97, 0.92)),
        Lamp((-8.5, -8, 1.0), 8, 680, (0.97, 0.95, 0.95)),
        Lamp((-4, 8, 6), 4, 330, (1, 0.97, 0.92)),
        Lamp((0, -11, -4), 5, 260, (1, 0.96, 0.9)),
    ),
    (0.84, 0.84, 0.84),
    0.28,
)
