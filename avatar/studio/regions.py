"""Where lips, cheeks, scalp and so on lie: soft masks over the vertices of the base mesh."""

from __future__ import annotations

from functools import cache

import cv2
import numpy as np

from avatar.studio.base_mesh import Floats, base_mesh, data_folder

Point = tuple[float, float, float]


def smoothstep(x: Floats, start: float, end: float) -> Floats:
    """0 before ``start``, 1 after ``end``, smooth between; ``start`` may be the larger one."""
    t = np.clip((x - start) / (end - start), 0, 1)
    return np.asarray(t * t * (3 - 2 * t), np.float32)


@cache
def regions() -> dict[str, Floats]:
    """Masks (n,) from 0 to 1 by name."""
    v = base_mesh().vertices
    lips, ears = _painted("lips"), _painted("ears")
    angle = _angle_from_front()
    beard_top = np.interp(angle, [0, 20, 40, 60, 80, 95], [6.72, 6.74, 6.86, 7.0, 7.25, 7.3])
    beard = np.clip((beard_top - v[:, 1]) / 0.12, 0, 1) * (angle < 97)
    beard *= v[:, 1] > 5.95 + 0.25 * np.clip(angle / 90, 0, 1)
    moustache = _blob((0, 6.83, 1.6), (0.3, 0.055, 0.3))
    return {
        "lips": lips,
        "ears": ears,
        "lids": _painted("eyelids"),
        "inside": _painted("inside-mouth"),
        "beard": np.asarray(np.maximum(beard, moustache) * (1 - lips), np.float32),
        "cheek": _two_blobs((0.45, 6.95, 1.35), (0.18, 0.16, 0.3)),
        "nose": _blob((0, 7.0, 1.65), (0.14, 0.16, 0.25)),
        "under": _two_blobs((0.30, 7.12, 1.45), (0.14, 0.05, 0.2)),
        "socket": _two_blobs((0.20, 7.24, 1.40), (0.08, 0.10, 0.2)),
        "chin": _blob((0, 6.35, 1.5), (0.22, 0.12, 0.3)),
        "forehead": _blob((0, 7.85, 1.4), (0.5, 0.2, 0.5)),
        "crow": _two_blobs((0.58, 7.25, 1.2), (0.09, 0.14, 0.2)),
        "fold": _two_blobs((0.30, 6.78, 1.5), (0.05, 0.16, 0.25)),
    }


def scalp(hairline: float, receding: float) -> Floats:
    """Density of hair roots (n,): ``hairline`` lifts the edge, ``receding`` clears the temples."""
    v = base_mesh().vertices
    angle = _angle_from_front()
    edge = np.interp(
        angle,
        [0, 25, 45, 60, 75, 90, 105, 130, 180],
        [7.93, 7.93, 7.86, 7.66, 7.32, 7.30, 7.20, 6.95, 6.80],
    )
    front = np.clip(1 - angle / 75, 0, 1)
    temples = np.exp(-(((angle - 36) / 14) ** 2))
    edge = edge + hairline * front + receding * 0.32 * temples + receding * 0.1 * front
    density = smoothstep(np.asarray(v[:, 1] - edge, np.float32), -0.03, 0.15)
    return np.asarray(density * (regions()["ears"] < 0.1), np.float32)


def _angle_from_front() -> Floats:
    v = base_mesh().vertices
    return np.asarray(np.degrees(np.arctan2(np.abs(v[:, 0]), v[:, 2] - 0.45)), np.float32)


def _painted(name: str) -> Floats:
    """A mask that the mesh's makers painted in texture space."""
    base = base_mesh()
    picture = cv2.imread(str(data_folder() / f"mpfb2/textures/mpfb_{name}.jpg"), 0)
    limit = picture.shape[0] - 1
    mask = np.zeros(len(base.vertices), np.float32)
    for face, uv_face in zip(base.faces, base.uv_faces, strict=True):
        for vertex, corner in zip(face, uv_face, strict=True):
            u, w = np.clip(base.uv[corner], 0, 1)
            value = picture[int((1 - w) * limit), int(u * limit)] / 255
            mask[vertex] = max(mask[vertex], value)
    return mask


def _blob(centre: Point, spread: Point) -> Floats:
    offset = (base_mesh().vertices - np.array(centre, np.float32)) / np.array(spread, np.float32)
    return np.asarray(np.exp(-(offset**2).sum(1) / 2), np.float32)


def _two_blobs(centre: Point, spread: Point) -> Floats:
    x, y, z = centre
    return np.maximum(_blob(centre, spread), _blob((-x, y, z), spread))
