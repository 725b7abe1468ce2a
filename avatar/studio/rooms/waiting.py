"""Rooms where families wait: by day without a window, and at night."""

from __future__ import annotations

import numpy as np

from avatar.studio.rooms.parts import (
    Lamp,
    Room,
    box,
    clock,
    cloth,
    cushion,
    disc,
    paint,
    picture,
    slab,
    tissues,
    turned,
    wall,
    wood,
)


def _family_room() -> None:
    """Beige wall, a framed print of a fish, the end of a green couch, a box of tissues."""
    wall((0.56, 0.49, 0.38), 14)
    box((-40, 13.8, -10), (40, 14, 2.2), paint((0.62, 0.58, 0.50), 0.6))
    picture((-6.9, 6.6), (-2.5, 9.9), (0.10, 0.06, 0.035), (0.70, 0.68, 0.60), 14)
    _fish((-4.6, 8.2), 13.4)
    couch = cloth((0.10, 0.16, 0.105))
    cushion((6.4, 11.6, 2.0), (4.2, 1.0, 3.0), couch, 5)
    cushion((2.55, 10.6, 1.3), (0.62, 1.7, 2.6), couch, 4)
    box((-7.5, 9.6, -4), (-2.4, 12.6, 3.3), wood((0.24, 0.14, 0.07)))
    tissues((-3.35, 10.6, 3.3), (0.20, 0.30, 0.36))


def _fish(middle: tuple[float, float], depth: float) -> None:
    """A trout in profile, as on an old print."""
    x, z = middle
    back, belly = paint((0.13, 0.17, 0.13), 0.9), paint((0.50, 0.40, 0.27), 0.9)
    t = np.linspace(0, 2 * np.pi, 40)[:-1]
    slab([(x + 1.5 * np.cos(a), z + 0.48 * np.sin(a)) for a in t], depth, back, 0.05)
    slab([(x + 1.3 * np.cos(a), z - 0.17 + 0.26 * np.sin(a)) for a in t], depth - 0.06, belly, 0.05)
    slab([(x - 1.3, z), (x - 2.0, z - 0.55), (x - 1.85, z), (x - 2.0, z + 0.55)], depth, back, 0.05)
    slab([(x - 0.4, z + 0.4), (x + 0.5, z + 0.44), (x - 0.1, z + 0.85)], depth, back, 0.05)
    disc((x + 1.1, depth - 0.1, z + 0.08), 0.07, paint((0.01, 0.01, 0.01)))


def _quiet_room() -> None:
    """A door with a narrow pane, a wall clock, a padded chair, tissues on a table."""
    wall((0.60, 0.53, 0.43), 13)
    box((-8.2, 12.7, -10), (-2.75, 13, 13.4), paint((0.42, 0.40, 0.36), 0.5))
    box((-7.9, 12.6, -10), (-3.05, 12.75, 13.1), wood((0.34, 0.21, 0.12)))
    box((-4.35, 12.5, 5.6), (-3.5, 12.6, 11.4), paint((0.30, 0.26, 0.22), 0.5))
    pane = paint((0.62, 0.68, 0.68), 0.6, glow=0.7)
    box((-4.22, 12.42, 5.75), (-3.63, 12.5, 11.25), pane)
    clock((3.6, 12.8, 10.3), 0.95, (0.22, 0.64))
    seat = cloth((0.13, 0.16, 0.22))
    cushion((2.6, 11.6, 4.6), (1.5, 0.4, 2.0), seat, 4.5)
    box((3.2, 9.0, -4), (7, 11, 4.5), wood((0.30, 0.18, 0.09)))
    tissues((3.75, 9.9, 4.5), (0.52, 0.50, 0.44))
    cushion((0, 2.9, 3.9), (2.2, 0.35, 2.1), seat, 4.0)


