"""The end of a sari across the breast and over the left shoulder, on the blouse, under the rest."""

from __future__ import annotations

import numpy as np
from mathutils import Vector
from mathutils.bvhtree import BVHTree
from scipy.ndimage import gaussian_filter

from avatar.studio.geometry import Surface, mesh_object
from avatar.studio.shader import Material, tinted

MUSTARD = (0.34, 0.178, 0.030)
BORDER = (0.22, 0.035, 0.03)
EDGE = ((-1.3, 4.7), (-0.70, 5.06), (-0.25, 5.32), (0.12, 5.58), (0.42, 5.86), (0.70, 6.2))
"""The upper edge from the right hip to the left shoulder (x, z on the base mesh)."""
ABOVE = 0.07
"""Distance from the blouse below, in decimetres."""


def drape(shell: BVHTree, surface: Surface) -> None:
    """A pleated cloth with a border, object ``cloth``."""
    along, across = 90, 60
    t = np.linspace(0, len(EDGE) - 1, along)
    way = np.add(EDGE, [0, surface.raised])
    edge = np.stack([np.interp(t, np.arange(len(EDGE)), way[:, k]) for k in (0, 1)], 1)
    down = np.linspace(0, 1, across) ** 1.2 * 1.7
    turn = np.radians(np.interp(t, [0, len(EDGE) - 1], [-42, -8]))
    x = edge[:, None, 0] + down[None] * np.sin(-turn)[:, None] * 0.75
    z = edge[:, None, 1] - down[None] * np.cos(turn)[:, None] * 0.55
    depth = np.full(x.shape, np.nan)
    for i, j in np.ndindex(*x.shape):
        hit = shell.ray_cast(Vector((x[i, j], -6, z[i, j])), Vector((0, 1, 0)))[0]
        depth[i, j] = np.nan if hit is None else hit[1]
    depth = np.where(np.isnan(depth), np.nanmax(depth) + 0.3, depth)
    depth = gaussian_filter(depth, 2.0, mode="nearest") - ABOVE
    pleats = np.sin(down * 22 + 0.6 * np.sin(t[:, None] * 1.3)) * 0.016
    depth = depth - pleats * np.clip(down / 0.1, 0, 1)[None]
    points = np.stack([x, depth, z], -1).reshape(-1, 3)
    faces = [
        [i * across + j, i * across + j + 1, (i + 1) * across + j + 1, (i + 1) * across + j]
        for i in range(along - 1)
        for j in range(across - 1)
    ]
    below = np.broadcast_to(down, x.shape).ravel()
    thing = mesh_object(
        "cloth", points, faces, _cotton(), {"rest": points, "below": below}, subdivisions=1
    )
    solid = thing.modifiers.new("thickness", "SOLIDIFY")
    solid.thickness, solid.offset = 0.018, 0


def _cotton() -> Material:
    m = Material("cloth")
    below = m.attribute("below")
    weave = m.mix(m.ramp(m.noise(3, 4), 0.3, 0.7), tinted(MUSTARD, 0.85), tinted(MUSTARD, 1.1))
    border = m.times(m.ramp(below, 0.020, 0.026), m.ramp(below, 0.150, 0.144))
    thread = m.times(m.ramp(below, 0.075, 0.080), m.ramp(below, 0.098, 0.093))
    colour = m.mix(border, weave, BORDER)
    m.set(Base_Color=m.mix(thread, colour, tinted(MUSTARD, 1.2)))
    m.set(Roughness=0.8, Specular_IOR_Level=0.25, Sheen_Weight=0.15)
    m.bump(m.times(m.noise(90, 1), 0.2), strength=0.4, distance=0.02)
    return m
