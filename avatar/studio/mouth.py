"""Teeth one by one along the dental arch, gums and tongue."""

from __future__ import annotations

import math

import numpy as np

from avatar.studio.base_mesh import (
    LOWER_TEETH,
    TONGUE,
    UPPER_TEETH,
    Floats,
    base_mesh,
    to_blender,
)
from avatar.studio.geometry import mesh_object
from avatar.studio.look import Look
from avatar.studio.regions import regions
from avatar.studio.shader import Material

UPPER_WIDTHS = (0.43, 0.34, 0.39, 0.36, 0.34, 0.5, 0.5)
LOWER_WIDTHS = (0.27, 0.30, 0.35, 0.35, 0.36, 0.52, 0.5)
UPPER_SHOWS, LOWER_HIDES = 0.022, 0.055
"""Edges of the upper and lower teeth below the line where the resting lips meet, in decimetres:
speech shows mostly the upper teeth."""
GRID = 7
UPPER_GUM = ((0.0, 0.028), (0.05, 0.036), (0.12, 0.01), (0.25, -0.05))
LOWER_GUM = ((0.0, 0.02), (0.03, 0.02), (0.06, -0.03), (0.09, -0.10))
"""Rise from the teeth's necks and distance before them. The lower gum is low: it must not come
out under the chin."""


def build_mouth(look: Look, resting: Floats, vertices: Floats) -> None:
    """Objects named ``tooth``, ``gum`` and ``tongue``, for a face at rest and as it is now."""
    line = _lip_line(resting)
    upper_edge = float(_incisors(resting[UPPER_TEETH])[:, 1].min())
    lower_edge = float(_incisors(resting[LOWER_TEETH])[:, 1].max())
    raise_upper = np.array([0, line - UPPER_SHOWS - upper_edge, 0], np.float32)
    raise_lower = np.array([0, line - LOWER_HIDES - lower_edge, -0.035], np.float32)
    tooth = Material("tooth")
    tooth.set(Base_Color=look.tooth, Roughness=0.22, Subsurface_Weight=0.5, Subsurface_Scale=0.01)
    gum = Material("gum")
    gum.set(Base_Color=(0.40, 0.12, 0.11), Roughness=0.3)
    _arch(vertices[UPPER_TEETH] + raise_upper, UPPER_WIDTHS, True, tooth, gum)
    _arch(vertices[LOWER_TEETH] + raise_lower, LOWER_WIDTHS, False, tooth, gum)
    tongue = Material("tongue")
    tongue.set(Base_Color=(0.46, 0.16, 0.15), Roughness=0.4)
    tongue.set(Subsurface_Weight=0.5, Subsurface_Scale=0.02)
    points = to_blender(vertices[TONGUE]) - np.array([0, 0, 0.03])
    faces = [[i - TONGUE.start for i in f] for f in base_mesh().faces_of("helper-tongue")]
    mesh_object("tongue", points, faces, tongue, subdivisions=1)


def _lip_line(resting: Floats) -> float:
    """Height at which the lips meet in the middle: the deepest point between them."""
    middle = (regions()["lips"] > 0.5) & (np.abs(base_mesh().vertices[:, 0]) < 0.01)
    lips = resting[middle]
    return float(lips[lips[:, 2].argmin(), 1])


def _incisors(band: Floats) -> Floats:
    return np.asarray(band[band[:, 2] > band[:, 2].max() - 0.12])


def _arch(
    band: Floats, widths: tuple[float, ...], upper: bool, tooth: Material, gum: Material
) -> None:
    """Teeth and gum of one jaw, along the ellipse that the base mesh's ``band`` follows."""
    front, half = float(band[:, 2].max()), float(band[:, 0].max())
    incisors = _incisors(band)
    edge = float(incisors[:, 1].min() if upper else incisors[:, 1].max())
    centre, up = front - half * 1.12, 1 if upper else -1
    along = 0.0
    for number, width in enumerate(np.array(widths) * 0.2 * half / 0.31):
        turn = min((along + width / 2) / (half * 1.2), 1.45)
        along += float(width)
        height = (0.088 if number == 1 else 0.098) if upper else 0.078
        lift = 0.008 if upper and number == 1 else 0.0
        for side in (-1, 1):
            points = _tooth(float(width), height, upper)
            points = points @ _turned(turn * side).T
            points += [
                side * half * 0.93 * math.sin(turn),
                edge + up * height / 2 + lift,
                centre + half * 1.08 * math.cos(turn) - 0.035,
            ]
            mesh_object("tooth", to_blender(points), _quads(GRID, GRID), tooth)
    spread = np.linspace(-1.4, 1.4, 40)
    rows = [
        np.stack(
            [
                half * 0.93 * np.sin(spread) * (1 + out / half),
                np.full(40, edge + up * (0.07 + rise)),
                centre + (half * 1.08 + out) * np.cos(spread) - 0.035,
            ],
            -1,
        )
        for rise, out in (UPPER_GUM if upper else LOWER_GUM)
    ]
    mesh_object("gum", to_blender(np.concatenate(rows)), _quads(4, 40), gum, subdivisions=1)


def _tooth(width: float, height: float, upper: bool) -> Floats:
    """The front of one tooth, facing +z."""
    u, w = np.meshgrid(np.linspace(-1, 1, GRID), np.linspace(-1, 1, GRID))
    depth = 0.045 * np.sqrt(np.clip(1 - u**6, 0, 1)) * np.sqrt(np.clip(1 - w**8, 0, 1))
    narrowing = 1 - 0.10 * ((w + 1) / 2 if upper else (1 - w) / 2)
    points = np.stack([u * width / 2 * 0.985 * narrowing, w * height / 2, depth], -1)
    return np.asarray(points.reshape(-1, 3), np.float32)


def _turned(angle: float) -> Floats:
    c, s = math.cos(angle), math.sin(angle)
    return np.array([[c, 0, s], [0, 1, 0], [-s, 0, c]], np.float32)


def _quads(rows: int, columns: int) -> list[list[int]]:
    return [
        [r * columns + c, r * columns + c + 1, (r + 1) * columns + c + 1, (r + 1) * columns + c]
        for r in range(rows - 1)
        for c in range(columns - 1)
    ]
