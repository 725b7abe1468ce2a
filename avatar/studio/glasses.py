"""Glasses: two rims around the eyes, bridge, pads and temples, and lenses that only glint.

The frame is fitted to the resting face: to the eyes, the bridge of the nose and the ears.
Blender's axes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from avatar.studio.eyes import eyeballs
from avatar.studio.geometry import Array, Surface, mesh_object, tube_object
from avatar.studio.look import Glasses
from avatar.studio.regions import regions
from avatar.studio.shader import Material, Value

BEFORE_EYE = 0.135
"""From the front of the eyes to the lenses, in decimetres."""
TILT, WRAP = 0.12, 0.10
"""How far the lenses lean forward at the top and back at the temples (slopes)."""
APART = 0.015
"""How much further apart than the eyes the lenses' middles are, on each side."""
POINTS = 96
LENS_RADIUS = 1.3


@dataclass(frozen=True)
class Shape:
    """Outline of one lens: half its width and height, roundness (2: ellipse, more: squarer), how
    low it sits below the pupil, and how much flatter its upper half is."""

    wide: float
    high: float
    square: float = 2.0
    low: float = 0.02
    flat_top: float = 1.0


SHAPES = {
    "round": Shape(0.225, 0.215, 2.0, 0.035),
    "oblong": Shape(0.262, 0.185, 3.0, 0.035),
    "heavy": Shape(0.262, 0.178, 2.9, 0.03, 0.95),
    "half-moon": Shape(0.235, 0.165, 2.2, 0.13, 0.35),
}


def build_glasses(glasses: Glasses, resting: Array, surface: Surface) -> None:
    """Put glasses on the resting face, objects ``glasses``."""
    shape = SHAPES[glasses.shape]
    frame = _frame_material(glasses)
    inner, outer = [], []
    for side, eye in ((1, eyeballs(resting)["left"]), (-1, eyeballs(resting)["right"])):
        middle = np.array([
            float(eye.centre[0]) + side * APART,
            -float(eye.centre[2]) - eye.radius - BEFORE_EYE,
            float(eye.centre[1]) - shape.low * glasses.size,
        ])  # fmt: skip
        ring = _outline(shape, glasses.size, middle, side)
        _rim(glasses, ring, middle, frame)
        _lens(ring, middle, glasses.smear if side < 0 else 0.0)
        at_bridge = 0.30 if glasses.shape != "half-moon" else 0.22
        inner.append(_at(ring, middle, -side * 1.0, at_bridge))
        outer.append(_at(ring, middle, side * 1.0, 0.42))
    _bridge(glasses, inner[0], inner[1], surface, frame)
    if glasses.metal:
        _pads(inner, surface, frame)
    for side, hinge in ((1, outer[0]), (-1, outer[1])):
        _temple(glasses, hinge, side, surface, frame)


def _frame_material(glasses: Glasses) -> Material:
    m = Material("glasses")
    m.set(Base_Color=glasses.colour, Metallic=1.0 if glasses.metal else 0.0)
    m.set(Roughness=0.28 if glasses.metal else 0.22)
    return m


def _outline(shape: Shape, size: float, middle: Array, side: int) -> Array:
    """The rim's middle line (POINTS,3), counter-clockwise seen from the wearer's front."""
    turn = np.linspace(0, 2 * np.pi, POINTS, endpoint=False)
    c, s = np.cos(turn), np.sin(turn)
    x = np.sign(c) * np.abs(c) ** (2 / shape.square) * shape.wide * size
    z = np.sign(s) * np.abs(s) ** (2 / shape.square) * shape.high * size
    z = np.where(z > 0, z * shape.flat_top, z)
    return middle + _leaning(x, z, side)


def _leaning(x: Array, z: Array, side: int) -> Array:
    """Points of the lens plane, tilted and wrapped around the face."""
    back = WRAP * side * x + 0.25 * x**2 - TILT * z
    return np.stack([x, back, z], -1)


def _at(ring: Array, middle: Array, across: float, up: float) -> Array:
    """The rim's point in a direction from the lens's middle."""
    way = (ring - middle)[:, [0, 2]]
    way /= np.linalg.norm(way, axis=1, keepdims=True)
    wanted = np.array([across, up]) / np.hypot(across, up)
    return np.asarray(ring[int((way @ wanted).argmax())])


