"""Small things on clothes and ears: a sticker, a pencil, hoops. Built like the clothes' extras."""

from __future__ import annotations

import cv2
import numpy as np
from mathutils import Vector
from mathutils.bvhtree import BVHTree

from avatar.studio.geometry import Array, Surface, mesh_object, tube_object
from avatar.studio.look import Colour
from avatar.studio.shader import Material

DINOSAUR = (
    (-1.0, 0.02), (-0.8, 0.12), (-0.5, 0.26), (-0.2, 0.40), (0.1, 0.42), (0.34, 0.34),
    (0.50, 0.46), (0.60, 0.70), (0.68, 0.86), (0.84, 0.92), (1.0, 0.82), (0.98, 0.72),
    (0.82, 0.68), (0.76, 0.50), (0.66, 0.22), (0.52, 0.06), (0.48, -0.36), (0.30, -0.36),
    (0.26, -0.06), (-0.16, -0.06), (-0.20, -0.36), (-0.38, -0.36), (-0.42, 0.02), (-0.7, 0.02),
)  # fmt: skip


def _sticker(shell: BVHTree, surface: Surface) -> None:
    """A child's green dinosaur on the chest, at the picture's right."""
    wide, high, centre = 0.22, 0.17, np.array([0.98, 5.50 + surface.raised])
    columns, rows = 70, 54
    u, w = np.meshgrid(np.linspace(-1.1, 1.1, columns), np.linspace(-0.75, 1.2, rows))
    outline = np.array(DINOSAUR, np.float32) * [wide, high]
    away = np.array(
        [
            cv2.pointPolygonTest(outline.astype(np.float32), (float(a), float(b)), True)
            for a, b in zip((u * wide).ravel(), (w * high).ravel(), strict=True)
        ]
    )
    spot = np.stack([(u * wide).ravel(), (w * high).ravel()], 1)
    places = centre + spot @ np.array([[0.985, 0.17], [-0.17, 0.985]])
    # It is stiff: the plane that lies on the cloth in most places.
    probes = places[:: len(places) // 60]
    hits = [shell.ray_cast(Vector((x, -6, z)), Vector((0, 1, 0)))[0] for x, z in probes]
    known = np.array([[*h] for h in hits if h is not None])
    system = np.stack([known[:, 0], known[:, 2], np.ones(len(known))], 1)
    plane = np.linalg.lstsq(system, known[:, 1], rcond=None)[0]
    depth = places @ plane[:2] + plane[2] - 0.085
    points = np.stack([places[:, 0], depth, places[:, 1]], 1)
    faces = [
        [r * columns + c, r * columns + c + 1, (r + 1) * columns + c + 1, (r + 1) * columns + c]
        for r in range(rows - 1)
        for c in range(columns - 1)
    ]
    m = Material("cloth")
    inner = m.ramp(m.attribute("away"), 0.0, 0.006)
    m.set(Base_Color=m.mix(inner, (0.75, 0.75, 0.70), (0.10, 0.36, 0.10)), Roughness=0.35)
    m.cut_out(m.ramp(m.attribute("away"), -0.030, -0.024))
    mesh_object("cloth", points, faces, m, {"away": away})


def _pencil(shell: BVHTree, surface: Surface) -> None:
    """A yellow pencil in a breast pocket below the picture."""
    x, low, high = 0.98, 5.0, 5.60
    start = shell.ray_cast(Vector((x, -6, low + surface.raised)), Vector((0, 1, 0)))[0]
    end = shell.ray_cast(Vector((x, -6, high + surface.raised)), Vector((0, 1, 0)))[0]
    if start is None or end is None:
        return
    foot, top = np.array(start) - [0, 0.09, 0], np.array(end) - [-0.03, 0.09, 0]
    parts: tuple[tuple[float, float, Colour, float], ...] = (
        (0.0, 0.82, (0.55, 0.30, 0.02), 0.034),
        (0.82, 0.90, (0.45, 0.45, 0.42), 0.036),
        (0.90, 1.0, (0.50, 0.16, 0.13), 0.033),
    )
    for begin, stop, colour, radius in parts:
        m = Material("cloth")
        m.set(Base_Color=colour, Roughness=0.4)
        path = np.array([foot + (top - foot) * t for t in np.linspace(begin, stop, 4)])
        tube_object("cloth", path, radius, m, cyclic=False)


def _placket(shell: BVHTree, surface: Surface) -> None:
    """The placket's edge and the buttons of a shirt closed to the neck."""
    turn, out = np.meshgrid(np.linspace(0, 2 * np.pi, 25), np.linspace(0, 1, 6))
    disc = np.stack([out * np.cos(turn), -0.35 * (1 - out**4), out * np.sin(turn)], -1).reshape(
        -1, 3
    )
    faces = [
        [r * 25 + c, r * 25 + c + 1, (r + 1) * 25 + c + 1, (r + 1) * 25 + c]
        for r in range(5)
        for c in range(24)
    ]
    m = Material("cloth")
    m.set(Base_Color=(0.66, 0.64, 0.58), Roughness=0.25)
    for height in (5.36, 5.0):
        z = height + surface.raised
        hit = shell.ray_cast(Vector((0, -6, z)), Vector((0, 1, 0)))[0]
        if hit is not None:
            mesh_object("cloth", np.array(hit) - [0, 0.06, 0] + disc * 0.036, faces, m)
    seam = Material("cloth")
    seam.set(Base_Color=(0.36, 0.34, 0.28), Roughness=0.9)
    for x in (-0.095, 0.095):
        path = []
        for z in np.linspace(4.9, 5.42, 14) + surface.raised:
            hit = shell.ray_cast(Vector((x, -6, z)), Vector((0, 1, 0)))[0]
            if hit is not None:
                path.append(np.array(hit) - [0, 0.035, 0])
        tube_object("cloth", np.array(path), 0.005, seam, cyclic=False)


def _hoop(surface: Surface, side: int, size: float, thick: float, colour: Colour) -> None:
    m = Material("jewel")
    m.set(Base_Color=colour, Metallic=1.0, Roughness=0.25)
    turn = np.linspace(0, 2 * np.pi, 33)[:-1]
    ring: Array = np.stack(
        [0.55 * size * np.sin(turn), 0.45 * size * np.sin(turn), size * np.cos(turn)], 1
    )
    at = np.add(surface.ear_lobe(side), [side * 0.008, -0.02, 0.03 - size])
    tube_object("jewel", at + ring, thick, m, cyclic=True)


def _thin_hoops(shell: BVHTree, surface: Surface) -> None:
    """Thin gold hoops at both ears."""
    for side in (-1, 1):
        _hoop(surface, side, 0.075, 0.008, (0.80, 0.50, 0.16))


def _one_hoop(shell: BVHTree, surface: Surface) -> None:
    """One small silver hoop, at the person's left ear."""
    _hoop(surface, 1, 0.048, 0.009, (0.70, 0.70, 0.70))


TRINKETS = {
    "sticker": _sticker,
    "pencil": _pencil,
    "placket": _placket,
    "thin-hoops": _thin_hoops,
    "one-hoop": _one_hoop,
}
