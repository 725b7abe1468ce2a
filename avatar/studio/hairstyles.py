"""The hairstyles: how each is combed, and those that take more than combing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import numpy as np

from avatar.studio import flows
from avatar.studio.base_mesh import base_mesh
from avatar.studio.coily import coils, twisted
from avatar.studio.combing import Style, comb, combed
from avatar.studio.flows import BUN, CLIP, LOW_BUN
from avatar.studio.geometry import Array, Surface
from avatar.studio.look import Hair
from avatar.studio.regions import smoothstep
from avatar.studio.roots import scatter, spaced

COMBED = {
    "parted": Style(flows.parted_way, 1.15, 0.15, 0.16, lowest=6.9, spread=0.03, steps=18),
    "swept": Style(flows.swept_way, 0.20, 0.04, 0.05, steps=7, spread=0.012, clump=0.4),
    "tied": Style(
        flows.tied_way,
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
        flows.tousled_way, 0.42, 0.15, 0.03, 0.75, steps=10, upright=0.8, spread=0.03, clump=0.6
    ),
    "bob": Style(
        flows.bob_way, 1.55, 0.11, 0.10, 0.65, lowest=6.55, spread=0.03, steps=20, upright=0.45
    ),
    "fringe": Style(
        flows.fringe_way, 0.60, 0.12, 0.06, 0.7, lowest=7.22, spread=0.035, upright=0.8, clump=0.45
    ),
    "clipped": Style(
        flows.clipped_way, 1.35, 0.13, 0.0, 0.62, upright=0.2, layered=0.45, spread=0.028, clump=0.2
    ),
    "loose": Style(
        flows.loose_way, 1.25, 0.09, 0.10, 0.8, steps=18, upright=0.3, spread=0.035, clump=0.8
    ),
    "low-bun": Style(
        flows.low_bun_way,
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
        flows.aside_way, 0.55, 0.20, 0.03, 0.8, steps=12, upright=0.9, spread=0.03, clump=0.5
    ),
    "clippered": Style(flows.down_way, 0.05, 0.02, 0.0, steps=4, spread=0.004, clump=0.0),
    "twists": Style(flows.twists_way, 0.56, 0.17, 0.12, 0.78, steps=16, upright=1.0, layered=0.5),
}


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
        *combed(COMBED["aside"], many, surface, density * top, random),
        *combed(COMBED["clippered"], few, surface, density * (1 - top), random),
    ]


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
        *combed(COMBED["swept"], few, surface, close, random),
        *combed(COMBED["tousled"], many, surface, rest, random),
    ]


def _clipped(
    hair: Hair, surface: Surface, density: Array, random: np.random.Generator
) -> list[Array]:
    """Long hair up in a clip: ends that stand out above it, locks that have come loose."""
    base = base_mesh().vertices
    temples = np.exp(-(((base[:, 1] - 7.72) / 0.1) ** 2)) * (base[:, 2] > 0.7)
    loose = combed(
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
    return [*combed(COMBED["clipped"], hair, surface, density, random), *loose, *ends]


def _short_twists(
    hair: Hair, surface: Surface, density: Array, random: np.random.Generator
) -> list[Array]:
    """Two-strand twists that fall from the crown."""
    roots, normals = scatter(surface, density, 9000, random)
    apart = spaced(roots, 0.105)
    style = COMBED["twists"]
    paths = comb(style, hair, surface, roots[apart], normals[apart], random)
    return twisted(paths, random)


Grower = Callable[[Hair, Surface, Array, np.random.Generator], list[Array]]
GROWERS: dict[str, Grower] = {
    **{name: partial(combed, style) for name, style in COMBED.items() if name != "twists"},
    "clipped": _clipped,
    "slept-on": _slept_on,
    "coils": coils,
    "undercut": _undercut,
    "twists": _short_twists,
}
