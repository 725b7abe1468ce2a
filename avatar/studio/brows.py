"""Eyebrows and eyelashes, hair by hair."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np

from avatar.studio.base_mesh import Floats, base_mesh, to_blender
from avatar.studio.eyes import eyeballs
from avatar.studio.geometry import Array, Surface, strands_object
from avatar.studio.look import Look
from avatar.studio.shader import hair_material, tinted

STEPS = np.linspace(0, 1, 5)[:, None]


def build_brows(look: Look, surface: Surface, random: np.random.Generator) -> None:
    """Hairs that lie on the skin from the root outward, object ``brow``."""
    brows = look.brows
    strands: list[Array] = []
    for side in (-1, 1):
        for _ in range(brows.hairs):
            along = random.random() ** 0.85
            middle = 7.435 + brows.lift + 0.075 * math.sin(along * 2.2) - 0.055 * along**3
            spread = 0.036 * (1 - 0.72 * along) * min(1.0, 0.45 + along * 3) * brows.thickness
            height = middle + random.normal() * spread * 0.6
            hit = surface.from_front(side * (0.135 + 0.40 * along), height)
            if hit is None:
                continue
            root, normal = hit
            lean = np.interp(along, [0, 0.2, 0.55, 1], [72, 40, 14, -16])
            lean = math.radians(lean + random.normal() * 9) - (height - middle) * 7
            way = np.array([side * math.cos(lean), 0, math.sin(lean)])
            way -= normal * way.dot(normal)
            way /= np.linalg.norm(way)
            length = 0.062 * (0.55 + 0.7 * random.random()) * (1 - 0.25 * along)
            strands.append(root + way * length * STEPS + normal * (0.003 + 0.01 * STEPS))
    material = hair_material("brow", brows.colour, brows.colour)
    strands_object("brow", strands, brows.radius, material)


def build_lashes(look: Look, vertices: Floats, random: np.random.Generator) -> None:
    """Short lashes along the base mesh's lash strips, object ``lash``."""
    base, eyes = base_mesh(), eyeballs(vertices)
    strands: list[Array] = []
    for face, group in zip(base.faces, base.groups, strict=True):
        if "eyelashes" not in group or len(face) != 4:
            continue
        eye = eyes["left" if "-l-" in group else "right"]
        upper = "-2" in group or group.endswith("2")
        corners = vertices[face]
        distance = np.linalg.norm(corners - eye.centre, axis=1)
        a, b = _root_edge(distance)
        c, d = (i for i in range(4) if i not in (a, b))
        if np.linalg.norm(corners[c] - corners[a]) > np.linalg.norm(corners[d] - corners[a]):
            c, d = d, c
        for u in random.random(4 if upper else 2):
            root = corners[a] * (1 - u) + corners[b] * u
            tip = corners[c] * (1 - u) + corners[d] * u
            reach = (0.62 if upper else 0.34) * look.lashes * (0.7 + 0.5 * random.random())
            lift = np.array([0, 0.016 if upper else -0.004, 0])
            strands.append(to_blender(root + (tip - root) * reach * STEPS + lift * STEPS**2))
    dark = tinted(look.brows.colour, 0.2)
    strands_object("lash", strands, 0.0015, hair_material("lash", dark, dark))


def _root_edge(distance: Floats) -> tuple[int, int]:
    """The two neighbouring corners nearest to the eye."""
    edges = [*pairwise(range(4)), (3, 0)]
    return min(edges, key=lambda edge: float(distance[edge[0]] + distance[edge[1]]))
