"""Where the patients sit: a car, a surgery's consulting room, a clinic room. Out of focus."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from avatar.studio.geometry import Array, mesh_object
from avatar.studio.look import Colour
from avatar.studio.shader import Material

Corner = tuple[float, float, float]


@dataclass(frozen=True)
class Lamp:
    """An area light. Power in watts, place relative to the eyes' height."""

    place: Corner
    size: float
    power: float
    colour: Colour = (1, 1, 1)


@dataclass(frozen=True)
class Room:
    """How a room is built and lit."""

    build: Callable[[], None]
    lamps: tuple[Lamp, ...]
    sky: Colour
    sky_strength: float


def _paint(colour: Colour, rough: float = 0.7, glow: float = 0.0) -> Material:
    m = Material("room")
    m.set(Base_Color=colour, Roughness=rough)
    if glow:
        m.set(Emission_Color=colour, Emission_Strength=glow)
    return m


def _box(low: Corner, high: Corner, material: Material) -> None:
    x, y, z = zip(low, high, strict=True)
    corners = np.array([(a, b, c) for a in x for b in y for c in z])
    faces = [
        (0, 1, 3, 2), (4, 6, 7, 5), (0, 4, 5, 1), (2, 3, 7, 6), (0, 2, 6, 4), (1, 5, 7, 3),
    ]  # fmt: skip
    mesh_object("room", corners, faces, material, smooth=False)


def _cushion(centre: Corner, size: Corner, material: Material, square: float = 3.2) -> None:
    """A rounded box: a superellipsoid."""
    u, w = np.meshgrid(np.linspace(0, 2 * np.pi, 48), np.linspace(-np.pi / 2, np.pi / 2, 32))

    def power(x: Array) -> Array:
        return np.asarray(np.sign(x) * np.abs(x) ** (2 / square))

    points = np.stack([power(np.cos(w)) * power(np.cos(u)), power(np.cos(w)) * power(np.sin(u)),
                       power(np.sin(w))], -1)  # fmt: skip
    mesh = (points * np.array(size) + np.array(centre)).reshape(-1, 3)
    faces = [
        [r * 48 + c, r * 48 + c + 1, (r + 1) * 48 + c + 1, (r + 1) * 48 + c]
        for r in range(31)
        for c in range(47)
    ]
    mesh_object("room", mesh, faces, material)


def _parked_car() -> None:
    """Behind the driver's seat of a small car: head rest, rear window, pillars, a yellow bus."""
    cloth, trim = _paint((0.055, 0.058, 0.065), 0.9), _paint((0.17, 0.168, 0.165), 0.85)
    _cushion((0, 1.30, 7.15), (0.98, 0.30, 0.66), cloth, 2.8)
    _cushion((0, 1.8, 4.0), (2.2, 0.5, 2.35), cloth)
    for x in (-0.45, 0.45):
        _box((x - 0.05, 1.35, 6.2), (x + 0.05, 1.45, 6.8), _paint((0.4, 0.4, 0.4), 0.3))
    # Roof lining, rear bench and shelf, the other front seat at the viewer's left.
    _box((-30, 0.5, 9.75), (30, 18, 10.2), trim)
    _cushion((0, 9.0, 3.6), (6, 0.8, 2.2), cloth)
    _box((-8, 9.4, 4.0), (8, 10.5, 5.7), trim)
    _cushion((-3.6, 2.2, 4.3), (1.5, 0.5, 2.3), cloth)
    _cushion((-3.3, 2.0, 7.0), (0.8, 0.28, 0.6), cloth, 2.8)
    # Pillars: left of the rear window, and between it and her own rear side window.
    _slab([(-4.2, 5.2), (-3.5, 5.2), (-2.9, 9.9), (-3.6, 9.9)], 8.6, trim)
    _slab([(2.75, 5.2), (3.45, 5.2), (2.35, 9.9), (1.75, 9.9)], 7.6, trim)
    _box((3.0, 7.0, -2), (9, 7.6, 5.5), _paint((0.09, 0.09, 0.10), 0.8))
    _outside()


def _slab(outline: list[tuple[float, float]], depth: float, material: Material) -> None:
    """A flat four-cornered piece seen from the front, corners (x, z) counter-clockwise."""
    corners = np.array([(x, y, z) for y in (depth, depth + 0.4) for x, z in outline])
    sides = [(i, (i + 1) % 4, 4 + (i + 1) % 4, 4 + i) for i in range(4)]
    mesh_object("room", corners, [(0, 1, 2, 3), (7, 6, 5, 4), *sides], material, smooth=False)


