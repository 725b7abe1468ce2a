"""What is derived from a patient's look once and shared by all its renderers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from avatar.renderers.cast_files import Cast
from avatar.renderers.morph import add_blendshapes
from avatar.renderers.raster import project
from avatar.rig import INDEX

Floats = NDArray[np.float32]
Integers = NDArray[np.int32]

GLINT_HEIGHT = 0.55


@dataclass(frozen=True)
class Prepared:
    """Read-only, so that any number of renderers share it."""

    cast: Cast
    skin_count: int
    first_eye: int
    first_mouth: int
    triangles: Integers
    """Skin, then eyes, then mouth; the latter two numbers are where eyes and mouth begin."""
    places: Floats
    """(n, K + 2, 2): where each vertex lies in each picture."""
    fixed_weights: Floats
    """(n, K + 2): weights of eyes and mouth; the skin's are computed for each frame."""
    among: Floats
    to_keys: Floats
    lash_places: Floats
    mouth_gain: Floats
    halfway: Floats


def prepare(cast: Cast) -> Prepared:
    """Everything that does not change from frame to frame."""
    a = cast.arrays
    skin_count, keys = int(a["skin_count"]), len(cast.keyframes)
    eyes = _placed_eyes(cast)
    eye_start, mouth_start = skin_count, skin_count + len(eyes)
    count = mouth_start + len(a["mouth_open"])
    places = np.zeros((count, keys + 2, 2), np.float32)
    for k, keyframe in enumerate(cast.keyframes):
        posed = np.empty_like(a["rest"])
        morph(cast, keyframe.expression, posed)
        places[:skin_count, k] = pixels_of(cast, posed[:skin_count])[:, :2]
    places[eye_start:mouth_start, keys] = pixels_of(cast, eyes)[:, :2]
    places[mouth_start:, keys + 1] = pixels_of(cast, a["mouth_open"])[:, :2]
    weights = np.zeros((count, keys + 2), np.float32)
    weights[eye_start:mouth_start, keys] = 1
    weights[mouth_start:, keys + 1] = 1
    among, to_keys = _inner_products(cast)
    view = np.array([0, 0, 1], np.float32)
    halfway = cast.lights.copy()
    halfway[:, :3] += view
    # Lower than true: half-shut eyes would hide most of what high lamps reflect.
    halfway[:, 1] *= GLINT_HEIGHT
    halfway[:, :3] /= np.linalg.norm(halfway[:, :3], axis=1, keepdims=True)
    return Prepared(
        cast=cast,
        skin_count=skin_count,
        first_eye=len(a["skin_triangles"]),
        first_mouth=len(a["skin_triangles"]) + len(a["eye_triangles"]),
        triangles=np.concatenate(
            [
                a["skin_triangles"],
                a["eye_triangles"] + eye_start,
                a["mouth_triangles"] + mouth_start,
            ]
        ).astype(np.int32),
        places=places,
        fixed_weights=weights,
        among=among,
        to_keys=to_keys,
        lash_places=np.ascontiguousarray(pixels_of(cast, a["rest"])[:, :2]),
        mouth_gain=_mouth_gain(cast),
        halfway=halfway,
    )


def morph(cast: Cast, weights: Floats, out: Floats) -> None:
    """Skin and lashes with blendshapes (52,), into ``out`` (n,3)."""
    a = cast.arrays
    add_blendshapes(
        a["rest"], a["shape_starts"], a["shape_vertices"], a["shape_deltas"], weights, out
    )


def pixels_of(cast: Cast, points: Floats) -> Floats:
    """Points (n,3) as the camera sees them: pixels and depth."""
    out = np.empty(points.shape, np.float32)
    centre = np.float32(cast.size * 0.5 - 0.5)
    at = np.ascontiguousarray(points, np.float32)
    project(at, cast.camera, np.float32(cast.focal), centre, out)
    return out


def _placed_eyes(cast: Cast) -> Floats:
    local, centres = cast.arrays["eye_vertices"], cast.arrays["eye_centres"]
    return np.asarray((local + centres[:, None]).reshape(-1, 3), np.float32)


def _inner_products(cast: Cast) -> tuple[Floats, Floats]:
    """Inner products of displacements by region: among keyframes, and keyframes with shapes."""
    a = cast.arrays
    skin_count = int(a["skin_count"])
    shapes = np.zeros((len(INDEX), skin_count, 3), np.float32)
    for k in range(len(INDEX)):
        rows = slice(a["shape_starts"][k], a["shape_starts"][k + 1])
        vertices = a["shape_vertices"][rows]
        skin = vertices < skin_count
        shapes[k, vertices[skin]] = a["shape_deltas"][rows][skin]
    expressions = np.stack([k.expression for k in cast.keyframes[1:]])
    among, to_keys = [], []
    for r, region in enumerate(cast.regions):
        weighted = shapes * np.sqrt(a["region_masks"][:, r])[None, :, None]
        flat = weighted.reshape(len(INDEX), -1)
        gram = flat @ flat.T
        used = np.array([region in k.regions for k in cast.keyframes[1:]], np.float32)
        mine = expressions * used[:, None]
        among.append(mine @ gram @ mine.T)
        to_keys.append(mine @ gram)
    return (
        np.ascontiguousarray(among, np.float32),
        np.ascontiguousarray(to_keys, np.float32),
    )


def _mouth_gain(cast: Cast) -> Floats:
    """Light in the open mouth (n,): front teeth most, the throat least."""
    points, kinds = cast.arrays["mouth_open"], cast.arrays["mouth_kinds"]
    depth = points[:, 2].max() - points[:, 2]
    by_kind = np.array([0.92, 0.62, 0.66], np.float32)[kinds]
    return np.asarray(by_kind * np.exp(-depth / 0.55), np.float32)
