"""Combing: guide strands laid over the skull, then children between them.

A style says where the hair flows at each point and where a strand ends; gravity and the skin do
the rest. Blender's axes throughout: x to the person's left, y to the back, z up.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.spatial import cKDTree

from avatar.studio.geometry import Array, Surface
from avatar.studio.look import Hair
from avatar.studio.roots import scatter

GUIDES = 700
EARS = 7.15
"""Height of the base mesh below which hair hangs free of the skull."""


@dataclass(frozen=True)
class Style:
    """How one hairstyle grows. Lengths are in decimetres."""

    flow: Callable[[Array, Hair], Array]
    """Direction of combing at points (n,3)."""
    length: float
    lift: float
    """Thickness of the hair above the skin."""
    gravity: float
    stiffness: float = 0.75
    steps: int = 14
    lowest: float | None = None
    """Strands are trimmed at this height."""
    upright: float = 0.5
    """How much strands leave the skin along its normal."""
    layered: float = 0.65
    """How much strands differ in their height above the skin."""
    knot: tuple[float, float, float] | None = None
    """Centre of a bun, on the base mesh."""
    spread: float = 0.02
    clump: float = 0.5


def combed(
    style: Style, hair: Hair, surface: Surface, density: Array, random: np.random.Generator
) -> list[Array]:
    """Hair that lies as its style combs it."""
    roots, normals = scatter(surface, density, GUIDES, random)
    guides = comb(style, hair, surface, roots, normals, random)
    child_roots, _ = scatter(surface, density, hair.strands, random)
    strands = _children(guides, child_roots, style, random)
    if style.lowest is not None:
        strands = _trimmed(strands, style.lowest + surface.raised, random)
    if style.knot is not None:
        bun = _bun(style.knot, style.steps, surface.raised, random)
        strands = np.concatenate([strands, bun])
    return list(strands)


def comb(
    style: Style,
    hair: Hair,
    surface: Surface,
    roots: Array,
    normals: Array,
    random: np.random.Generator,
) -> Array:
    length = style.length * hair.length * (0.85 + 0.3 * random.random(len(roots)))
    step: Array = (length / style.steps)[:, None]
    points: Array = roots + normals * 0.008
    raised = np.array([0, 0, surface.raised])
    way: Array = unit(normals * style.upright + style.flow(points - raised, hair))
    path = [points]
    curl_phase = random.random(len(roots)) * 2 * np.pi
    depth: Array = style.lift * (1 - style.layered * random.random(len(roots)))
    for i in range(style.steps):
        t = (i + 1) / style.steps
        way = way * style.stiffness + style.flow(points - raised, hair) * (1 - style.stiffness)
        way[:, 2] -= style.gravity * (0.25 + t) * (1 - before_ears(points))
        if hair.curl:
            across = np.cross(unit(way), [0, 0, 1.0])
            way += hair.curl * across * np.sin(6 * np.pi * t + curl_phase)[:, None]
        way = unit(way + random.normal(size=way.shape) * 0.03)
        grown: Array = depth * min(1.0, 0.35 + 2.2 * t)
        on_skull = points[:, 2] - surface.raised > EARS
        most = np.asarray(np.where(on_skull, grown * 1.15 + 0.015, np.inf), np.float64)
        moved: Array = points + way * step
        points = surface.hold(moved, grown, most)
        path.append(points)
    return np.stack(path, 1)


def _children(guides: Array, roots: Array, style: Style, random: np.random.Generator) -> Array:
    """Strands at ``roots``, each between its three nearest guides."""
    distance, nearest = cKDTree(guides[:, 0]).query(roots, 3)
    weight = 1 / (distance + 1e-3)
    weight = weight / weight.sum(1, keepdims=True) * (1 - style.clump)
    weight[:, 0] += style.clump
    offsets = guides[nearest] - guides[nearest][:, :, :1]
    path = (offsets * weight[..., None, None]).sum(1)
    fan = np.linspace(0, 1, guides.shape[1])[None, :, None]
    wander = random.normal(size=(len(roots), 1, 3)) * style.spread * fan
    stretch = 0.85 + 0.25 * random.random((len(roots), 1, 1))
    return np.asarray(roots[:, None] + path * stretch + wander)


def _bun(
    knot: tuple[float, float, float], steps: int, raised: float, random: np.random.Generator
) -> Array:
    """Strands wound around a slightly flattened ball (n, steps+1, 3)."""
    count, radius = 3500, 0.27
    axis = unit(random.normal(size=(count, 3)) * [0.5, 0.5, 0.35] + [0.25, 0.2, 1.0])
    start = unit(np.cross(axis, random.normal(size=(count, 3))))
    across = np.cross(axis, start)
    tilt = random.normal(size=count) * 0.55
    turn = np.linspace(0, 2.2, steps + 1)[None, :, None]
    ring = np.cos(turn) * start[:, None] + np.sin(turn) * across[:, None]
    ball = unit(ring + np.sin(tilt)[:, None, None] * axis[:, None])
    size = radius * (0.86 + 0.16 * random.random((count, 1, 1)))
    return np.array(knot) + [0, 0, raised] + ball * size * [1.15, 1.0, 0.85]


def _trimmed(strands: Array, lowest: float, random: np.random.Generator) -> Array:
    """Strands cut where they fall below a height: points beyond stay at the cut."""
    out = strands.copy()
    limit = lowest + random.normal(size=len(out)) * 0.11
    for i in range(1, out.shape[1]):
        before, here = out[:, i - 1], out[:, i]
        below = here[:, 2] < limit
        fall = np.maximum(before[:, 2] - here[:, 2], 1e-6)
        share = np.clip((before[:, 2] - limit) / fall, 0.02, 1)[:, None]
        out[:, i] = np.where(below[:, None], before + (here - before) * share, here)
        out[:, i:] = np.where(below[:, None, None], out[:, i : i + 1], out[:, i:])
    return out


def unit(vectors: Array) -> Array:
    return np.asarray(vectors / (np.linalg.norm(vectors, axis=-1, keepdims=True) + 1e-9))


def before_ears(points: Array) -> Array:
    """1 above the face, 0 from the ears on backward (n,): hair there is held off the face."""
    return np.clip((-points[:, 1] - 0.35) / 0.3, 0, 1)
