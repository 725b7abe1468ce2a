"""Clothes on the shoulders: shells around the body, collars around the neck, ribbons on top."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from mathutils import Vector
from mathutils.bvhtree import BVHTree
from scipy.ndimage import gaussian_filter1d

from avatar.studio.base_mesh import Floats, base_mesh, to_blender
from avatar.studio.geometry import Array, Surface, mesh_object, tube_object
from avatar.studio.look import Colour, Garment, Look
from avatar.studio.shader import Material, tinted

TOP = 6.1
"""The base mesh's clothing shell ends at the throat, below this height."""


def build_clothes(look: Look, vertices: Floats, surface: Surface) -> None:
    """All garments, the collar and the extras of a look; objects named ``cloth…``."""
    shell = None
    for garment in look.garments:
        shell = _shell(garment, vertices, surface)
    if look.collar:
        COLLARS[look.collar](look, surface)
    if shell is not None:
        for extra in look.extras:
            EXTRAS[extra](shell, surface)


def _fabric(kind: str, colour: Colour) -> Material:
    m = Material("cloth")
    shade = m.noise(2.0, 4, 0.5)
    m.set(Base_Color=m.mix(m.ramp(shade, 0.3, 0.7), tinted(colour, 0.88), tinted(colour, 1.06)))
    m.set(Roughness=0.9, Specular_IOR_Level=0.2, Sheen_Weight=0.35 if kind == "fleece" else 0.12)
    folds = m.noise(1.5, 3, 0.45, stretch=(1.7, 1, 0.5))
    grain = {"fleece": m.noise(38, 3, 0.6), "knit": m.cells(42), "cotton": m.noise(120, 1)}[kind]
    depth = {"fleece": 0.10, "knit": 0.06, "cotton": 0.02}[kind]
    m.bump(m.plus(folds, m.times(grain, depth)), strength=0.5, distance=0.22)
    return m


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
    m = _fabric(garment.fabric, garment.colour)
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


def _ring_mesh(
    name: str,
    material: Material,
    surface: Surface,
    rows: list[Callable[[float], tuple[float, float]]],
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
    material = _fabric("fleece", look.garments[-1].colour)

    def at(rise: float, away: float) -> Callable[[float], tuple[float, float]]:
        return lambda angle: (
            5.88 + rise * (1 - 0.25 * _front(angle)) - 0.36 * _front(angle) ** 2,
            away + 0.05 * _front(angle) * rise / 0.2,
        )

    _ring_mesh("cloth", material, surface, [at(-0.2, 0.13), at(0.1, 0.13), at(0.3, 0.15)], 0.42)


def _shirt_collar(look: Look, surface: Surface) -> None:
    """A folded collar: a band that stands, and a leaf that falls to two points."""
    material = _fabric("cotton", look.garments[0].colour)
    opening = 0.16

    def stand(angle: float) -> float:
        return 5.98 - 0.34 * float(_front(angle) ** 1.6)

    def leaf(drop: float, away: float) -> Callable[[float], tuple[float, float]]:
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
    material = _fabric("knit", tinted(look.garments[-1].colour, 0.9))

    def edge(rise: float, away: float) -> Callable[[float], tuple[float, float]]:
        return lambda angle: (5.86 + rise - 0.30 * _front(angle) ** 1.4, away)

    _ring_mesh(
        "cloth", material, surface, [edge(-0.1, 0.09), edge(0.0, 0.085), edge(0.06, 0.05)], 0
    )


COLLARS = {"fleece": _fleece_collar, "shirt": _shirt_collar, "crew": _round_collar}


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


EXTRAS = {"earrings": _earrings, "lanyard": _lanyard, "belt": _belt, "zip": _zip}
