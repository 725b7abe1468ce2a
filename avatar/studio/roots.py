"""Where hairs root: random points on the skin."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from avatar.studio.geometry import Array, Surface


def scatter(
    surface: Surface, density: Array, count: int, random: np.random.Generator
) -> tuple[Array, Array]:
    """Random points on the skin with their normals, as thick as ``density`` (a vertex)."""
    corners = surface.vertices[surface.triangles]
    cross = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    size = np.linalg.norm(cross, axis=1)
    chosen, mix = chosen_places(size * density[surface.triangles].mean(1), count, random)
    points = (corners[chosen] * mix[..., None]).sum(1)
    return points, cross[chosen] / (size[chosen][:, None] + 1e-9)


def chosen_places(
    weight: Array, count: int, random: np.random.Generator
) -> tuple[NDArray[np.int64], Array]:
    """Triangles (n,) drawn by weight, and the shares (n,3) of their corners."""
    chosen = random.choice(len(weight), count, p=weight / weight.sum())
    return chosen, random.dirichlet((1, 1, 1), count)


def spaced(points: Array, apart: float) -> NDArray[np.int64]:
    """Indices of points of which no two are nearer than ``apart``."""
    tree, free = cKDTree(points), np.ones(len(points), bool)
    kept: list[int] = []
    for i in range(len(points)):
        if free[i]:
            kept.append(i)
            free[tree.query_ball_point(points[i], apart)] = False
    return np.array(kept)
