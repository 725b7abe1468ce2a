"""Beard, moustache and stubble: hairs that move with the skin and are baked into its pictures.

Named ``beard``: they belong to the skin's layers, because a flat layer could not follow the jaw.
"""

from __future__ import annotations

import numpy as np

from avatar.studio.base_mesh import Floats, base_mesh, to_blender
from avatar.studio.geometry import Array, Surface, strands_object
from avatar.studio.look import Beard
from avatar.studio.regions import regions, smoothstep
from avatar.studio.roots import chosen_places
from avatar.studio.shader import hair_material

STEPS = np.linspace(0, 1, 5)


def build_beard(beard: Beard, surface: Surface, random: np.random.Generator) -> None:
    """Hairs on the posed skin, each rooted at the same place of it in every expression."""
    base = to_blender(base_mesh().vertices)
    density = np.max([MASKS[part]() for part in beard.parts], axis=0)
    at_rest = base[surface.triangles]
    size = np.linalg.norm(
        np.cross(at_rest[:, 1] - at_rest[:, 0], at_rest[:, 2] - at_rest[:, 0]), axis=1
    )
    weight = size * density[surface.triangles].mean(1)
    chosen, mix = chosen_places(weight, beard.hairs, random)
    home = (at_rest[chosen] * mix[..., None]).sum(1)
    corners = surface.vertices[surface.triangles[chosen]]
    roots = (corners * mix[..., None]).sum(1)
    normals = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    normals /= np.linalg.norm(normals, axis=1, keepdims=True) + 1e-9
    way = _flow(home) + random.normal(size=home.shape) * 0.22
    way -= normals * (way * normals).sum(1, keepdims=True)
    way = way / (np.linalg.norm(way, axis=1, keepdims=True) + 1e-9) + normals * 0.55
    thick = (density[surface.triangles[chosen]] * mix).sum(1)
    length = beard.length * (0.6 + 0.6 * random.random(beard.hairs)) * (0.45 + 0.55 * thick)
    bend = random.normal(size=home.shape) * beard.curl
    t = STEPS[None, :, None]
    path = roots[:, None] + length[:, None, None] * (
        way[:, None] * t + bend[:, None] * t**2 * 0.8 - normals[:, None] * 0.30 * t**2
    )
    dark = (random.random(beard.hairs) < beard.dark).astype(np.float32)
    material = hair_material("beard", beard.colour, beard.dark_colour, roughness=0.4)
    strands_object("beard", list(path), beard.radius, material, dark)


def _flow(home: Array) -> Array:
    """Downward; on the lip outward from the middle."""
    aside = np.sign(home[:, 0]) * np.clip(np.abs(home[:, 0]) / 0.05, 0, 1)
    lip = smoothstep(np.asarray(home[:, 2], np.float32), 6.66, 6.74) * (np.abs(home[:, 0]) < 0.3)
    return np.stack([aside * (0.22 + 0.75 * lip), 0.1 * (1 - lip), -1.0 + 0.45 * lip], 1)


def _moustache() -> Floats:
    """From under the nose to the corners of the mouth, above the lip."""
    v = base_mesh().vertices
    x = np.abs(v[:, 0])
    top, bottom = 6.865 - 0.16 * (x / 0.3) ** 2, 6.735 - 0.10 * (x / 0.3) ** 2
    inside = smoothstep(v[:, 1], bottom - 0.02, bottom + 0.02) * smoothstep(
        v[:, 1], top + 0.02, top - 0.03
    )
    near = smoothstep(np.asarray(x, np.float32), 0.34, 0.26) * (v[:, 2] > 1.1)
    return np.asarray(inside * near * (1 - regions()["lips"]), np.float32)


def _beard() -> Floats:
    """Cheeks, jaw and chin, trimmed where the neck begins."""
    v = base_mesh().vertices
    angle = np.degrees(np.arctan2(np.abs(v[:, 0]), v[:, 2] - 0.45))
    edge = np.interp(angle, [0, 30, 60, 95], [6.12, 6.14, 6.30, 6.65])
    return regions()["beard"] * smoothstep(np.asarray(v[:, 1] - edge, np.float32), -0.05, 0.08)


MASKS = {"beard": _beard, "moustache": _moustache}
