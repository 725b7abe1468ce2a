"""What lies on clothes or hangs from ears: ribbons, cords, buttons, jewels."""

from __future__ import annotations

import numpy as np
from mathutils import Vector
from mathutils.bvhtree import BVHTree
from scipy.ndimage import gaussian_filter1d

from avatar.studio.geometry import Surface, mesh_object, tube_object
from avatar.studio.sari import drape
from avatar.studio.shader import Material
from avatar.studio.trinkets import TRINKETS


def _ribbon(
    shell: BVHTree,
    raised: float,
    corners: list[tuple[float, float]],
    width: float,
    material: Material,
) -> None:
    """A flat band that lies on the clothes along ``corners`` (x, z on the base mesh), seen from
    the front; beyond the clothes it goes on backward."""
    way, count = np.add(corners, [0, raised]), 48
    t = np.linspace(0, len(way) - 1, count)
    path = np.stack([np.interp(t, np.arange(len(way)), way[:, k]) for k in (0, 1)], 1)
    path = gaussian_filter1d(path, 2.0, axis=0, mode="nearest")
    across = np.gradient(path, axis=0)[:, ::-1] * [1, -1]
    across /= np.linalg.norm(across, axis=1, keepdims=True)
    hits = [shell.ray_cast(Vector((x, -6, z)), Vector((0, 1, 0)))[0] for x, z in path]
    known = [i for i, hit in enumerate(hits) if hit is not None]
    depth = np.interp(np.arange(count), known, [hits[i][1] for i in known])
    depth[: known[0]] += np.linspace(1.6, 0.0, known[0], endpoint=False)
    depth = gaussian_filter1d(depth, 1.5, mode="nearest") - 0.05
    points = np.concatenate(
        [
            np.stack([edge[:, 0], depth + 0.02 * abs(side), edge[:, 1]], 1)
            for side in (-1, 0, 1)
            for edge in [path + side * across * width / 2]
        ]
    )
    faces = [
        [r * count + i, r * count + i + 1, (r + 1) * count + i + 1, (r + 1) * count + i]
        for r in range(2)
        for i in range(count - 1)
    ]
    thing = mesh_object("cloth", points, faces, material, {"rest": points})
    solid = thing.modifiers.new("thickness", "SOLIDIFY")
    solid.thickness, solid.offset = 0.015, 0


def _lanyard(shell: BVHTree, surface: Surface) -> None:
    m = Material("cloth")
    m.set(Base_Color=(0.55, 0.28, 0.03), Roughness=0.6)
    for side in (-1, 1):
        _ribbon(
            shell,
            surface.raised,
            [(side * 0.70, 6.05), (side * 0.58, 5.65), (side * 0.42, 5.2), (side * 0.06, 3.7)],
            0.075,
            m,
        )


def _cord(shell: BVHTree, surface: Surface) -> None:
    """The cord of reading glasses that hang below the picture."""
    m = Material("cloth")
    m.set(Base_Color=(0.10, 0.06, 0.035), Roughness=0.5)
    for side in (-1, 1):
        way = [(side * 0.74, 6.05), (side * 0.66, 5.65), (side * 0.52, 5.1), (side * 0.30, 3.7)]
        _ribbon(shell, surface.raised, way, 0.028, m)


def _belt(shell: BVHTree, surface: Surface) -> None:
    m = Material("cloth")
    weave = m.ramp(m.noise(40, 1, stretch=(1, 1, 1)), 0.4, 0.6)
    m.set(Base_Color=m.mix(weave, (0.045, 0.045, 0.05), (0.075, 0.075, 0.08)), Roughness=0.55)
    _ribbon(
        shell,
        surface.raised,
        [(3.0, 7.6), (1.75, 6.35), (1.12, 5.72), (0.66, 5.2), (-0.30, 4.0), (-0.6, 3.6)],
        0.34,
        m,
    )


def _zip(shell: BVHTree, surface: Surface) -> None:
    m = Material("cloth")
    m.set(Base_Color=(0.02, 0.022, 0.03), Roughness=0.5)
    _ribbon(shell, surface.raised, [(0.0, 5.2), (0.0, 4.6), (0.0, 3.6)], 0.06, m)


