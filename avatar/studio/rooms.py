"""Where the patients sit: a car, a surgery's consulting room, a clinic room. Out of focus."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from avatar.studio.geometry import mesh_object
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

    def power(x: np.ndarray) -> np.ndarray:
        return np.sign(x) * np.abs(x) ** (2 / square)

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
    cloth, trim = _paint((0.055, 0.058, 0.065), 0.9), _paint((0.20, 0.195, 0.19), 0.8)
    _cushion((0, 1.45, 7.35), (1.05, 0.32, 0.72), cloth)
    _cushion((0, 1.9, 4.2), (2.5, 0.55, 2.5), cloth)
    for x in (-0.4, 0.4):
        _box((x - 0.05, 1.5, 6.3), (x + 0.05, 1.6, 7.0), _paint((0.4, 0.4, 0.4), 0.3))
    _box((-30, 1, 10.6), (30, 18, 10.9), trim)
    # The passenger's side (the viewer's left): rear side window, door and pillar.
    _box((-9, 9, -2), (-3.2, 9.4, 5.9), _paint((0.10, 0.10, 0.11), 0.8))
    _box((-9.0, 8.6, 5.7), (-3.2, 9.0, 6.05), trim)
    _cushion((-5.4, 7.0, 4.6), (1.9, 0.6, 2.6), cloth)
    _cushion((-5.4, 6.8, 7.2), (0.85, 0.3, 0.6), cloth)
    _box((-3.6, 9, 5), (-2.9, 9.6, 11), trim)
    # Her own side window, the viewer's right, with the belt's pillar.
    _box((2.75, 3.2, -2), (3.45, 4.2, 11), trim)
    _box((3.2, 2.2, -2), (9, 3.4, 5.6), _paint((0.11, 0.11, 0.12), 0.8))
    _box((1.4, 12, -2), (2.9, 12.5, 6.2), cloth)
    _outside()


def _outside() -> None:
    """An overcast lot: pale sky, a line of hedge, asphalt, and a bus."""
    _box((-80, 60, 12), (80, 61, 70), _paint((0.80, 0.84, 0.88), 1, glow=1.15))
    _box((-80, 58, 8.2), (80, 59, 13.5), _paint((0.17, 0.21, 0.15), 1, glow=0.35))
    _box((-80, 20, -8), (80, 60, -7.5), _paint((0.25, 0.25, 0.26), 1, glow=0.2))
    yellow = _paint((0.80, 0.42, 0.025), 0.6, glow=0.55)
    _box((9.5, 30, -1), (40, 36, 11.0), yellow)
    for x in (11.5, 15.5, 19.5, 23.5):
        _box((x, 29.8, 6.6), (x + 3.0, 29.9, 9.6), _paint((0.05, 0.06, 0.07), 0.4, glow=0.1))
    _box((9.5, 29.7, 4.2), (40, 29.8, 4.7), _paint((0.02, 0.02, 0.02), 0.5))


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
        (-9.9, 7.9, (0.82, 0.82, 0.78)), (-7.6, 7.2, (0.42, 0.58, 0.62)), (-6.2, 8.3, (0.8, 0.68, 0.4)),
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
            Lamp((5, 6, 4), 4, 420, (0.93, 0.97, 1.0)),
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
            Lamp((4, 8, 6), 4, 1000, (1, 0.98, 0.95)),
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
            Lamp((-4, 8, 6), 4, 1000, (1, 0.97, 0.92)),
            Lamp((0, -11, -4), 5, 260, (1, 0.96, 0.9)),
        ),
        (0.84, 0.84, 0.84),
        0.28,
    ),
}
