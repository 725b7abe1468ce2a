"""From raw layers to the folder that the renderer loads."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from avatar.renderers.cast_files import FLAT_LAYERS, FORMAT, read_cast
from avatar.renderers.numba_head import NumbaHead
from avatar.renderers.prepared import prepare
from avatar.rig import BLENDSHAPES, FaceState
from avatar.studio.bake import (
    View,
    confidence,
    face_depth_map,
    kept_triangles,
    layer_grid,
    spread_colours,
    view_from_blender,
)
from avatar.studio.base_mesh import base_mesh
from avatar.studio.eyes import eyeballs
from avatar.studio.keyframes import KEYFRAMES
from avatar.studio.live_mesh import (
    REGIONS,
    TINTS,
    LiveMesh,
    expression_regions,
    eye_mesh,
    head_follow,
    lids,
    live_mesh,
    tear_paths,
)
from avatar.studio.rooms import ROOMS
from avatar.studio.scene import Studio

Bytes = NDArray[np.uint8]
QUALITY = 98
GLINTS = 2
SPECKLED = ("lash", "hair_front", "hair_all")
FRIENDLY = {
    "mouthSmileLeft": 0.16,
    "mouthSmileRight": 0.15,
    "cheekSquintLeft": 0.12,
    "cheekSquintRight": 0.12,
}


def pack(studio: Studio, raw: Path, cast: Path) -> None:
    """Write meta.json, mesh.npz, the pictures and portrait.jpg of a patient into ``cast``."""
    cast.mkdir(parents=True, exist_ok=True)
    scene = json.loads((raw / "scene.json").read_text())
    view = view_from_blender(scene["camera"], scene["lens"], scene["size"])
    mesh = live_mesh(studio)
    pictures = {path.stem: _read(path) for path in raw.glob("*.png")}
    for part in ("hair", "clothes"):
        _only_behind(pictures[f"{part}_all"], pictures[f"{part}_front"])
    arrays = _skin_arrays(studio, view, mesh, pictures)
    arrays |= _mouth_and_eyes(studio, raw)
    arrays |= _grids(view, mesh, pictures)
    np.savez_compressed(cast / "mesh.npz", **arrays)
    meta = {
        "format": FORMAT,
        "id": studio.look.id,
        "size": view.size,
        "camera": view.camera.tolist(),
        "focal": view.focal,
        "pivot": studio.resting[base_mesh().joint("head")].mean(0).tolist(),
        "blendshapes": list(BLENDSHAPES),
        "regions": list(REGIONS),
        "tints": list(TINTS),
        "lights": _lights(studio),
        "keyframes": _write_keyframes(view, pictures, cast),
        "pictures": _write_layers(pictures, cast),
    }
    (cast / "meta.json").write_text(json.dumps(meta, indent=1) + "\n")
    _portrait(cast)


def _read(path: Path) -> Bytes:
    """RGBA."""
    picture = cv2.imread(str(path), cv2.IMREAD_UNCHANGED)
    return np.ascontiguousarray(picture[..., [2, 1, 0, 3]])


def _only_behind(whole: Bytes, front: Bytes) -> None:
    """Leave of the ``whole`` layer what the head hides, and a soft rim around it: only that can
    come to light when the head moves."""
    hidden = (whole[..., 3].astype(np.int16) - front[..., 3] > 24).astype(np.uint8)
    whole_spots = cv2.morphologyEx(hidden, cv2.MORPH_OPEN, np.ones((3, 3), np.uint8))
    wide = cv2.dilate(whole_spots, np.ones((25, 25), np.uint8)).astype(np.float32)
    soft = cv2.GaussianBlur(wide, (0, 0), 4)
    whole[..., 3] = (whole[..., 3] * soft).astype(np.uint8)


def _skin_arrays(
    studio: Studio, view: View, mesh: LiveMesh, pictures: dict[str, Bytes]
) -> dict[str, Any]:
    """The moving skin and lashes, reduced to what may be seen."""
    count = mesh.skin_count
    trust = np.zeros((count, len(KEYFRAMES)), np.float32)
    for k, (name, keyframe) in enumerate(KEYFRAMES.items()):
        posed = mesh.rest[:count].copy()
        for shape, amount in keyframe.expression.items():
            posed += amount * mesh.shapes[BLENDSHAPES.index(shape), :count]
        alpha = pictures[f"skin_{name}"][..., 3]
        trust[:, k] = confidence(view, posed, mesh.skin_triangles, alpha, name == "neutral")
    inside = mesh.tints[:, TINTS.index("inside")] > 0.3
    unseen = trust.max(1) < 0.01
    ah = list(KEYFRAMES).index("ah")
    trust[unseen & ~inside, 0] = 0.02
    trust[unseen & inside, ah] = 0.02
    covers = [pictures["clothes_front"][..., 3], pictures["hair_front"][..., 3]]
    keep = kept_triangles(mesh, view, np.where(unseen, 0, trust.max(1)), covers)
    skin_faces = mesh.skin_triangles[keep]
    corners, weights = tear_paths(studio, mesh)
    used = np.unique(np.concatenate([skin_faces.ravel(), corners.ravel()]))
    lashes = np.arange(count, len(mesh.rest))
    kept = np.concatenate([used, lashes])
    place = np.full(len(mesh.rest), -1)
    place[kept] = np.arange(len(kept))
    starts, moved, deltas = _sparse(mesh.shapes[:, kept])
    base = mesh.base[used]
    return {
        "rest": mesh.rest[kept],
        "skin_count": np.int32(len(used)),
        "skin_triangles": place[skin_faces].astype(np.uint16),
        "lash_triangles": place[mesh.lash_triangles].astype(np.uint16),
        "shape_starts": starts,
        "shape_vertices": moved,
        "shape_deltas": deltas,
        "confidence": _byte(trust[used]),
        "region_masks": _byte(expression_regions(base)),
        "tint_masks": _byte(mesh.tints[used]),
        "follow": _byte(np.concatenate([head_follow(base), np.ones(len(lashes), np.float32)])),
        "lids_left": lids(base, 1).astype(np.uint16),
        "lids_right": lids(base, -1).astype(np.uint16),
        "tear_corners": place[corners].astype(np.uint16),
        "tear_weights": weights,
    }


def _sparse(shapes: NDArray[np.float32]) -> tuple[Any, Any, Any]:
    """Dense shapes (52, n, 3) as starts (53,), vertices (m,) and deltas (m,3)."""
    starts, vertices, deltas = [0], [], []
    for shape in shapes:
        moved = np.flatnonzero(np.abs(shape).max(1) > 2e-4)
        vertices.append(moved)
        deltas.append(shape[moved])
        starts.append(starts[-1] + len(moved))
    return (
        np.array(starts, np.int32),
        np.concatenate(vertices).astype(np.uint16),
        np.concatenate(deltas).astype(np.float16),
    )


def _mouth_and_eyes(studio: Studio, raw: Path) -> dict[str, Any]:
    mouth = np.load(raw / "mouth.npz")
    faces, opened = mouth["faces"], mouth["open"]
    a, b, c = (opened[faces[:, j]] for j in range(3))
    behind = np.cross(b - a, c - a)[:, 2] < 0
    faces[behind] = faces[behind][:, ::-1]
    local, eye_faces, centres, radius = eye_mesh(studio)
    return {
        "mouth_closed": mouth["closed"].astype(np.float32),
        "mouth_open": opened.astype(np.float32),
        "mouth_triangles": faces.astype(np.uint16),
        "mouth_kinds": mouth["kinds"],
        "eye_vertices": local,
        "eye_triangles": eye_faces.astype(np.uint16),
        "eye_centres": centres,
        "eye_radius": np.float32(radius),
    }


def _grids(view: View, mesh: LiveMesh, pictures: dict[str, Bytes]) -> dict[str, Any]:
    face_depth, middle = face_depth_map(view, mesh)
    depths: dict[str, Any] = {"hair_all": middle - 0.45, "hair_front": face_depth}
    arrays = {}
    for name in FLAT_LAYERS:
        grid = layer_grid(view, pictures[name][..., 3], depths.get(name, middle))
        arrays[f"{name}_points"] = grid.points
        arrays[f"{name}_triangles"] = grid.triangles.astype(np.uint16)
        arrays[f"{name}_places"] = grid.places
    return arrays


def _byte(values: NDArray[np.float32]) -> Bytes:
    return np.asarray((np.clip(values, 0, 1) * 255).round(), np.uint8)


def _lights(studio: Studio) -> list[list[float]]:
    """Directions (unit, mesh axes) and strengths of the lamps that glint in the eyes."""
    eye = eyeballs(studio.resting)["left"].centre
    lights = []
    lamps = [lamp for lamp in ROOMS[studio.look.room].lamps if lamp.place[1] < 0]
    strongest = max(lamp.power for lamp in lamps)
    for lamp in sorted(lamps, key=lambda lamp: -lamp.power)[:GLINTS]:
        x, y, z = lamp.place
        way = np.array([x, z, -y - eye[2]])
        way /= np.linalg.norm(way)
        if lamp.power > 0.3 * strongest:
            lights.append([*way.round(4).tolist(), round(lamp.power / strongest, 3)])
    return lights


def _write_keyframes(view: View, pictures: dict[str, Bytes], cast: Path) -> list[dict[str, Any]]:
    """Opaque pictures, cut to where they differ from nothing; eyes and mouth come last."""
    entries: list[dict[str, Any]] = []
    for name in [*(f"skin_{k}" for k in KEYFRAMES), "eyes", "mouth"]:
        picture = pictures[name]
        ys, xs = np.nonzero(picture[..., 3] > 0)
        top, left = max(int(ys.min()) - 4, 0), max(int(xs.min()) - 4, 0)
        bottom, right = min(int(ys.max()) + 5, view.size), min(int(xs.max()) + 5, view.size)
        colours = spread_colours(picture)[top:bottom, left:right]
        _write(cast / f"{name}.webp", colours)
        key = name.removeprefix("skin_")
        entry: dict[str, Any] = {"name": key, "file": f"{name}.webp", "at": [top, left]}
        if key in KEYFRAMES:
            entry["expression"] = dict(KEYFRAMES[key].expression)
            entry["regions"] = list(KEYFRAMES[key].regions)
        entries.append(entry)
    return entries


def _write_layers(pictures: dict[str, Bytes], cast: Path) -> dict[str, str]:
    files = {}
    for name in (*FLAT_LAYERS, "lash"):
        picture = pictures[name]
        colours = spread_colours(picture, 40)
        # Thin hairs leave a speckled alpha, which the denoiser does not treat.
        alpha = cv2.GaussianBlur(picture[..., 3], (0, 0), 0.7 if name in SPECKLED else 0.3)
        _write(cast / f"{name}.webp", np.dstack([colours, alpha]))
        files[name] = f"{name}.webp"
    _write(cast / "room.webp", pictures["room"][..., :3])
    files["room"] = "room.webp"
    return files


def _write(path: Path, picture: Bytes) -> None:
    order = [2, 1, 0, 3][: picture.shape[2]]
    flipped = np.ascontiguousarray(picture[..., order])
    cv2.imwrite(str(path), flipped, [cv2.IMWRITE_WEBP_QUALITY, QUALITY])


def _portrait(cast: Path) -> None:
    """The face as the call shows it, friendly, for pages that list patients."""
    weights = np.zeros(len(BLENDSHAPES), np.float32)
    for name, amount in FRIENDLY.items():
        weights[BLENDSHAPES.index(name)] = amount
    picture = NumbaHead(prepare(read_cast(cast))).render(FaceState(blendshapes=weights))
    flipped = np.ascontiguousarray(picture[..., ::-1])
    cv2.imwrite(str(cast / "portrait.jpg"), flipped, [cv2.IMWRITE_JPEG_QUALITY, 88])
