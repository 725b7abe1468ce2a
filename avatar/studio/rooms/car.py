"""Behind the driver's seat of a small parked car."""

from __future__ import annotations

from avatar.studio.rooms.parts import Lamp, Room, box, cushion, paint, slab


def _parked_car() -> None:
    """Behind the driver's seat of a small car: head rest, rear window, pillars, a yellow bus."""
    cloth, trim = paint((0.055, 0.058, 0.065), 0.9), paint((0.17, 0.168, 0.165), 0.85)
    cushion((0, 1.30, 7.15), (0.98, 0.30, 0.66), cloth, 2.8)
    cushion((0, 1.8, 4.0), (2.2, 0.5, 2.35), cloth)
    for x in (-0.45, 0.45):
        box((x - 0.05, 1.35, 6.2), (x + 0.05, 1.45, 6.8), paint((0.4, 0.4, 0.4), 0.3))
    # Roof lining, rear bench and shelf, the other front seat at the viewer's left.
    box((-30, 0.5, 9.75), (30, 18, 10.2), trim)
    cushion((0, 9.0, 3.6), (6, 0.8, 2.2), cloth)
    box((-8, 9.4, 4.0), (8, 10.5, 5.7), trim)
    cushion((-3.6, 2.2, 4.3), (1.5, 0.5, 2.3), cloth)
    cushion((-3.3, 2.0, 7.0), (0.8, 0.28, 0.6), cloth, 2.8)
    # Pillars: left of the rear window, and between it and her own rear side window.
    slab([(-4.2, 5.2), (-3.5, 5.2), (-2.9, 9.9), (-3.6, 9.9)], 8.6, trim)
    slab([(2.75, 5.2), (3.45, 5.2), (2.35, 9.9), (1.75, 9.9)], 7.6, trim)
    box((3.0, 7.0, -2), (9, 7.6, 5.5), paint((0.09, 0.09, 0.10), 0.8))
    _outside()


def _outside() -> None:
    """An overcast lot: pale sky, trees, asphalt, and at the right a school bus."""
    box((-80, 90, 11), (80, 91, 90), paint((0.78, 0.83, 0.88), 1, glow=1.1))
    trees = paint((0.13, 0.17, 0.12), 1, glow=0.25)
    for i, (width, height) in enumerate(((9, 5), (7, 7.5), (10, 5.5), (8, 6.5), (9, 4.5))):
        cushion((-22 + i * 9.5, 70, 8.5), (width, 2, height), trees, 2.2)
    box((-80, 20, -8), (80, 90, -7.5), paint((0.25, 0.25, 0.26), 1, glow=0.25))
    box((-80, 72, -8), (80, 73, 8.5), paint((0.30, 0.31, 0.31), 1, glow=0.25))
    box((4.6, 30, -1), (40, 36, 11.2), paint((0.85, 0.42, 0.015), 0.6, glow=0.6))
    for x in (5.3, 8.5, 11.7):
        box((x, 29.8, 7.6), (x + 2.6, 29.9, 10.0), paint((0.05, 0.06, 0.07), 0.4, glow=0.1))
    box((4.6, 29.7, 5.6), (40, 29.8, 6.1), paint((0.02, 0.02, 0.02), 0.5))


PARKED_CAR = Room(
    _parked_car,
    (
        Lamp((7.5, -7.5, 3.0), 8, 1150, (0.92, 0.96, 1.0)),
        Lamp((-8, -8, 2.5), 9, 820, (0.94, 0.97, 1.0)),
        Lamp((0, -9, 5.5), 7, 620, (0.95, 0.98, 1.0)),
        Lamp((5, 6, 4), 4, 200, (0.93, 0.97, 1.0)),
        Lamp((0, -8, -4), 6, 130, (0.9, 0.9, 0.95)),
    ),
    (0.80, 0.86, 0.92),
    0.30,
)