def _outside() -> None:
    """An overcast lot: pale sky, trees, asphalt, and at the right a school bus."""
    _box((-80, 90, 11), (80, 91, 90), _paint((0.78, 0.83, 0.88), 1, glow=1.1))
    trees = _paint((0.13, 0.17, 0.12), 1, glow=0.25)
    for i, (width, height) in enumerate(((9, 5), (7, 7.5), (10, 5.5), (8, 6.5), (9, 4.5))):
        _cushion((-22 + i * 9.5, 70, 8.5), (width, 2, height), trees, 2.2)
    _box((-80, 20, -8), (80, 90, -7.5), _paint((0.25, 0.25, 0.26), 1, glow=0.25))
    _box((-80, 72, -8), (80, 73, 8.5), _paint((0.30, 0.31, 0.31), 1, glow=0.25))
    _box((4.6, 30, -1), (40, 36, 11.2), _paint((0.85, 0.42, 0.015), 0.6, glow=0.6))
    for x in (5.3, 8.5, 11.7):
        _box((x, 29.8, 7.6), (x + 2.6, 29.9, 10.0), _paint((0.05, 0.06, 0.07), 0.4, glow=0.1))
    _box((4.6, 29.7, 5.6), (40, 29.8, 6.1), _paint((0.02, 0.02, 0.02), 0.5))


def _clinic_wall(wall: Colour, rail: Colour) -> None:
    _box((-40, 17, -10), (40, 18, 30), _paint(wall, 0.9))
    _box((-40, 16.7, 4.3), (40, 17, 4.9), _paint(rail, 0.6))


def _window(left: float, right: float, low: float, high: float, glow: float) -> None:
    _box((left, 16.8, low), (right, 16.9, high), _paint((0.86, 0.92, 0.97), 1, glow=glow))
    frame = _paint((0.78, 0.78, 0.76), 0.5)
    for x in (left - 0.2, (left + right) / 2 - 0.1, right):
        _box((x, 16.4, low - 0.2), (x + 0.25, 16.8, high), frame)
    _box((left - 0.4, 16.2, low - 0.4), (right + 0.4, 16.8, low - 0.15), frame)


def _surgery() -> None:
    """A surgeon's consulting room: light box, door, a chair's back, books."""
    _clinic_wall((0.50, 0.56, 0.58), (0.42, 0.34, 0.26))
    _window(-11, -5.2, 6.4, 15, 1.7)
    _box((5.4, 16.4, 5.6), (9.4, 16.8, 9.9), _paint((0.62, 0.64, 0.65), 0.4))
    for x in (5.7, 7.55):
        _box((x, 16.3, 6.1), (x + 1.6, 16.35, 9.5), _paint((0.55, 0.68, 0.78), 1, glow=0.9))
    _box((3.5, 14.2, -4), (10, 16.6, 4.1), _paint((0.50, 0.41, 0.31), 0.6))
    for i, tone in enumerate(((0.16, 0.24, 0.33), (0.45, 0.42, 0.36), (0.30, 0.13, 0.11))):
        _box((4.2 + i * 0.55, 14.4, 4.1), (4.65 + i * 0.55, 15.6, 5.5 + 0.1 * i), _paint(tone))
    _cushion((0, 2.6, 3.4), (2.3, 0.35, 1.9), _paint((0.12, 0.17, 0.22), 0.8))


def _clinic() -> None:
    """A clinic room with a warm wall, a window with a plant, and a notice board."""
    _clinic_wall((0.66, 0.60, 0.50), (0.40, 0.47, 0.46))
    _window(4.6, 11, 6.2, 15, 1.6)
    _cushion((5.4, 15.2, 6.0), (0.55, 0.5, 0.6), _paint((0.50, 0.26, 0.17), 0.8))
    leaf = _paint((0.10, 0.22, 0.09), 0.6)
    for i in range(14):
        turn = i * 2.4
        at = (5.4 + 0.75 * np.sin(turn), 15.1, 7.2 + 0.09 * i)
        _cushion(at, (0.42, 0.12, 0.34), leaf, 2.0)
    _box((-10.4, 16.5, 6.2), (-4.6, 16.8, 10.4), _paint((0.52, 0.40, 0.27), 0.9))
    for x, z, tone in (
        (-9.9, 7.9, (0.82, 0.82, 0.78)),
        (-7.6, 7.2, (0.42, 0.58, 0.62)),
        (-6.2, 8.3, (0.8, 0.68, 0.4)),
    ):  # fmt: skip
        _box((x, 16.4, z), (x + 1.3, 16.45, z + 1.7), _paint(tone, 0.9))
    _cushion((0, 2.6, 3.4), (2.4, 0.35, 1.9), _paint((0.22, 0.32, 0.30), 0.8))


ROOMS = {
    "parked-car": Room(
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
    ),
    "surgery": Room(
        _surgery,
        (
            Lamp((-8, -9, 4.5), 6, 1950, (1, 0.97, 0.93)),
            Lamp((8.5, -8, 1.0), 8, 620, (0.88, 0.94, 1)),
            Lamp((4, 8, 6), 4, 420, (1, 0.98, 0.95)),
            Lamp((0, -11, -4), 5, 240),
        ),
        (0.78, 0.84, 0.90),
        0.28,
    ),
    "clinic": Room(
        _clinic,
        (
            Lamp((8, -9, 4.5), 6, 1950, (1, 0.97, 0.92)),
            Lamp((-8.5, -8, 1.0), 8, 680, (0.97, 0.95, 0.95)),
            Lamp((-4, 8, 6), 4, 330, (1, 0.97, 0.92)),
            Lamp((0, -11, -4), 5, 260, (1, 0.96, 0.9)),
        ),
        (0.84, 0.84, 0.84),
        0.28,
    ),
}
