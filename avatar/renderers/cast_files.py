"""A patient's look as it lies on disk: read, checked, turned into arrays that renderers share."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from avatar.rig import BLENDSHAPES

Floats = NDArray[np.float32]
Integers = NDArray[np.int32]
Bytes = NDArray[np.uint8]

CAST_FOLDER = Path(__file__).parent.parent / "cast"
FORMAT = 1
FLAT_LAYERS = ("hair_all", "clothes_all", "clothes_front", "hair_front")


class CastError(Exception):
    """A patient's look is missing or damaged; the message names the file and what to do."""


@dataclass(frozen=True)
class Keyframe:
    """One rendered expression: its blendshapes (52,) and the regions that may use it."""

    name: str
    expression: Floats
    regions: tuple[str, ...]


@dataclass(frozen=True)
class FlatLayer:
    """A flat picture (h,w,4; premultiplied) on a grid: points (g,3), triangles, places (g,2)."""

    points: Floats
    triangles: Integers
    places: Floats
    picture: Bytes


@dataclass(frozen=True)
class Cast:
    """Everything about one patient's look. Arrays are read-only and shared between calls."""

    id: str
    size: int
    camera: Floats
    focal: float
    pivot: Floats
    lights: Floats
    keyframes: tuple[Keyframe, ...]
    regions: tuple[str, ...]
    textures: Bytes
    """(K + 2, size, size, 3): the keyframes, the eyes, the open mouth."""
    room: Bytes
    lash: Bytes
    layers: dict[str, FlatLayer]
    tints: dict[str, Floats]
    arrays: dict[str, NDArray[Any]]
    """The mesh: the names that studio/pack.py writes, in runtime types."""


def available_casts() -> list[str]:
    """The ids of all patients whose look is installed."""
    if not CAST_FOLDER.is_dir():
        return []
    return sorted(p.parent.name for p in CAST_FOLDER.glob("*/meta.json"))


def load_cast(cast_id: str) -> Cast:
    """The look of one patient.

    Raises CastError where it is missing or damaged.
    """
    if cast_id not in available_casts():
        known = ", ".join(available_casts()) or "none"
        raise CastError(
            f"no look for {cast_id!r}: {CAST_FOLDER / cast_id / 'meta.json'} is missing "
            f"(installed: {known}). Reinstall the package, or make the look with "
            f"`python -m avatar.studio {cast_id}` (avatar/studio/README.md)."
        )
    return read_cast(CAST_FOLDER / cast_id)


def read_cast(folder: Path) -> Cast:
    """Read a cast folder. Raises CastError naming the file that is missing or damaged."""
    meta = _read_meta(folder / "meta.json")
    arrays = _read_arrays(folder / "mesh.npz")
    size = int(meta["size"])
    keyframes, textures = _read_keyframes(folder, meta["keyframes"], size)
    pictures = {
        name: _picture(folder / file, 3 if name == "room" else 4)
        for name, file in meta["pictures"].items()
    }
    tint_masks = arrays.pop("tint_masks")
    return Cast(
        id=meta["id"],
        size=size,
        camera=np.ascontiguousarray(meta["camera"], np.float32),
        focal=float(meta["focal"]),
        pivot=np.asarray(meta["pivot"], np.float32),
        lights=np.asarray(meta["lights"], np.float32).reshape(-1, 4),
        keyframes=keyframes,
        regions=tuple(meta["regions"]),
        textures=textures,
        room=pictures["room"],
        lash=_premultiplied(pictures["lash"]),
        layers={
            name: FlatLayer(
                arrays.pop(f"{name}_points"),
                arrays.pop(f"{name}_triangles"),
                arrays.pop(f"{name}_places"),
                _premultiplied(pictures[name]),
            )
            for name in FLAT_LAYERS
        },
        tints={n: np.ascontiguousarray(tint_masks[:, i]) for i, n in enumerate(meta["tints"])},
        arrays=arrays,
    )


def _remedy(path: Path) -> str:
    return (
        f"Restore {path.name} from the repository, or make the look again with "
        f"`python -m avatar.studio {path.parent.name}` (avatar/studio/README.md)."
    )


def _read_meta(path: Path) -> dict[str, Any]:
    try:
        meta: dict[str, Any] = json.loads(path.read_text())
    except (OSError, ValueError) as error:
        raise CastError(f"{path} cannot be read: {error}. {_remedy(path)}") from error
    if meta.get("format") != FORMAT:
        raise CastError(
            f"{path} has format {meta.get('format')!r}, this version reads {FORMAT}. "
            f"{_remedy(path)}"
        )
    if meta.get("blendshapes") != list(BLENDSHAPES):
        raise CastError(f"{path} names other blendshapes than avatar/rig.py. {_remedy(path)}")
    return meta


def _read_arrays(path: Path) -> dict[str, Any]:
    """The mesh in the types that the kernels take: int32, float32; masks from 0 to 1."""
    try:
        with np.load(path) as stored:
            arrays = {name: stored[name] for name in stored.files}
    except (OSError, ValueError, EOFError, KeyError) as error:
        raise CastError(f"{path} cannot be read: {error}. {_remedy(path)}") from error
    except Exception as error:  # zipfile and zlib raise their own kinds for a damaged archive
        raise CastError(f"{path} is damaged: {error}. {_remedy(path)}") from error
    ready: dict[str, Any] = {}
    for name, array in arrays.items():
        if name in ("confidence", "region_masks", "tint_masks", "follow"):
            array = array.astype(np.float32) / 255
        elif array.dtype == np.float16:
            array = array.astype(np.float32)
        elif array.dtype == np.uint16:
            array = array.astype(np.int32)
        ready[name] = np.ascontiguousarray(array) if array.ndim else array
    return ready


def _read_keyframes(
    folder: Path, entries: list[dict[str, Any]], size: int
) -> tuple[tuple[Keyframe, ...], Bytes]:
    keyframes, textures = [], []
    whole: Bytes | None = None
    for entry in entries:
        part = _picture(folder / entry["file"], 3)
        top, left = entry["at"]
        texture = np.zeros((size, size, 3), np.uint8) if whole is None else whole.copy()
        texture[top : top + part.shape[0], left : left + part.shape[1]] = part
        whole = texture if whole is None else whole
        textures.append(texture)
        if "expression" in entry:
            weights = np.array([entry["expression"].get(b, 0.0) for b in BLENDSHAPES], np.float32)
            keyframes.append(Keyframe(entry["name"], weights, tuple(entry["regions"])))
    return tuple(keyframes), np.stack(textures)


def _picture(path: Path, channels: int) -> Bytes:
    """RGB or RGBA."""
    if not path.is_file():
        raise CastError(f"{path} is missing. {_remedy(path)}")
    picture = cv2.imread(str(path), cv2.IMREAD_UNCHANGED)
    if picture is None or picture.ndim != 3 or picture.shape[2] < 3:
        raise CastError(f"{path} is not a readable picture. {_remedy(path)}")
    if picture.shape[2] == 3 and channels == 4:
        opaque = np.full(picture.shape[:2], 255, np.uint8)
        picture = np.dstack([picture, opaque])
    return np.ascontiguousarray(picture[..., [2, 1, 0, 3][:channels]])


def _premultiplied(picture: Bytes) -> Bytes:
    alpha = picture[..., 3:].astype(np.float32) / 255
    out = picture.copy()
    out[..., :3] = (picture[..., :3] * alpha).round().astype(np.uint8)
    return out