def _earrings(shell: BVHTree, surface: Surface) -> None:
    """Small gold drops at both ear lobes."""
    m = Material("jewel")
    m.set(Base_Color=(0.80, 0.50, 0.16), Metallic=1.0, Roughness=0.25)
    turn = np.linspace(0, 2 * np.pi, 25)[:-1]
    for side in (-1, 1):
        lobe = surface.ear_lobe(side)
        ring = np.stack([0.045 * np.sin(turn), np.zeros(24), 0.055 * np.cos(turn)], 1)
        tube_object("jewel", lobe + ring + [side * 0.01, -0.02, -0.05], 0.012, m, cyclic=True)


def _stud(surface: Surface, material: Material, size: float) -> None:
    """A small ball on both ear lobes."""
    turn, rise = np.meshgrid(np.linspace(0, 2 * np.pi, 17), np.linspace(0, np.pi, 9))
    ball = np.stack(
        [np.sin(rise) * np.cos(turn), np.sin(rise) * np.sin(turn), np.cos(rise)], -1
    ).reshape(-1, 3)
    faces = [
        [r * 17 + c, r * 17 + c + 1, (r + 1) * 17 + c + 1, (r + 1) * 17 + c]
        for r in range(8)
        for c in range(16)
    ]
    for side in (-1, 1):
        at = np.add(surface.ear_lobe(side), [side * 0.012, -0.035, 0.05])
        mesh_object("jewel", at + ball * size, faces, material)


def _studs(shell: BVHTree, surface: Surface) -> None:
    m = Material("jewel")
    m.set(Base_Color=(0.80, 0.50, 0.16), Metallic=1.0, Roughness=0.25)
    _stud(surface, m, 0.026)


def _pearls(shell: BVHTree, surface: Surface) -> None:
    m = Material("jewel")
    m.set(Base_Color=(0.82, 0.78, 0.71), Roughness=0.18, Coat_Weight=0.5)
    _stud(surface, m, 0.036)


def _buttons(shell: BVHTree, surface: Surface) -> None:
    """Small buttons down the middle."""
    m = Material("cloth")
    m.set(Base_Color=(0.72, 0.72, 0.70), Roughness=0.3)
    turn = np.linspace(0, 2 * np.pi, 17)[:-1]
    for height in (5.42, 4.98, 4.54):
        hit = shell.ray_cast(Vector((0, -6, height + surface.raised)), Vector((0, 1, 0)))[0]
        if hit is None:
            continue
        rings = [(0.048, 0.0), (0.048, -0.02), (0.030, -0.024), (0.030, -0.014), (0.0, -0.014)]
        points = np.array(
            [(r * np.cos(a), y, r * np.sin(a)) for r, y in rings for a in turn]
        ) + np.array(hit)
        faces = [
            [r * 16 + c, r * 16 + (c + 1) % 16, (r + 1) * 16 + (c + 1) % 16, (r + 1) * 16 + c]
            for r in range(4)
            for c in range(16)
        ]
        mesh_object("cloth", points, faces, m, {"rest": points})


def _drawstrings(shell: BVHTree, surface: Surface) -> None:
    """The two cords of a hood."""
    m = Material("cloth")
    m.set(Base_Color=(0.52, 0.52, 0.50), Roughness=0.8)
    for side, end in ((-1, 4.5), (1, 4.2)):
        way = [(side * 0.68, 5.62), (side * 0.74, 5.2), (side * 0.75, end)]
        _ribbon(shell, surface.raised, way, 0.045, m)


EXTRAS = {
    "earrings": _earrings,
    "studs": _studs,
    "pearls": _pearls,
    "buttons": _buttons,
    "drawstrings": _drawstrings,
    "lanyard": _lanyard,
    "cord": _cord,
    "belt": _belt,
    "zip": _zip,
    "sari": drape,
    **TRINKETS,
}
UNDER = ("buttons", "placket", "sari")
"""Extras that lie on the first garment, not on the last."""
