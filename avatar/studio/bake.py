"""What can be known before the first frame: which keyframe saw what, which triangles can ever be
seen, and the grids that carry hair and clothes."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from avatar.renderers.raster import EMPTY, FAR, project, rasterise
from avatar.studio.base_mesh import Floats
from avatar.studio.live_mesh import Integers, LiveMesh
from avatar.studio.regions import smoothstep

Bytes = NDArray[np.uint8]
GRID = 15
MARGIN = 28.0
"""Pixels by which a layer that touches the picture's edge goes on beyond it."""


@dataclass(frozen=True)
class View:
    """The camera: (3,4) from mesh axes, focal length and centre in pixels, picture size."""

    camera: Floats
    focal: float
    size: int

    @property
    def centre(self) -> float:
        """Pixel of the optical axis, in both directions."""
        return self.size * 0.5 - 0.5

    def seen(self, points: Floats) -> Floats:
        """Pixels and depth (n,3)."""
        out = np.empty_like(points, np.float32)
        at = np.ascontiguousarray(points, np.float32)
        project(at, self.camera, np.float32(self.focal), np.float32(self.centre), out)
        return out

    def unseen(self, pixels: Floats) -> Floats:
        """Points (n,3) in mesh axes from pixels and depth."""
        k = self.focal / -pixels[:, 2]
        local = np.stack(
            [(pixels[:, 0] - self.centre) / k, (self.centre - pixels[:, 1]) / k, pixels[:, 2]], 1
        )
        turn, shift = self.camera[:, :3], self.camera[:, 3]
        return np.asarray((local - shift) @ np.linalg.inv(turn).T, np.float32)


def view_from_blender(inverse: list[list[float]], lens: float, size: int) -> View:
    """Blender's camera matrix takes Blender's axes; ours takes the mesh's (x, y up, z front)."""
    m = np.array(inverse)[:3]
    camera = np.stack([m[:, 0], m[:, 2], -m[:, 1], m[:, 3]], 1).astype(np.float32)
    return View(np.ascontiguousarray(camera), lens * size, size)


def depth_of(view: View, points: Floats, faces: Integers) -> tuple[Floats, Floats]:
    """Depth buffer of a mesh, and its points in pixels."""
    size = view.size
    depth = np.full((size, size), FAR, np.float32)
    seen = np.full((size, size), EMPTY, np.int32)
    bary = np.empty((size, size, 2), np.float32)
    pixels = view.seen(points)
    rasterise(pixels, faces, depth, seen, bary)
    return depth, pixels


def confidence(view: View, points: Floats, faces: Integers, alpha: Bytes, shrink: bool) -> Floats:
    """How well a keyframe saw each vertex (n,), from 0: hidden, off the picture, edge-on."""
    depth, pixels = depth_of(view, points, faces)
    x = np.clip(pixels[:, 0].round().astype(int), 1, view.size - 2)
    y = np.clip(pixels[:, 1].round().astype(int), 1, view.size - 2)
    around = [depth[y + j, x + i] for j in (-1, 0, 1) for i in (-1, 0, 1)]
    visible = pixels[:, 2] > np.min(around, 0) - 0.04
    opaque = (alpha > 250).astype(np.uint8)
    if shrink:
        opaque = np.asarray(cv2.erode(opaque, np.ones((3, 3), np.uint8)), np.uint8)
    facing = np.clip(vertex_normals(points, faces)[:, 2] * 3 + 0.15, 0.02, 1)
    inside = (pixels[:, 0] > 0) & (pixels[:, 0] < view.size - 1)
    inside &= (pixels[:, 1] > 0) & (pixels[:, 1] < view.size - 1)
    return np.asarray(visible * (opaque[y, x] > 0) * inside * facing, np.float32)


def vertex_normals(points: Floats, faces: Integers) -> Floats:
    """Unit normals (n,3)."""
    a, b, c = (points[faces[:, j]] for j in range(3))
    face_normals = np.cross(b - a, c - a)
    normals = np.zeros_like(points)
    for j in range(3):
        np.add.at(normals, faces[:, j], face_normals)
    length = np.linalg.norm(normals, axis=1, keepdims=True) + 1e-9
    return np.asarray(normals / length, np.float32)


