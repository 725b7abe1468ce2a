"""What rooms are made of: paint, boxes, cushions, turned things, hangings, and common furniture."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from avatar.studio.geometry import Array, mesh_object
from avatar.studio.look import Colour
from avatar.studio.shader import Material, tinted

Corner = tuple[float, float, float]
Point = tuple[float, float]


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


def paint(colour: Colour, rough: float = 0.7, glow: float = 0.0) -> Material:
    """One colour; ``glow`` makes it shine by itself."""
    m = Material("room")
    m.set(Base_Color=colour, Roughness=rough)
    if glow:
        m.set(Emission_Color=colour, Emission_Strength=glow)
    return m


def wood(colour: Colour, rough: float = 0.5) -> Material:
    """Uneven along the grain, which runs upward."""
    m = Material("room")
    grain = m.noise(2.2, 4, 0.55, stretch=(2.2, 2.2, 0.25))
    m.set(Base_Color=m.mix(m.ramp(grain, 0.3, 0.7), tinted(colour, 0.72), tinted(colour, 1.2)))
    m.set(Roughness=rough)
    return m


def cloth(colour: Colour, depth: float = 0.4) -> Material:
    """A soft surface with shallow creases."""
    m = Material("room")
    folds = m.noise(0.9, 4, 0.5, stretch=(1.0, 1.0, 1.5))
    m.set(Base_Color=m.mix(m.ramp(folds, 0.3, 0.7), tinted(colour, 0.9), tinted(colour, 1.06)))
    m.set(Roughness=0.9, Specular_IOR_Level=0.2)
    m.bump(folds, strength=0.8, distance=depth)
    return m


def box(low: Corner, high: Corner, material: Material) -> None:
    """A box between two corners."""
    x, y, z = zip(low, high, strict=True)
    corners = np.array([(a, b, c) for a in x for b in y for c in z])
    faces = [
        (0, 1, 3, 2), (4, 6, 7, 5), (0, 4, 5, 1), (2, 3, 7, 6), (0, 2, 6, 4), (1, 5, 7, 3),
    ]  # fmt: skip
    mesh_object("room", corners, faces, material, {"rest": corners}, smooth=False)


def cushion(centre: Corner, size: Corner, material: Material, square: float = 3.2) -> None:
    """A rounded box: a superellipsoid."""
    u, w = np.meshgrid(np.linspace(0, 2 * np.pi, 48), np.linspace(-np.pi / 2, np.pi / 2, 32))

    def power(x: Array) -> Array:
        return np.asarray(np.sign(x) * np.abs(x) ** (2 / square))

    points = np.stack([power(np.cos(w)) * power(np.cos(u)), power(np.cos(w)) * power(np.sin(u)),
                       power(np.sin(w))], -1)  # fmt: skip
    mesh = (points * np.array(size) + np.array(centre)).reshape(-1, 3)
    mesh_object("room", mesh, _quads(32, 48), material, {"rest": mesh})


def slab(outline: Sequence[Point], depth: float, material: Material, thick: float = 0.4) -> None:
    """A flat piece seen from the front, corners (x, z) counter-clockwise."""
    n = len(outline)
    corners = np.array([(x, y, z) for y in (depth, depth + thick) for x, z in outline])
    sides = [(i, (i + 1) % n, n + (i + 1) % n, n + i) for i in range(n)]
    faces = [tuple(range(n)), tuple(range(2 * n - 1, n - 1, -1)), *sides]
    mesh_object("room", corners, faces, material, {"rest": corners}, smooth=False)


def turned(foot: Corner, profile: Sequence[Point], material: Material) -> None:
    """A body of revolution on ``foot``: radius and height of its outline from below."""
    angles = np.linspace(0, 2 * np.pi, 33)
    points = np.array(
        [(r * np.sin(a), r * np.cos(a), z) for r, z in profile for a in angles]
    ) + np.array(foot)
    mesh_object("room", points, _quads(len(profile), 33), material, {"rest": points})


def disc(centre: Corner, radius: float, material: Material) -> None:
    """A round plate that faces the camera."""
    x, y, z = centre
    turn = np.linspace(0, 2 * np.pi, 33)[:-1]
    slab([(x + radius * np.cos(a), z + radius * np.sin(a)) for a in turn], y, material, 0.15)


def hanging(
    left: float,
    right: float,
    low: float,
    high: float,
    depth: float,
    material: Material,
    pleats: float = 1.0,
    swing: float = 0.25,
) -> None:
    """A curtain in folds, about ``pleats`` a decimetre."""
    columns, rows = 160, 10
    x, z = np.meshgrid(np.linspace(left, right, columns), np.linspace(low, high, rows))
    phase = x * pleats * 2 * np.pi
    y = depth + swing * (np.sin(phase) + 0.45 * np.sin(phase * 0.37 + 1.3))
    y += swing * 0.2 * np.sin(phase * 1.7 + z * 0.4)
    points = np.stack([x, y, z], -1).reshape(-1, 3)
    mesh_object("room", points, _quads(rows, columns), material, {"rest": points})


def wall(colour: Colour, depth: float = 17.0) -> None:
    """The wall behind."""
    box((-40, depth, -10), (40, depth + 1, 30), paint(colour, 0.9))


def window(
    left: float, right: float, low: float, high: float, glow: float, depth: float = 17.0
) -> None:
    """A bright pane with a frame and a sill, before a wall at ``depth``."""
    box((left, depth - 0.2, low), (right, depth - 0.1, high), paint((0.86, 0.92, 0.97), 1, glow))
    frame = paint((0.78, 0.78, 0.76), 0.5)
    for x in (left - 0.2, (left + right) / 2 - 0.1, right):
        box((x, depth - 0.6, low - 0.2), (x + 0.25, depth - 0.2, high), frame)
    sill = (left - 0.4, depth - 0.8, low - 0.4)
    box(sill, (right + 0.4, depth - 0.2, low - 0.15), frame)


def picture(
    low: Point, high: Point, frame: Colour, paper: Colour, depth: float = 17.0, rim: float = 0.3
) -> None:
    """A framed picture on a wall at ``depth``, between two corners (x, z)."""
    box((low[0], depth - 0.4, low[1]), (high[0], depth, high[1]), paint(frame, 0.4))
    inner = (low[0] + rim, depth - 0.45, low[1] + rim)
    box(inner, (high[0] - rim, depth - 0.4, high[1] - rim), paint(paper, 0.8))


def books(left: float, right: float, foot: float, depth: float, seed: int) -> None:
    """A row of books that stand on a shelf."""
    tones = (
        (0.20, 0.07, 0.05), (0.05, 0.09, 0.14), (0.10, 0.13, 0.07), (0.36, 0.29, 0.19),
        (0.13, 0.08, 0.05), (0.42, 0.37, 0.30), (0.06, 0.06, 0.065), (0.22, 0.12, 0.05),
    )  # fmt: skip
    random = np.random.default_rng(seed)
    x = left
    while x < right - 0.2:
        thick = float(random.uniform(0.22, 0.5))
        tall, back = float(random.uniform(1.5, 2.3)), float(random.uniform(0, 0.35))
        tone = tinted(tones[int(random.integers(len(tones)))], float(random.uniform(0.8, 1.2)))
        end = (min(x + thick, right), depth + 1.5, foot + tall)
        box((x, depth + back, foot), end, paint(tone, 0.6))
        x += thick + 0.03 + (0.5 if random.random() < 0.06 else 0)


def plant(pot: Corner, spread: float, height: float, leaf: Colour, clay: Colour, seed: int) -> None:
    """A pot with arching leaves."""
    random = np.random.default_rng(seed)
    x, y, z = pot
    turned(pot, [(0, 0), (0.38, 0), (0.52, 0.9), (0.45, 0.9), (0.42, 0.75)], paint(clay, 0.8))
    for i in range(22):
        turn, rise = i * 2.4, float(random.uniform(0.35, 1))
        tip = spread * float(random.uniform(0.5, 1)) * (1.15 - 0.5 * rise)
        t = np.linspace(0, 1, 9)
        middle = np.stack(
            [
                x + np.sin(turn) * tip * t,
                y + np.cos(turn) * tip * t,
                z + 0.8 + height * rise * (1.5 * t - 0.6 * t**2),
            ],
            1,
        )
        wide = 0.24 * np.sin(np.pi * np.clip(t * 0.93 + 0.05, 0, 1)) * height / 2.5
        across = np.array([np.cos(turn), -np.sin(turn), 0.25])
        points = np.concatenate([middle + s * wide[:, None] * across for s in (-1.0, 1.0)])
        shade = tinted(leaf, float(random.uniform(0.7, 1.4)))
        mesh_object("room", points, _quads(2, 9), paint(shade, 0.45))


def tissues(foot: Corner, colour: Colour) -> None:
    """A box of tissues, one of them drawn out."""
    x, y, z = foot
    box((x - 0.6, y - 0.6, z), (x + 0.6, y + 0.6, z + 0.85), paint(colour, 0.7))
    white = cloth((0.85, 0.85, 0.84), 0.2)
    cushion((x + 0.05, y, z + 1.05), (0.30, 0.12, 0.45), white, 1.4)
    cushion((x - 0.12, y + 0.05, z + 0.95), (0.22, 0.14, 0.35), white, 1.4)


def clock(centre: Corner, radius: float, hands: tuple[float, float]) -> None:
    """A wall clock; ``hands`` are the turns of the short and the long hand from twelve."""
    x, y, z = centre
    disc(centre, radius, paint((0.05, 0.05, 0.055), 0.4))
    disc((x, y - 0.08, z), radius * 0.88, paint((0.82, 0.82, 0.80), 0.6))
    dark = paint((0.02, 0.02, 0.02), 0.5)
    for turn, reach in zip(hands, (0.5, 0.75), strict=True):
        a = 2 * np.pi * turn
        way, side = np.array([np.sin(a), np.cos(a)]), np.array([np.cos(a), -np.sin(a)])
        tip, half = way * radius * reach, side * radius * 0.05
        ends = [-half, half, tip + half, tip - half]
        slab([(x + float(p[0]), z + float(p[1])) for p in ends[::-1]], y - 0.14, dark, 0.03)


def bed_head(pillow_at: float, pillow: Colour, sheet: Colour) -> None:
    """The raised head of a hospital bed: board, mattress and a pillow at a height."""
    z = pillow_at
    cushion((0, 4.3, z - 1.6), (3.3, 0.2, 2.05), paint((0.50, 0.48, 0.44), 0.45), 6.0)
    cushion((0, 4.1, z - 1.6), (2.9, 0.2, 1.75), paint((0.36, 0.25, 0.16), 0.5), 6.0)
    _leaning((0, 2.5, z - 3.0), (2.75, 0.5, 2.9), 0.3, cloth(sheet, 0.15), 5.0)
    _leaning((0, 1.6, z - 0.25), (1.85, 0.5, 1.0), 0.22, cloth(pillow, 0.15), 2.9)


def _leaning(centre: Corner, size: Corner, tilt: float, material: Material, square: float) -> None:
    """A cushion that leans backward by ``tilt`` radians."""
    u, w = np.meshgrid(np.linspace(0, 2 * np.pi, 64), np.linspace(-np.pi / 2, np.pi / 2, 40))

    def power(x: Array) -> Array:
        return np.asarray(np.sign(x) * np.abs(x) ** (2 / square))

    x = power(np.cos(w)) * power(np.cos(u)) * size[0]
    y = power(np.cos(w)) * power(np.sin(u)) * size[1]
    z = power(np.sin(w)) * size[2]
    c, s = np.cos(tilt), np.sin(tilt)
    mesh = np.stack([x, y * c + z * s, z * c - y * s], -1).reshape(-1, 3) + np.array(centre)
    mesh_object("room", mesh, _quads(40, 64), material, {"rest": mesh})


def rail(left: float, right: float, height: float, depth: float, material: Material) -> None:
    """A bent tube: the side rail of a bed, from the front."""
    turned((left, depth, -2), [(0.12, 0), (0.12, height + 2)], material)
    turned((right, depth, -2), [(0.12, 0), (0.12, height + 2)], material)
    cushion(
        ((left + right) / 2, depth, height), ((right - left) / 2 + 0.12, 0.13, 0.13), material, 4
    )


def _quads(rows: int, columns: int) -> list[list[int]]:
    return [
        [r * columns + c, r * columns + c + 1, (r + 1) * columns + c + 1, (r + 1) * columns + c]
        for r in range(rows - 1)
        for c in range(columns - 1)
    ]
