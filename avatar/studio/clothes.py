"""Clothes on the shoulders: shells around the body, cut at the neckline."""

from __future__ import annotations

import numpy as np
from mathutils.bvhtree import BVHTree

from avatar.studio.base_mesh import Floats, base_mesh, to_blender
from avatar.studio.collars import COLLARS
from avatar.studio.fabrics import fabric
from avatar.studio.geometry import Surface, mesh_object
from avatar.studio.look import Garment, Look
from avatar.studio.trimmings import EXTRAS, UNDER

TOP = 6.1
"""The base mesh's clothing shell ends at the throat, below this height."""


def build_clothes(look: Look, vertices: Floats, surface: Surface) -> None:
    """All garments, the collar and the extras of a look; objects named ``cloth…``."""
    shells = [_shell(garment, vertices, surface) for garment in look.garments]
    if look.collar:
        COLLARS[look.collar](look, surface)
    for extra in look.extras if shells else ():
        EXTRAS[extra](shells[0 if extra in UNDER else -1], surface)


def _shell(garment: Garment, vertices: Floats, surface: Surface) -> BVHTree:
    """The body's clothing shell, loosened, cut at the neckline."""
    base = base_mesh().vertices
    below = _neckline(garment, base)
    faces = [
        f
        for f in base_mesh().faces_of("helper-tights")
        if all(2.2 < base[i, 1] < TOP + 0.1 for i in f) and max(below[i] for i in f) > -0.1
    ]
    used = np.unique(np.concatenate([np.array(f) for f in faces]))
    place = np.full(len(vertices), -1)
    place[used] = np.arange(len(used))
    rest, points = base[used], to_blender(vertices)[used]
    axis = np.stack([points[:, 0] * 0.55, np.full(len(points), 0.0), points[:, 2] - 0.2], 1)
    out = points - axis
    points = points + out / np.linalg.norm(out, axis=1, keepdims=True) * garment.loose
    points = surface.hold(points, garment.loose * 0.8)
    m = fabric(garment.fabric, garment.colour)
    cut = m.attribute("cut")
    if garment.trim is not None:
        base_colour = m.surface.inputs["Base Color"].links[0].from_socket
        hem = m.ramp(m.math("ABSOLUTE", m.math("SUBTRACT", cut, 0.06)), 0.07, 0.06)
        m.set(Base_Color=m.mix(hem, base_colour, garment.trim))
    m.cut_out(m.ramp(cut, -0.006, 0.006))
    local = [[int(i) for i in place[f]] for f in faces]
    thing = mesh_object(
        "cloth",
        points,
        local,
        m,
        {"rest": to_blender(rest), "cut": below[used]},
        subdivisions=2,
    )
    solid = thing.modifiers.new("thickness", "SOLIDIFY")
    solid.thickness, solid.offset = 0.03, 1
    return BVHTree.FromPolygons(points.tolist(), local)


def _neckline(garment: Garment, rest: Floats) -> Floats:
    """Distance below the neckline (n,), in decimetres, negative above it."""
    front = np.clip((rest[:, 2] - 0.0) / 0.7, 0, 1)
    front = front * front * (3 - 2 * front)
    height = garment.back + (garment.front - garment.back) * front
    beside = np.clip(1 - np.abs(rest[:, 0]) / garment.v_width, 0, 1)
    height = height - garment.v_depth * beside * front
    away = np.clip(np.abs(rest[:, 0]) - 0.62, 0, 1)
    return np.asarray(height - rest[:, 1] + away * 1.2, np.float32)