def kept_triangles(
    mesh: LiveMesh, view: View, seen: Floats, covers: list[Bytes]
) -> NDArray[np.bool_]:
    """Triangles (t,) that may be seen in some pose: not behind, not below, not under ``covers``.

    ``seen`` (n,) is the best confidence of any keyframe.
    """
    points, faces = mesh.rest[: mesh.skin_count], mesh.skin_triangles
    a, b, c = (points[faces[:, j]] for j in range(3))
    normals = np.cross(b - a, c - a)
    normals /= np.linalg.norm(normals, axis=1, keepdims=True) + 1e-9
    inside = mesh.tints[:, -1] > 0.3
    # Under the jaw more must stay than can be seen at rest: it shows when the mouth opens wide.
    throat = (mesh.base[faces][:, :, 2].min(1) > 0.2) & (mesh.base[faces][:, :, 1].max(1) < 6.6)
    limit = np.where(throat, -0.9, -0.35)
    keep = (seen > 0.01)[faces].any(1) | (normals[:, 2] > limit) | inside[faces].any(1)
    keep &= mesh.base[faces][:, :, 1].max(1) >= 4.2
    # Skin under the hair must not stick out beyond it when the head turns.
    keep &= ~((mesh.hair > 0.5)[faces].all(1) & (normals[:, 2] < 0.3))
    pixels = view.seen(points)
    x = np.clip(pixels[:, 0].astype(int), 0, view.size - 1)
    y = np.clip(pixels[:, 1].astype(int), 0, view.size - 1)
    hidden = pixels[:, 1] > view.size + MARGIN
    for cover in covers:
        solid = cv2.erode((cover > 252).astype(np.uint8), np.ones((13, 13), np.uint8))
        hidden |= solid[y, x] > 0
    return np.asarray(keep & ~hidden[faces].all(1))


@dataclass(frozen=True)
class LayerGrid:
    """A flat layer's moving grid: points (g,3), triangles, places (g,2) in the picture."""

    points: Floats
    triangles: Integers
    places: Floats


def layer_grid(view: View, alpha: Bytes, depth: Floats | float) -> LayerGrid:
    """A grid over the opaque part of a layer; ``depth`` is the camera depth, or a map of it."""
    ys, xs = np.nonzero(alpha > 3)
    columns = _lines(float(xs.min()), float(xs.max()), view.size)
    rows = _lines(float(ys.min()), float(ys.max()), view.size)
    x, y = (a.ravel() for a in np.meshgrid(columns, rows))
    if isinstance(depth, float):
        z = np.full_like(x, depth)
    else:
        iy, ix = (np.clip(a, 0, view.size - 1).astype(int) for a in (y, x))
        z = depth[iy, ix]
    index = np.arange(GRID * GRID).reshape(GRID, GRID)
    a, b, c, d = index[:-1, :-1], index[:-1, 1:], index[1:, 1:], index[1:, :-1]
    used = np.array(
        [
            _any(alpha, rows[j], rows[j + 1], columns[i], columns[i + 1])
            for j in range(GRID - 1)
            for i in range(GRID - 1)
        ]
    )
    upper = np.stack([a.ravel(), b.ravel(), c.ravel()], 1)[used]
    lower = np.stack([a.ravel(), c.ravel(), d.ravel()], 1)[used]
    return LayerGrid(
        view.unseen(np.stack([x, y, z], 1)),
        np.concatenate([upper, lower]).astype(np.int32),
        np.stack([x, y], 1).astype(np.float32),
    )


def _lines(low: float, high: float, size: int) -> Floats:
    start = -MARGIN if low <= 1 else low - 1
    end = size + MARGIN if high >= size - 2 else high + 1
    return np.linspace(start, end, GRID, dtype=np.float32)


def _any(alpha: Bytes, top: float, bottom: float, left: float, right: float) -> bool:
    limit = alpha.shape[0]
    t, b = (int(np.clip(v, 0, limit - 1)) for v in (top, bottom))
    le, ri = (int(np.clip(v, 0, limit - 1)) for v in (left, right))
    return bool(alpha[t : b + 2, le : ri + 2].max(initial=0) > 3)


def face_depth_map(view: View, mesh: LiveMesh) -> tuple[Floats, float]:
    """The face's depth, spread over the whole picture, and the depth of the head's middle."""
    skin = mesh.rest[: mesh.skin_count]
    depth, pixels = depth_of(view, skin, mesh.skin_triangles)
    middle = float(np.median(pixels[mesh.base[:, 1] > 7, 2])) - 0.2
    filled = np.where(depth > FAR / 2, depth, middle)
    smooth = cv2.GaussianBlur(np.maximum(filled, middle - 0.3), (0, 0), view.size / 40)
    return np.asarray(smooth, np.float32), middle


def spread_colours(picture: Bytes, threshold: int = 250) -> Bytes:
    """RGB of an RGBA picture, with opaque colours carried outward over the rest."""
    clear = cv2.dilate((picture[..., 3] < threshold).astype(np.uint8), np.ones((3, 3), np.uint8))
    if not clear.any() or clear.all():
        return np.ascontiguousarray(picture[..., :3])
    _, labels = cv2.distanceTransformWithLabels(
        clear, cv2.DIST_L2, 5, labelType=cv2.DIST_LABEL_PIXEL
    )
    colours = np.zeros((int(labels.max()) + 1, 3), np.uint8)
    solid = clear == 0
    colours[labels[solid]] = picture[..., :3][solid]
    return np.where(clear[..., None] > 0, colours[labels], picture[..., :3])


def shoulder_share(base_height: Floats) -> Floats:
    """How much of the breath moves a point at a height of the base mesh."""
    return smoothstep(base_height, 6.4, 5.4)
