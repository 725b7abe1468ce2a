"""Hair on the head: guide strands combed over the skull, then children between them.

A style says where the hair flows at each point and where a strand ends; gravity and the skin do
the rest. Blender's axes throughout: x to the person's left, y to the back, z up.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.spatial import cKDTree

from avatar.studio.geometry import Array, Surface, strands_object
from avatar.studio.look import Hair
from avatar.studio.regions import scalp
from avatar.studio.shader import hair_material

GUIDES = 700


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
    spread: float = 0.02
    clump: float = 0.5


def grow_hair(hair: Hair, surface: Surface, random: np.random.Generator) -> tuple[Array, Array]:
    """Strands (n, steps+1, 3) and their share of gray (n,)."""
    style = STYLES[hair.style]
    density = scalp(hair.hairline, hair.receding)
    roots, normals = _roots(surface, density, GUIDES, random)
    guides = _comb(style, hair, surface, roots, normals, random)
    child_roots, _ = _roots(surface, density, hair.strands, random)
    strands = _children(guides, child_roots, style, random)
    if style.lowest is not None:
        strands = _trimmed(strands, style.lowest, random)
    return strands, _gray(hair, child_roots, random)


def build_hair(hair: Hair, strands: Array, gray: Array) -> None:
    """Put grown strands into the scene, object ``hair``."""
    material = hair_material("hair", hair.colour, hair.gray_colour, roughness=0.38)
    strands_object("hair", list(strands), hair.radius, material, gray)


def _roots(
    surface: Surface, density: Array, count: int, random: np.random.Generator
) -> tuple[Array, Array]:
    """Random points on the skin with their normals, as thick as ``density`` (a vertex)."""
    corners = surface.vertices[surface.triangles]
    cross = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    size = np.linalg.norm(cross, axis=1)
    weight = size * density[surface.triangles].mean(1)
    chosen = random.choice(len(size), count, p=weight / weight.sum())
    mix = random.dirichlet((1, 1, 1), count)
    points = (corners[chosen] * mix[..., None]).sum(1)
    return points, cross[chosen] / (size[chosen][:, None] + 1e-9)


def _comb(
    style: Style,
    hair: Hair,
    surface: Surface,
    roots: Array,
    normals: Array,
    random: np.random.Generator,
) -> Array:
    length = style.length * hair.length * (0.85 + 0.3 * random.random(len(roots)))
    step = (length / style.steps)[:, None]
    points = roots + normals * 0.008
    way = _unit(normals * 0.5 + style.flow(points, hair))
    path = [points]
    curl_phase = random.random(len(roots)) * 2 * np.pi
    depth = style.lift * (0.35 + 0.65 * random.random(len(roots)))
    for i in range(style.steps):
        t = (i + 1) / style.steps
        way = way * style.stiffness + style.flow(points, hair) * (1 - style.stiffness)
        way[:, 2] -= style.gravity * (0.25 + t)
        if hair.curl:
            across = np.cross(_unit(way), [0, 0, 1.0])
            way += hair.curl * across * np.sin(6 * np.pi * t + curl_phase)[:, None]
        way = _unit(way + random.normal(size=way.shape) * 0.03)
        grown = depth * min(1.0, 0.35 + 2.2 * t)
        points = surface.push_out(points + way * step, grown)
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
    return roots[:, None] + path * (0.85 + 0.25 * random.random((len(roots), 1, 1))) + wander


def _trimmed(strands: Array, lowest: float, random: np.random.Generator) -> Array:
    """Strands cut where they fall below a height: points beyond stay at the cut."""
    out = strands.copy()
    limit = lowest + random.normal(size=len(out)) * 0.05
    for i in range(1, out.shape[1]):
        before, here = out[:, i - 1], out[:, i]
        below = here[:, 2] < limit
        fall = np.maximum(before[:, 2] - here[:, 2], 1e-6)
        share = np.clip((before[:, 2] - limit) / fall, 0.02, 1)[:, None]
        out[:, i] = np.where(below[:, None], before + (here - before) * share, here)
        out[:, i:] = np.where(below[:, None, None], out[:, i : i + 1], out[:, i:])
    return out


def _gray(hair: Hair, roots: Array, random: np.random.Generator) -> Array:
    at_part = np.exp(-(((roots[:, 0] - hair.part) / 0.09) ** 2)) * (roots[:, 2] > 7.7)
    temple = np.clip((7.75 - roots[:, 2]) / 0.3, 0, 1) * (roots[:, 1] < 0.1)
    share = hair.gray + hair.gray_at_part * at_part + hair.gray_at_temples * temple
    return (random.random(len(roots)) < share).astype(float) * (0.6 + 0.4 * random.random())


def _unit(vectors: Array) -> Array:
    return vectors / (np.linalg.norm(vectors, axis=-1, keepdims=True) + 1e-9)


def _flow_parted(points: Array, hair: Hair) -> Array:
    """From a side part over the head to the sides and a little back, then down."""
    x = points[:, 0] - hair.part * np.clip((points[:, 2] - 7.4) / 0.8, 0, 1)
    side = np.tanh(x / 0.06)
    high = np.clip((points[:, 2] - 7.35) / 0.7, 0, 1)
    front = np.clip((-points[:, 1] - 0.3) / 0.6, 0, 1)
    behind = np.clip((points[:, 1] + 0.1) / 0.4, 0, 1)
    across = side * (0.25 + 0.9 * high) * (1 - 0.7 * behind)
    back = 0.30 + 0.35 * front + 0.1 * behind
    return _unit(np.stack([across, back, -0.25 - 1.3 * (1 - high) - 0.8 * behind], 1))


def _flow_swept(points: Array, hair: Hair) -> Array:
    """Short hair brushed up from the forehead and to the side."""
    x = points[:, 0] - hair.part
    high = np.clip((points[:, 2] - 7.6) / 0.5, 0, 1)
    across = np.where(x > 0, 0.5, -0.55) * high + 0.15 * np.sign(x) * (1 - high)
    return _unit(np.stack([across, 0.55 * np.ones_like(x), -1.0 + 0.95 * high], 1))


def _flow_tied(points: Array, hair: Hair) -> Array:
    """Drawn back to a knot behind the crown."""
    knot = np.array([0.0, 0.95, 7.55])
    x = points[:, 0] - hair.part
    lifted = np.clip((points[:, 2] - 7.9) / 0.4, 0, 1)
    way = _unit(knot - points)
    way[:, 0] += np.tanh(x / 0.08) * 0.5 * lifted
    return _unit(way)


STYLES = {
    "parted": Style(_flow_parted, 1.25, 0.13, 0.16, lowest=6.72, spread=0.025, steps=18),
    "swept": Style(_flow_swept, 0.30, 0.07, 0.02, steps=8, spread=0.02, clump=0.4),
    "tied": Style(_flow_tied, 1.0, 0.075, 0.0, stiffness=0.55, spread=0.012, clump=0.35),
}