def _rim(glasses: Glasses, ring: Array, middle: Array, frame: Material) -> None:
    if glasses.rim <= 0:
        edge = Material("glasses")
        edge.set(Base_Color=(0.55, 0.60, 0.60), Roughness=0.1, Alpha=0.35)
        tube_object("glasses", ring, 0.0045, edge, cyclic=True)
    elif glasses.metal:
        tube_object("glasses", ring, glasses.rim, frame, cyclic=True)
    else:
        out = ring - middle
        out[:, 1] = 0
        out /= np.linalg.norm(out, axis=1, keepdims=True)
        depth = np.array([0.0, 1.0, 0.0])
        half, deep = glasses.rim, max(glasses.rim * 0.9, 0.016)
        turn = np.linspace(0, 2 * np.pi, 12, endpoint=False)
        # A rounded rectangle swept along the outline, wider above than below.
        across = _squared(np.cos(turn)) * half
        along = _squared(np.sin(turn)) * deep
        wider = 1 + 0.35 * np.clip((ring - middle)[:, 2] / 0.2, -0.6, 1)[:, None, None]
        points = ring[:, None] + out[:, None] * across[None, :, None] * wider
        points = points + depth * along[None, :, None]
        _swept(points, frame, closed=True)


def _squared(x: Array) -> Array:
    return np.asarray(np.sign(x) * np.abs(x) ** 0.5)


def _swept(points: Array, material: Material, closed: bool) -> None:
    """A tube from rows of rings (n,k,3); its ends meet where it is ``closed``."""
    rows, columns = points.shape[:2]
    last = rows if closed else rows - 1
    faces = [
        [
            r * columns + c,
            r * columns + (c + 1) % columns,
            (r + 1) % rows * columns + (c + 1) % columns,
            (r + 1) % rows * columns + c,
        ]
        for r in range(last)
        for c in range(columns)
    ]
    if not closed:
        faces += [list(range(columns))[::-1], list(range((rows - 1) * columns, rows * columns))]
    mesh_object("glasses", points.reshape(-1, 3), faces, material, subdivisions=1)


def _lens(ring: Array, middle: Array, smear: float) -> None:
    """A curved pane: clear, but for its reflections and, if there is one, a smear."""
    share = np.linspace(0, 1, 13)[1:]
    flat = ring - middle
    discs = middle + flat[None] * share[:, None, None]
    radius = np.linalg.norm(flat[None] * share[:, None, None], axis=2)
    rim = np.linalg.norm(flat, axis=1)[None]
    discs[..., 1] -= (rim**2 - radius**2) / (2 * LENS_RADIUS)
    top = middle - [0, float((rim**2).mean()) / (2 * LENS_RADIUS), 0]
    points = np.concatenate([top[None], discs.reshape(-1, 3)])
    n = len(ring)
    faces = [[0, 1 + (i + 1) % n, 1 + i] for i in range(n)]
    faces += [
        [1 + r * n + i, 1 + r * n + (i + 1) % n, 1 + (r + 1) * n + (i + 1) % n, 1 + (r + 1) * n + i]
        for r in range(len(share) - 1)
        for i in range(n)
    ]
    mesh_object("glasses", points, faces, _glass(smear, middle), {"rest": points - middle})


def _glass(smear: float, middle: Array) -> Material:
    m = Material("glasses")
    clear = m.tree.nodes.new("ShaderNodeBsdfTransparent")
    shine = m.node("ShaderNodeBsdfGlossy", Color=(1.0, 1.0, 1.0), Roughness=0.02)
    if smear:
        dust = m.node("ShaderNodeBsdfDiffuse", Color=(0.8, 0.8, 0.8))
        film = m.times(m.ramp(m.noise(5, 5, 0.6, stretch=(1, 1, 0.4)), 0.58, 0.70), smear)
        clear = _mixed(m, film, clear, dust)
    fresnel = m.node("ShaderNodeFresnel", IOR=1.22)
    mixed = _mixed(m, fresnel.outputs[0], clear, shine)
    m.tree.links.new(mixed.outputs[0], m.output.inputs[0])
    return m


