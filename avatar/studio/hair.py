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

BUN = (0.0, 0.55, 8.42)
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


def grow_hair(hair: Hair, surface: Surface, random: np.random.Generator) -> tuple[Array, Array]:
    """Strands (n, steps+1, 3) and their share of gray (n,)."""
    style = STYLES[hair.style]
    density = scalp(hair.hairline, hair.receding)
    roots, normals = _roots(surface, density, GUIDES, random)
    guides = _comb(style, hair, surface, roots, normals, random)
    child_roots, _ = _roots(surface, density, hair.strands, random)
    strands = _children(guides, child_roots, style, random)
    if style.lowest is not None:
        strands = _trimmed(strands, style.lowest + surface.raised, random)
    if style.knot is not None:
        strands = np.concatenate([strands, _bun(style.knot, style.steps, surface.raised, random)])
        child_roots = strands[:, 0]
    return strands, _gray(hair, child_roots - [0, 0, surface.raised], random)


def build_hair(hair: Hair, strands: Array, gray: Array) -> None:
    """Put grown strands into the scene, object ``hair``."""
    material = hair_material("hair", hair.colour, hair.gray_colour, roughness=0.45)
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
    step: Array = (length / style.steps)[:, None]
    points: Array = roots + normals * 0.008
    raised = np.array([0, 0, surface.raised])
    way: Array = _unit(normals * style.upright + style.flow(points - raised, hair))
    path = [points]
    curl_phase = random.random(len(roots)) * 2 * np.pi
    depth: Array = style.lift * (1 - style.layered * random.random(len(roots)))
    for i in range(style.steps):
        t = (i + 1) / style.steps
        way = way * style.stiffness + style.flow(points - raised, hair) * (1 - style.stiffness)
        way[:, 2] -= style.gravity * (0.25 + t) * (1 - _before_ears(points))
        if hair.curl:
            across = np.cross(_unit(way), [0, 0, 1.0])
            way += hair.curl * across * np.sin(6 * np.pi * t + curl_phase)[:, None]
        way = _unit(way + random.normal(size=way.shape) * 0.03)
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
    axis = _unit(random.normal(size=(count, 3)) * [0.5, 0.5, 0.35] + [0.25, 0.2, 1.0])
    start = _unit(np.cross(axis, random.normal(size=(count, 3))))
    across = np.cross(axis, start)
    tilt = random.normal(size=count) * 0.55
    turn = np.linspace(0, 2.2, steps + 1)[None, :, None]
    ring = np.cos(turn) * start[:, None] + np.sin(turn) * across[:, None]
    ball = _unit(ring + np.sin(tilt)[:, None, None] * axis[:, None])
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


def _gray(hair: Hair, roots: Array, random: np.random.Generator) -> Array:
    at_part = np.exp(-(((roots[:, 0] - hair.part) / 0.09) ** 2)) * (roots[:, 2] > 7.7)
    temple = np.clip((7.75 - roots[:, 2]) / 0.3, 0, 1) * (roots[:, 1] < 0.1)
    share = hair.gray + hair.gray_at_part * at_part + hair.gray_at_temples * temple
    gray = random.random(len(roots)) < share
    return np.asarray(gray * (0.6 + 0.4 * random.random(len(roots))))


def _unit(vectors: Array) -> Array:
    return np.asarray(vectors / (np.linalg.norm(vectors, axis=-1, keepdims=True) + 1e-9))


def _before_ears(points: Array) -> Array:
    """1 above the face, 0 from the ears on backward (n,): hair there is held off the face."""
    return np.clip((-points[:, 1] - 0.35) / 0.3, 0, 1)


def _flow_parted(points: Array, hair: Hair) -> Array:
    """From a side part over the head, off the face, to the sides and down behind the temples."""
    x = points[:, 0] - hair.part * np.clip((points[:, 2] - 7.4) / 0.8, 0, 1)
    high = np.clip((points[:, 2] - 7.35) / 0.7, 0, 1)
    front, behind = _before_ears(points), np.clip((points[:, 1] + 0.1) / 0.4, 0, 1)
    across = np.tanh(x / 0.06) * (0.25 + 1.1 * high) * (1 - 0.7 * behind)
    back = 0.25 + 1.1 * front + 0.1 * behind
    down = (0.2 + 1.3 * (1 - high) + 0.8 * behind) * (1 - 0.85 * front)
    return _unit(np.stack([across, back, 0.3 * front * high - down], 1))


def _flow_swept(points: Array, hair: Hair) -> Array:
    """Short hair brushed up from the forehead and to the side."""
    x = points[:, 0] - hair.part
    high = np.clip((points[:, 2] - 7.6) / 0.5, 0, 1)
    across = np.where(x > 0, 0.5, -0.55) * high + 0.15 * np.sign(x) * (1 - high)
    return _unit(np.stack([across, 0.45 + 0.3 * high, -1.1 + 1.0 * high], 1))


def _flow_tied(points: Array, hair: Hair) -> Array:
    """Drawn back to a knot behind the crown."""
    knot = np.add(BUN, [0, 0.1, -0.15])
    x = points[:, 0] - hair.part
    lifted = np.clip((points[:, 2] - 7.9) / 0.4, 0, 1)
    way = _unit(knot - points)
    way[:, 0] += np.tanh(x / 0.08) * 0.5 * lifted
    return _unit(way)


STYLES = {
    "parted": Style(_flow_parted, 1.15, 0.15, 0.16, lowest=6.9, spread=0.03, steps=18),
    "swept": Style(_flow_swept, 0.20, 0.04, 0.05, steps=7, spread=0.012, clump=0.4),
    "tied": Style(
        _flow_tied,
        1.35,
        0.06,
        0.0,
        0.6,
        upright=0.25,
        layered=0.3,
        spread=0.01,
        clump=0.3,
        knot=BUN,
    ),
}
