"""Tightly coiled hair: cropped close to the head, or in two-strand twists."""

from __future__ import annotations

import numpy as np
from scipy.spatial import cKDTree

from avatar.studio.geometry import Array, Surface
from avatar.studio.look import Hair
from avatar.studio.roots import scatter

CLUMPS = 2600
"""Small curls on the whole head."""
PITCH = 0.085
"""Length of one turn of a twist, in decimetres."""


def coils(hair: Hair, surface: Surface, density: Array, random: np.random.Generator) -> list[Array]:
    """Close-cropped hair whose strands wind and gather into small curls. ``hair.length`` of 1 is
    half a centimetre."""
    roots, normals = scatter(surface, density, hair.strands, random)
    clumps, _ = scatter(surface, density, CLUMPS, random)
    _, mine = cKDTree(clumps).query(roots)
    count, steps = len(roots), 9
    phase = random.random(CLUMPS)[mine] * 2 * np.pi + random.normal(size=count) * 0.5
    tall = 0.05 * hair.length * (0.7 + 0.4 * random.random(count))
    tall = tall * (0.85 + 0.3 * random.random(CLUMPS)[mine])
    first = np.cross(normals, random.normal(size=(CLUMPS, 3))[mine])
    first /= np.linalg.norm(first, axis=1, keepdims=True) + 1e-9
    second = np.cross(normals, first)
    t = np.linspace(0, 1, steps)[None, :, None]
    turn = phase[:, None, None] + 2 * np.pi * 1.4 * t
    wide = 0.013 * np.sqrt(hair.length) * t
    path = roots[:, None] + normals[:, None] * tall[:, None, None] * t
    path = path + wide * (np.cos(turn) * first[:, None] + np.sin(turn) * second[:, None])
    gather = (clumps[mine] - roots)[:, None] * 0.45 * t
    return list(path + gather)


def twisted(paths: Array, random: np.random.Generator) -> list[Array]:
    """Twists of two bundles along ``paths`` (n,k,3)."""
    steps, hairs = 52, 15
    out: list[Array] = []
    for path in paths:
        t = np.linspace(0, 1, steps)
        at = np.stack([np.interp(t, np.linspace(0, 1, len(path)), path[:, k]) for k in range(3)], 1)
        along = np.gradient(at, axis=0)
        length = float(np.linalg.norm(along, axis=1).sum())
        along /= np.linalg.norm(along, axis=1, keepdims=True) + 1e-9
        first = np.cross(along, [0.3, 0.9, 0.31])
        first /= np.linalg.norm(first, axis=1, keepdims=True) + 1e-9
        second = np.cross(along, first)
        slim = (1.25 - 0.55 * t) * (0.85 + 0.3 * random.random())
        root = np.exp(-t / 0.06)
        start = random.random() * 2 * np.pi
        for bundle in (0.0, np.pi):
            turn = start + bundle + 2 * np.pi * t * length / PITCH
            centre = 0.019 * slim
            for _ in range(hairs):
                around, away = random.random() * 2 * np.pi, 0.019 * np.sqrt(random.random())
                own = turn * 0.5 + around
                u = centre * np.cos(turn) + slim * away * np.cos(own)
                w = centre * np.sin(turn) + slim * away * np.sin(own)
                u, w = u * (1 + 0.9 * root), w * (1 + 0.9 * root)
                fuzz = random.normal(size=(steps, 2)) * 0.0022
                out.append(
                    at + first * (u + fuzz[:, 0])[:, None] + second * (w + fuzz[:, 1])[:, None]
                )
    return out
