"""Collars: bands and leaves around the neck."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from avatar.studio.fabrics import fabric
from avatar.studio.geometry import Array, Surface, mesh_object
from avatar.studio.look import Look
from avatar.studio.shader import Material, tinted

Row = Callable[[float], tuple[float, float]]
"""From an angle around the neck to a height on the base mesh and a distance from the skin."""


def _ring_mesh(
    name: str,
    material: Material,
    surface: Surface,
    rows: list[Row],
    opening: float,
    columns: int = 72,
) -> None:
    """A band around the neck. Each row tells height and distance from the skin by angle; it is
    open in front by ``opening`` radians on each side."""
    angles = np.linspace(opening, 2 * np.pi - opening, columns)
    points: list[Array] = []
    for row in rows:
        for angle in angles:
            height, away = row(float(angle))
            at, normal = surface.around(float(angle), min(height, 6.05))
            flat = np.array([normal[0], normal[1], 0.0])
            flat /= np.linalg.norm(flat) + 1e-9
            points.append(at + flat * away + np.array([0, 0, max(height - 6.05, 0.0)]))
    faces = [
        [r * columns + c, r * columns + c + 1, (r + 1) * columns + c + 1, (r + 1) * columns + c]
        for r in range(len(rows) - 1)
        for c in range(columns - 1)
    ]
    mesh = np.array(points)
    rest = mesh * 1.0
    thing = mesh_object(name, mesh, faces, material, {"rest": rest}, subdivisions=2)
    solid = thing.modifiers.new("thickness", "SOLIDIFY")
    solid.thickness, solid.offset = 0.035, 0


def _front(angle: float) -> float:
    """1 in front, 0 behind."""
    return 0.5 + 0.5 * float(np.cos(angle))


def _fleece_collar(look: Look, surface: Surface) -> None:
    """A stand-up collar, open a hand's breadth at the throat."""
    material = fabric("fleece", look.garments[-1].colour)

    def at(rise: float, away: float) -> Row:
        return lambda angle: (
            5.88 + rise * (1 - 0.25 * _front(angle)) - 0.36 * _front(angle) ** 2,
            away + 0.05 * _front(angle) * rise / 0.2,
        )

    _ring_mesh("cloth", material, surface, [at(-0.2, 0.13), at(0.1, 0.13), at(0.3, 0.15)], 0.42)


def _shirt_collar(look: Look, surface: Surface) -> None:
    """A folded collar: a band that stands, and a leaf that falls to two points."""
    material = fabric("cotton", look.garments[0].colour)
    opening = 0.16

    def stand(angle: float) -> float:
        return 5.98 - 0.34 * float(_front(angle) ** 1.6)

    def leaf(drop: float, away: float) -> Row:
        def row(angle: float) -> tuple[float, float]:
            near = np.exp(-(((min(angle, 2 * np.pi - angle) - opening) / 0.35) ** 2))
            return stand(angle) - drop * (0.16 + 0.20 * float(near)), away

        return row

    rows = [
        lambda a: (stand(a) - 0.14, 0.045),
        lambda a: (stand(a), 0.06),
        leaf(0.25, 0.10),
        leaf(1.0, 0.15),
    ]
    _ring_mesh("cloth", material, surface, rows, opening)


def _round_collar(look: Look, surface: Surface) -> None:
    """The ribbed edge of a crew neck."""
    material = fabric("knit", tinted(look.garments[-1].colour, 0.9))

    def edge(rise: float, away: float) -> Row:
        return lambda angle: (5.86 + rise - 0.30 * _front(angle) ** 1.4, away)

    _ring_mesh(
        "cloth", material, surface, [edge(-0.1, 0.09), edge(0.0, 0.085), edge(0.06, 0.05)], 0
    )


def _buttoned_collar(look: Look, surface: Surface) -> None:
    """A shirt collar closed at the throat."""
    _leaves(surface, fabric("cotton", tinted(look.garments[0].colour, 1.04)), 0.05, 0.19, 0.20)


def _jacket_collar(look: Look, surface: Surface) -> None:
    """The wide collar of a work jacket, open in front."""
    _leaves(surface, fabric("canvas", look.garments[-1].colour), 0.50, 0.34, 0.16, away=0.17)


def _leaves(
    surface: Surface,
    material: Material,
    opening: float,
    drop: float,
    points: float,
    away: float = 0.07,
) -> None:
    """A band that stands, and a leaf that falls by ``drop`` and more by ``points`` in front."""

    def stand(angle: float) -> float:
        return 6.0 - 0.26 * float(_front(angle) ** 1.6)

    def leaf(share: float, out: float) -> Row:
        def row(angle: float) -> tuple[float, float]:
            near = np.exp(-(((min(angle, 2 * np.pi - angle) - opening) / 0.33) ** 2))
            return stand(angle) - share * (drop + points * float(near)), away + out

        return row

    rows: list[Row] = [
        lambda a: (stand(a) - 0.14, away - 0.02),
        lambda a: (stand(a), away),
        lambda a: (stand(a) + 0.015, away + 0.03),
        leaf(0.3, 0.06),
        leaf(1.0, 0.11),
    ]
    _ring_mesh("cloth", material, surface, rows, opening)


def _hood(look: Look, surface: Surface) -> None:
    """A hood that lies on the back: a thick roll behind the neck that thins toward the front."""
    material = fabric("jersey", look.garments[-1].colour)

    def at(height: float, away: float) -> Row:
        def row(angle: float) -> tuple[float, float]:
            behind = (1 - _front(angle)) ** 0.7
            low = 5.78 - 0.30 * _front(angle) ** 2
            return low + height * 1.2 * behind, 0.15 + away * 1.1 * behind

        return row

    rows = [
        at(-0.15, 0.02), at(0.22, 0.02), at(0.36, 0.10), at(0.40, 0.22), at(0.30, 0.36),
        at(0.10, 0.46), at(-0.12, 0.44),
    ]  # fmt: skip
    _ring_mesh("cloth", material, surface, rows, 0.72)


COLLARS = {
    "fleece": _fleece_collar,
    "shirt": _shirt_collar,
    "buttoned": _buttoned_collar,
    "jacket": _jacket_collar,
    "crew": _round_collar,
    "hood": _hood,
}
