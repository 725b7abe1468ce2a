"""A graphic designer's bright flat: a desk, plants, a pinned board."""

from __future__ import annotations

from avatar.studio.rooms.parts import Lamp, Room, box, disc, paint, plant, slab, turned, wall, wood


def _designers_flat() -> None:
    """White wall, a desk with a screen and a lamp, plants, a board of prints and swatches."""
    wall((0.74, 0.73, 0.71), 15)
    desk = wood((0.50, 0.34, 0.19))
    box((-9, 11.5, 3.7), (9, 14.8, 3.95), desk)
    _board()
    _screen(4.35, 12.6)
    plant((-3.5, 12.6, 3.95), 1.25, 2.6, (0.055, 0.19, 0.065), (0.62, 0.58, 0.52), 5)
    turned((-2.35, 12.2, 3.95), [(0.32, 0), (0.34, 0.8)], paint((0.75, 0.28, 0.16), 0.5))
    for x, tone in ((-2.5, (0.1, 0.3, 0.6)), (-2.3, (0.75, 0.6, 0.1)), (-2.2, (0.05, 0.05, 0.05))):
        turned((x, 12.2, 4.2), [(0.05, 0), (0.05, 1.2)], paint(tone, 0.4))
    plant((3.9, 13.6, 10.55), 1.2, 0.9, (0.08, 0.25, 0.08), (0.72, 0.70, 0.66), 8)
    box((2.6, 13, 10.3), (8, 15, 10.55), desk)


def _board() -> None:
    """A pale cork board with prints, a poster and colour cards."""
    box((-8, 14.7, 6.9), (-2.5, 14.95, 12.4), paint((0.56, 0.44, 0.30), 0.9))
    paper = paint((0.84, 0.83, 0.80), 0.9)
    box((-5.2, 14.55, 8.4), (-3.6, 14.6, 10.7), paper)
    disc((-4.4, 14.5, 9.75), 0.55, paint((0.80, 0.22, 0.10), 0.8))
    box((-5.0, 14.5, 8.6), (-3.8, 14.53, 8.85), paint((0.05, 0.06, 0.10), 0.8))
    for i, tone in enumerate(((0.06, 0.30, 0.36), (0.72, 0.46, 0.08), (0.60, 0.14, 0.22))):
        box((-3.35, 14.5, 9.9 - i * 0.75), (-2.75, 14.55, 10.5 - i * 0.75), paint(tone, 0.8))
    box((-4.9, 14.5, 11.0), (-3.0, 14.55, 12.1), paint((0.10, 0.16, 0.30), 0.8))
    slab([(-4.7, 11.15), (-3.6, 11.15), (-4.1, 11.9)], 14.4, paint((0.82, 0.62, 0.20), 0.8), 0.05)


def _screen(x: float, depth: float) -> None:
    """A wide monitor with a layout in work, and the stand under it."""
    dark, gray = paint((0.03, 0.03, 0.035), 0.4), paint((0.5, 0.5, 0.5), 0.3)
    box((x - 1.9, depth, 5.2), (x + 2.4, depth + 0.2, 8.1), dark)
    box(
        (x - 1.75, depth - 0.05, 5.35), (x + 2.25, depth, 7.95), paint((0.62, 0.66, 0.70), 0.4, 0.6)
    )
    box(
        (x - 1.5, depth - 0.1, 5.6),
        (x - 0.4, depth - 0.05, 7.7),
        paint((0.55, 0.2, 0.14), 0.5, 0.5),
    )
    for z in (7.3, 6.9, 6.5):
        box((x - 0.2, depth - 0.1, z), (x + 1.6, depth - 0.05, z + 0.12), paint((0.2, 0.22, 0.26)))
    box((x + 0.0, depth + 0.1, 3.9), (x + 0.5, depth + 0.3, 5.3), gray)


DESIGNERS_FLAT = Room(
    _designers_flat,
    (
        Lamp((-8, -8, 4.5), 8, 1900, (0.98, 0.98, 1)),
        Lamp((8.5, -8, 2.5), 8, 900, (1, 0.98, 0.95)),
        Lamp((5, 7, 5), 4, 460, (1, 0.98, 0.95)),
        Lamp((0, -11, -4), 6, 300),
        Lamp((0, 5, 9), 8, 700),
    ),
    (0.90, 0.92, 0.94),
    0.36,
)
