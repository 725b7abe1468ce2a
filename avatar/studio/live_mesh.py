"""The mesh that moves live: what of the head is kept, where it belongs, what moves it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from avatar.rig import BLENDSHAPES
from avatar.studio.base_mesh import Floats, base_mesh, triangles
from avatar.studio.eyes import eyeballs
from avatar.studio.geometry import Surface
from avatar.studio.limit_surface import limit_matrix
from avatar.studio.person import blendshape
from avatar.studio.regions import regions, scalp, smoothstep
from avatar.studio.scene import Studio
from avatar.studio.skin import body_faces

Integers = NDArray[np.int32]

REGIONS = ("mouth", "brow", "eye_left", "eye_right")
TINTS = ("cheek", "nose", "under", "lids", "lips", "inside")
TEAR_PATH = ((0.285, 7.185), (0.30, 7.10), (0.315, 7.0), (0.325, 6.88), (0.32, 6.76), (0.30, 6.62))


@dataclass
class LiveMesh:
    """Skin vertices first, then those of the lashes. Shapes are displacements (52, n, 3)."""

    rest: Floats
    shapes: Floats
    skin_count: int
    skin_triangles: Integers
    lash_triangles: Integers
    base: Floats
    """The skin vertices' places on the base mesh, where regions are defined."""
    tints: Floats
    hair: Floats
    """Density of hair roots at the skin vertices."""
    index: Integers
    """Skin vertex of the base mesh's vertex, or -1."""


def live_mesh(studio: Studio) -> LiveMesh:
    """The whole skin and lashes of a patient at rest, smooth, with all blendshapes."""
    faces = np.array(body_faces())
    used = np.unique(faces)
    index = np.full(len(base_mesh().vertices), -1, np.int32)
    index[used] = np.arange(len(used))
    quads = index[faces]
    limit = limit_matrix(quads.tolist(), len(used))
    lash_faces = [
        f for f, g in zip(base_mesh().faces, base_mesh().groups, strict=True) if "eyelashes" in g
    ]
    lashes = np.unique(np.concatenate([np.array(f) for f in lash_faces]))
    lash_index = np.full(len(index), -1, np.int32)
    lash_index[lashes] = np.arange(len(lashes)) + len(used)

    def smooth(vertices: Floats) -> Floats:
        both = np.concatenate([limit @ vertices[used], vertices[lashes]])
        return np.asarray(both, np.float32)

    shapes = np.stack([smooth(blendshape(name, studio.look.rest)) for name in BLENDSHAPES])
    masks, hair = regions(), studio.look.hair
    return LiveMesh(
        rest=smooth(studio.resting),
        shapes=shapes,
        skin_count=len(used),
        skin_triangles=np.concatenate([quads[:, [0, 1, 2]], quads[:, [0, 2, 3]]]).astype(np.int32),
        lash_triangles=lash_index[triangles(lash_faces)].astype(np.int32),
        base=np.asarray(limit @ base_mesh().vertices[used], np.float32),
        tints=np.stack([limit @ masks[name][used] for name in TINTS], 1).astype(np.float32),
        hair=np.asarray(limit @ scalp(hair.hairline, hair.receding)[used], np.float32),
        index=index,
    )


def expression_regions(base: Floats) -> Floats:
    """How much each skin vertex belongs to each of REGIONS (n,4), at most 1 in sum."""
    x, y, z = base.T
    front = smoothstep(z, 0.45, 0.9) * smoothstep(y, 5.75, 6.05)
    eyes = []
    for side in (1, -1):
        away = np.hypot((x - side * 0.31) / 0.40, (y - 7.27) / 0.22)
        eyes.append(smoothstep(away, 1.0, 0.6) * front)
    any_eye = np.maximum(*eyes)
    mouth = smoothstep(y, 7.26, 7.0) * front * (1 - any_eye)
    brow = smoothstep(y, 7.08, 7.26) * smoothstep(y, 8.3, 8.0) * front * (1 - any_eye)
    stacked = np.stack([mouth, brow, *eyes], 1)
    return np.asarray(stacked / np.maximum(stacked.sum(1, keepdims=True), 1), np.float32)


def head_follow(base: Floats) -> Floats:
    """1 on the head, 0 on the chest, the neck between (n,)."""
    return smoothstep(base[:, 1] + 0.45 * (base[:, 2] - 0.5), 5.45, 6.35)


def lids(base: Floats, side: int) -> Integers:
    """Skin vertices that may touch an eyeball; side 1 is the person's left."""
    away = np.hypot((base[:, 0] - side * 0.31) / 0.34, (base[:, 1] - 7.27) / 0.2)
    return np.flatnonzero((away < 1) & (base[:, 2] > 1.0)).astype(np.int32)


def tear_paths(studio: Studio, mesh: LiveMesh) -> tuple[Integers, Floats]:
    """Corners (2,s,3) and weights (2,s,3) of points down both cheeks."""
    surface = Surface(studio.resting)
    way = np.array(TEAR_PATH)
    t = np.linspace(0, len(way) - 1, 16)
    xs, ys = (np.interp(t, np.arange(len(way)), way[:, k]) for k in (0, 1))
    corners, weights = [], []
    for side in (1, -1):
        for x, y in zip(xs, ys, strict=True):
            face, share = surface.face_from_front(side * x, y)
            corners.append(mesh.index[surface.triangles[face]])
            weights.append(share)
    shape = (2, len(t), 3)
    return (
        np.array(corners, np.int32).reshape(shape),
        np.array(weights, np.float32).reshape(shape),
    )


def eye_mesh(studio: Studio) -> tuple[Floats, Integers, Floats, float]:
    """Front halves of both eyeballs: local (2,m,3), triangles over both, centres, radius."""
    polar = np.concatenate([np.linspace(0, 0.55, 9), np.linspace(0.62, 1.5, 12)])
    sectors = 36
    polar_grid, around = np.meshgrid(
        polar, np.linspace(0, 2 * np.pi, sectors, endpoint=False), indexing="ij"
    )
    quads = np.array(
        [
            [i * sectors + j, i * sectors + k, (i + 1) * sectors + k, (i + 1) * sectors + j]
            for i in range(len(polar) - 1)
            for j in range(sectors)
            for k in [(j + 1) % sectors]
        ]
    )
    one = np.concatenate([quads[:, [0, 2, 1]], quads[:, [0, 3, 2]]])
    eyes = eyeballs(studio.resting)
    local = [e.surface(polar_grid, around).reshape(-1, 3) for e in eyes.values()]
    faces = np.concatenate([one, one + len(local[0])])
    centres = np.stack([e.centre for e in eyes.values()])
    return np.stack(local), faces.astype(np.int32), centres, eyes["left"].radius