def _parents_room() -> None:
    """Night: a cork board with a menu, a fish tank without fish, a lamp, a bright corridor."""
    wall((0.30, 0.27, 0.25), 14)
    box((2.85, 13.6, -10), (7.6, 14, 13.2), wood((0.20, 0.12, 0.07)))
    box((3.25, 13.5, 6.4), (5.4, 13.6, 12.2), paint((0.10, 0.08, 0.07), 0.4))
    box((3.4, 13.42, 6.55), (5.25, 13.5, 12.05), paint((0.72, 0.82, 0.86), 0.6, glow=1.5))
    box((4.6, 13.3, 6.55), (5.25, 13.4, 12.05), paint((0.36, 0.48, 0.52), 0.6, glow=0.8))
    picture((-7.6, 8.0), (-2.7, 11.6), (0.22, 0.13, 0.06), (0.36, 0.23, 0.12), 14, 0.15)
    for x, z, high, tone in (
        (-4.7, 8.7, 2.3, (0.70, 0.68, 0.62)),
        (-3.3, 9.9, 1.2, (0.62, 0.56, 0.22)),
        (-3.5, 8.4, 0.9, (0.30, 0.46, 0.52)),
    ):  # fmt: skip
        box((x - 0.6, 13.4, z), (x + 0.45, 13.5, z + high), paint(tone, 0.9))
    counter = wood((0.26, 0.17, 0.10))
    box((-9, 11, -4), (-2.2, 14, 3.6), counter)
    box((-5.2, 11.5, 3.6), (-2.4, 13.4, 3.8), paint((0.03, 0.03, 0.03), 0.4))
    box((-5.2, 11.5, 3.8), (-2.4, 13.4, 6.0), paint((0.07, 0.20, 0.23), 0.15, glow=0.35))
    box((-5.2, 11.4, 5.7), (-2.4, 13.5, 6.15), paint((0.03, 0.03, 0.03), 0.4))
    for x, z in ((-4.5, 4.6), (-4.2, 5.0), (-3.0, 4.5)):
        cushion((x, 11.45, z - 0.2), (0.14, 0.05, 0.7), paint((0.04, 0.16, 0.05), 0.8, 0.1), 2)
    turned((2.35, 11.5, -8), [(0.09, 0), (0.09, 17.4)], paint((0.25, 0.2, 0.12), 0.3))
    shade = paint((0.95, 0.66, 0.34), 0.9, glow=1.5)
    turned((2.35, 11.5, 9.2), [(1.05, 0), (0.62, 1.75)], shade)


FAMILY_ROOM = Room(
    _family_room,
    (
        Lamp((-4.5, -8.5, 6.5), 7, 1750, (1, 0.97, 0.92)),
        Lamp((7.5, -8, 3.0), 8, 820, (1, 0.96, 0.90)),
        Lamp((3, 7, 6), 5, 330, (1, 0.96, 0.9)),
        Lamp((0, -11, -4), 5, 250, (1, 0.93, 0.85)),
        Lamp((0, 8, 9), 8, 500, (1, 0.96, 0.9)),
    ),
    (0.86, 0.83, 0.78),
    0.28,
)

QUIET_ROOM = Room(
    _quiet_room,
    (
        Lamp((5, -8.5, 6.0), 7, 1800, (1, 0.96, 0.90)),
        Lamp((-8, -8, 2.0), 8, 640, (0.95, 0.97, 1)),
        Lamp((-4, 7, 6), 4, 320, (0.95, 0.98, 1)),
        Lamp((0, -11, -4), 5, 210, (1, 0.94, 0.88)),
        Lamp((0, 7, 9), 8, 380, (1, 0.96, 0.9)),
    ),
    (0.86, 0.83, 0.78),
    0.26,
)

PARENTS_ROOM = Room(
    _parents_room,
    (
        Lamp((-7, -8, 3.5), 5, 1750, (1, 0.86, 0.68)),
        Lamp((8, -7.5, 2.0), 8, 620, (0.82, 0.91, 1)),
        Lamp((4.5, 6, 4), 4, 420, (0.80, 0.90, 1)),
        Lamp((-4.5, 7, 5), 4, 330, (1, 0.82, 0.6)),
        Lamp((0, -11, -4), 5, 190, (1, 0.88, 0.74)),
    ),
    (0.62, 0.60, 0.62),
    0.16,
)