def _mixed(m: Material, share: Value, a: Any, b: Any) -> Any:
    node = m.tree.nodes.new("ShaderNodeMixShader")
    m.tree.links.new(share, node.inputs[0])
    for slot, part in ((1, a), (2, b)):
        m.tree.links.new(part.outputs[0], node.inputs[slot])
    return node


def _bridge(glasses: Glasses, left: Array, right: Array, surface: Surface, frame: Material) -> None:
    """An arch over the nose between two points of the rims."""
    t = np.linspace(0, 1, 25)[:, None]
    path = left + (right - left) * t
    arch = np.sin(np.pi * t[:, 0])
    path[:, 2] += 0.035 * arch
    path[:, 1] -= 0.03 * arch
    path = surface.hold(path, 0.018)
    radius = 0.010 if glasses.rim <= 0 or glasses.metal else glasses.rim * 0.85
    tube_object("glasses", path, radius, frame, cyclic=False)


def _pads(inner: list[Array], surface: Surface, frame: Material) -> None:
    """Clear pads beside the nose, on wires."""
    clear = Material("glasses")
    clear.set(Base_Color=(0.75, 0.68, 0.60), Roughness=0.25, Alpha=0.55)
    u, w = np.meshgrid(np.linspace(0, 2 * np.pi, 16), np.linspace(0, np.pi, 10))
    ball = np.stack([np.cos(u) * np.sin(w), np.sin(u) * np.sin(w), np.cos(w)], -1).reshape(-1, 3)
    faces = [
        [r * 16 + c, r * 16 + c + 1, (r + 1) * 16 + c + 1, (r + 1) * 16 + c]
        for r in range(9)
        for c in range(15)
    ]
    for side, start in zip((1, -1), inner, strict=True):
        at = surface.hold(
            np.array([[side * 0.085, start[1] + 0.06, start[2] - 0.14]]), 0.016, 0.016
        )[0]
        pad = ball * [0.014, 0.028, 0.048]
        mesh_object("glasses", at + pad, faces, clear)
        low = np.add(start, [side * 0.012, 0.0, -0.09])
        wire = np.array([low, low * 0.5 + at * 0.5 + [0, 0.03, 0.01], at])
        tube_object("glasses", wire, 0.0055, frame, cyclic=False)


def _temple(glasses: Glasses, hinge: Array, side: int, surface: Surface, frame: Material) -> None:
    """From the rim outward to a hinge, then back to the top of the ear."""
    ear = surface.vertices[
        (regions()["ears"] > 0.5) & (side * surface.vertices[: len(regions()["ears"]), 0] > 0)
    ]
    front = ear[ear[:, 2] > ear[:, 2].max() - 0.22]
    root = front[front[:, 1].argmin()]
    over = np.array([root[0] - side * 0.02, root[1] + 0.10, root[2] + 0.0])
    wide = abs(hinge[0]) + 0.04
    corner = np.array([side * wide, hinge[1] + 0.06, hinge[2]])
    knots = np.array([hinge, hinge * 0.4 + corner * 0.6 - [0, 0.02, 0], corner, over])
    t = np.interp(np.linspace(0, 1, 40), [0, 0.12, 0.22, 1], [0, 1, 2, 3])
    path = np.stack([np.interp(t, np.arange(4), knots[:, k]) for k in range(3)], 1)
    path[10:] = surface.hold(path[10:], 0.02)
    if glasses.metal:
        tube_object("glasses", path, 0.010, frame, cyclic=False)
        return
    along = np.gradient(path, axis=0)
    along /= np.linalg.norm(along, axis=1, keepdims=True)
    thick = np.cross(along, [0, 0, 1.0])
    thick /= np.linalg.norm(thick, axis=1, keepdims=True)
    turn = np.linspace(0, 2 * np.pi, 12, endpoint=False)
    half = np.linspace(glasses.rim * 1.15, glasses.rim * 0.8, len(path))[:, None, None]
    points = path[:, None] + thick[:, None] * (_squared(np.cos(turn)) * 0.016)[None, :, None]
    points = points + np.array([0, 0, 1.0]) * (_squared(np.sin(turn)))[None, :, None] * half
    _swept(points, frame, closed=False)
