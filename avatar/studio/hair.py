"""Hair on the head: guide strands combed over the skull, then children between them.

A style says where the hair flows at each point and where a strand ends; gravity and the skin do
the rest. Blender's axes throughout: x to the person's left, y to the back, z up.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
from scipy.spatial import cKDTree

from avatar.studio.base_mesh import base_mesh
from avatar.studio.coily import coils, twisted
from avatar.studio.geometry import Array, Surface, strands_object
from avatar.studio.look import Hair
from avatar.studio.regions import scalp, smoothstep
from avatar.studio.roots import scatter, spaced
from avatar.studio.shader import hair_material

BUN = (0.0, 0.55, 8.42)
LOW_BUN = (0.0, 1.05, 7.25)
CLIP = (0.0, 0.62, 8.22)
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


def grow_hair(
    hair: Hair, surface: Surface, random: np.random.Generator
) -> tuple[list[Array], Array]:
    """Strands, each (k,3), and their share of gray (n,)."""
    density = scalp(hair.hairline, hair.receding)
    strands = GROWERS[hair.style](hair, surface, density, random)
    roots = np.array([strand[0] for strand in strands])
    return strands, _gray(hair, roots - [0, 0, surface.raised], random)


def _combed(
    style: Style, hair: Hair, surface: Surface, density: Array, random: np.random.Generator
) -> list[Array]:
    """Hair that lies as its style combs it."""
    roots, normals = scatter(surface, density, GUIDES, random)
    guides = _comb(style, hair, surface, roots, normals, random)
    child_roots, _ = scatter(surface, density, hair.strands, random)
    strands = _children(guides, child_roots, style, random)
    if style.lowest is not None:
        strands = _trimmed(strands, style.lowest + surface.raised, random)
    if style.knot is not None:
        bun = _bun(style.knot, style.steps, surface.raised, random)
        strands = np.concatenate([strands, bun])
    return list(strands)


def build_hair(hair: Hair, strands: list[Array], gray: Array) -> None:
    """Put grown strands into the scene, object ``hair``."""
    material = hair_material("hair", hair.colour, hair.gray_colour, roughness=0.45)
    strands_object("hair", strands, hair.radius, material, gray)


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


def _flow_low_bun(points: Array, hair: Hair) -> Array:
    """From a parting smoothly over the ears to the nape."""
    knot = np.add(LOW_BUN, [0, 0.0, 0.1])
    x = points[:, 0] - hair.part
    lifted = np.clip((points[:, 2] - 7.6) / 0.6, 0, 1)
    way = _unit(knot - points)
    way[:, 0] += np.tanh(x / 0.05) * 1.1 * lifted
    way[:, 2] -= 0.35 * lifted * np.abs(np.tanh(x / 0.05))
    return _unit(way)


def _flow_aside(points: Array, hair: Hair) -> Array:
    """A long top pushed back off the forehead, and to one side."""
    x = points[:, 0] - hair.part
    front = np.clip((-points[:, 1] - 0.6) / 0.5, 0, 1)
    across = -0.45 - 0.25 * np.tanh(x / 0.2)
    return _unit(np.stack([across, 0.9 + 0 * x, 0.30 * front - 0.15], 1))


def _flow_down(points: Array, hair: Hair) -> Array:
    """Clippered hair, lying back and down."""
    back = np.full(len(points), 0.5)
    return _unit(np.stack([0.15 * np.sign(points[:, 0]), back, back * 0 - 0.8], 1))


def _flow_twists(points: Array, hair: Hair) -> Array:
    """Off the forehead, outward from the crown, down at the sides."""
    out = points - [0, 0.05, 0]
    side = np.tanh((points[:, 0] - hair.part) / 0.12)
    front = _before_ears(points)
    low = np.clip((8.35 - points[:, 2]) / 0.6, 0, 1)
    across = (0.75 * side + 0.35 * out[:, 0]) * (1 - 0.75 * low)
    back = 0.55 * front + 0.35 * np.clip(out[:, 1], 0, 1)
    return _unit(np.stack([across, back, 0.25 * front * (1 - low) - 0.9 * low], 1))


def _undercut(
    hair: Hair, surface: Surface, density: Array, random: np.random.Generator
) -> list[Array]:
    """A long top over clippered sides."""
    base = base_mesh().vertices
    edge = 8.02 + 0.10 * np.clip((base[:, 2] - 0.6) / 0.6, 0, 1)
    top = smoothstep(np.asarray(base[:, 1] - edge, np.float32), -0.05, 0.06)
    share = 0.62
    many = replace(hair, strands=int(hair.strands * share))
    few = replace(hair, strands=int(hair.strands * (1 - share)), length=1.0)
    return [
        *_combed(COMBED["aside"], many, surface, density * top, random),
        *_combed(COMBED["clippered"], few, surface, density * (1 - top), random),
    ]


def _flow_fringe(points: Array, hair: Hair) -> Array:
    """Short hair from a side part: across the forehead, down over the tops of the ears."""
    x = points[:, 0] - hair.part
    high = np.clip((points[:, 2] - 7.75) / 0.5, 0, 1)
    front = _before_ears(points)
    across = np.tanh(x / 0.08) * (0.35 + 0.75 * high)
    back = 0.15 + 0.35 * (1 - high) + 0.25 * front
    down = (1 - high) * 1.1 + 0.30 * high * front
    return _unit(np.stack([across, back, -down], 1))


def _flow_bob(points: Array, hair: Hair) -> Array:
    """From a part over the temples straight down to the jaw."""
    x = points[:, 0] - hair.part * np.clip((points[:, 2] - 7.4) / 0.8, 0, 1)
    high = np.clip((points[:, 2] - 7.6) / 0.6, 0, 1)
    front, behind = _before_ears(points), np.clip((points[:, 1] + 0.1) / 0.4, 0, 1)
    across = np.tanh(x / 0.06) * (0.05 + 1.2 * high) * (1 - 0.6 * behind)
    return _unit(np.stack([across, 0.1 + 0.6 * front * high, -(0.35 + 1.3 * (1 - high))], 1))


def _flow_tousled(points: Array, hair: Hair) -> Array:
    """Uncombed: forward and aside, each patch of the head its own way."""
    a, b = points[:, 0] * 6 + points[:, 1] * 4, points[:, 1] * 7 - points[:, 2] * 5
    high = np.clip((points[:, 2] - 7.7) / 0.5, 0, 1)
    front = np.clip((-points[:, 1] - 0.5) / 0.5, 0, 1)
    across = 0.55 * np.sin(a) + 0.45 * np.tanh((points[:, 0] - hair.part) / 0.15)
    back = 0.35 * np.cos(b) - 0.15 + 0.25 * front
    up = 0.45 * front + 0.2 * np.sin(a + b) - 0.9 * (1 - high)
    return _unit(np.stack([across * (0.4 + 0.6 * high), back, up], 1))


def _slept_on(
    hair: Hair, surface: Surface, density: Array, random: np.random.Generator
) -> list[Array]:
    """Short at the sides, tousled on top, but flat on the left, where the pillow was."""
    base = base_mesh().vertices
    left = smoothstep(np.asarray(base[:, 0], np.float32), 0.22, 0.42)
    flat = np.maximum(left, smoothstep(base[:, 1], 8.12, 7.95))
    close, rest = density * flat, density * (1 - flat)
    share = float(close.sum() / density.sum())
    few = replace(hair, strands=int(hair.strands * share), length=0.8)
    many = replace(hair, strands=int(hair.strands * (1 - share)))
    return [
        *_combed(COMBED["swept"], few, surface, close, random),
        *_combed(COMBED["tousled"], many, surface, rest, random),
    ]


def _flow_clipped(points: Array, hair: Hair) -> Array:
    """Drawn back, loosely, to a clip at the back of the head."""
    x = points[:, 0] - hair.part
    lifted = np.clip((points[:, 2] - 7.8) / 0.5, 0, 1)
    way = _unit(np.add(CLIP, [0, 0.1, -0.1]) - points)
    way[:, 0] += np.tanh(x / 0.1) * 0.55 * lifted
    way[:, 2] += 0.35 * lifted * _before_ears(points)
    return _unit(way)


def _flow_loose(points: Array, hair: Hair) -> Array:
    """Locks that fall beside the cheeks."""
    side = np.sign(points[:, 0])
    low = np.clip((7.4 - points[:, 2]) / 0.6, 0, 1)
    return _unit(np.stack([side * (0.35 - 0.6 * low), 0.12 - 0.3 * low, 0 * side - 1], 1))


def _clipped(
    hair: Hair, surface: Surface, density: Array, random: np.random.Generator
) -> list[Array]:
    """Long hair up in a clip: ends that stand out above it, locks that have come loose."""
    base = base_mesh().vertices
    temples = np.exp(-(((base[:, 1] - 7.72) / 0.1) ** 2)) * (base[:, 2] > 0.7)
    loose = _combed(
        COMBED["loose"], replace(hair, strands=hair.strands // 90), surface,
        np.asarray(density * temples), random,
    )  # fmt: skip
    count, t = hair.strands // 25, np.linspace(0, 1, 9)[:, None]
    ends = []
    for turn, reach in zip(random.normal(size=count) * 0.75, random.random(count), strict=True):
        out = np.array([np.sin(turn), 0.25 * random.normal(), np.cos(turn)])
        bend = np.array([0.25 * np.sign(turn), 0.1, -0.3]) * random.random()
        foot = np.add(CLIP, [0.12 * random.normal(), 0.06 * random.normal(), surface.raised])
        ends.append(foot + out * t * (0.18 + 0.3 * reach) + bend * t**2 * 0.5)
    return [*_combed(COMBED["clipped"], hair, surface, density, random), *loose, *ends]


def _short_twists(
    hair: Hair, surface: Surface, density: Array, random: np.random.Generator
) -> list[Array]:
    """Two-strand twists that fall from the crown."""
    roots, normals = scatter(surface, density, 9000, random)
    apart = spaced(roots, 0.105)
    style = COMBED["twists"]
    paths = _comb(style, hair, surface, roots[apart], normals[apart], random)
    return twisted(paths, random)


COMBED = {
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
    "tousled": Style(
        _flow_tousled, 0.42, 0.15, 0.03, 0.75, steps=10, upright=0.8, spread=0.03, clump=0.6
    ),
    "bob": Style(
        _flow_bob, 1.55, 0.11, 0.10, 0.65, lowest=6.55, spread=0.03, steps=20, upright=0.45
    ),
    "fringe": Style(
        _flow_fringe, 0.60, 0.12, 0.06, 0.7, lowest=7.22, spread=0.035, upright=0.8, clump=0.45
    ),
    "clipped": Style(
        _flow_clipped, 1.35, 0.13, 0.0, 0.62, upright=0.2, layered=0.45, spread=0.028, clump=0.2
    ),
    "loose": Style(
        _flow_loose, 1.25, 0.09, 0.10, 0.8, steps=18, upright=0.3, spread=0.035, clump=0.8
    ),
    "low-bun": Style(
        _flow_low_bun,
        1.6,
        0.05,
        0.0,
        0.55,
        steps=18,
        upright=0.15,
        layered=0.3,
        spread=0.008,
        clump=0.25,
        knot=LOW_BUN,
    ),
    "aside": Style(
        _flow_aside, 0.55, 0.20, 0.03, 0.8, steps=12, upright=0.9, spread=0.03, clump=0.5
    ),
    "clippered": Style(_flow_down, 0.05, 0.02, 0.0, steps=4, spread=0.004, clump=0.0),
    "twists": Style(_flow_twists, 0.56, 0.17, 0.12, 0.78, steps=16, upright=1.0, layered=0.5),
}

Grower = Callable[[Hair, Surface, Array, np.random.Generator], list[Array]]
GROWERS: dict[str, Grower] = {
    **{name: partial(_combed, style) for name, style in COMBED.items() if name != "twists"},
    "clipped": _clipped,
    "slept-on": _slept_on,
    "coils": coils,
    "undercut": _undercut,
    "twists": _short_twists,
}
