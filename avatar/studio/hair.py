"""Hair on the head: grown by its style, gray where it is gray."""

from __future__ import annotations

import numpy as np

from avatar.studio.geometry import Array, Surface, strands_object
from avatar.studio.hairstyles import GROWERS
from avatar.studio.look import Hair
from avatar.studio.regions import scalp
from avatar.studio.shader import hair_material


def grow_hair(
    hair: Hair, surface: Surface, random: np.random.Generator
) -> tuple[list[Array], Array]:
    """Strands, each (k,3), and their share of gray (n,)."""
    density = scalp(hair.hairline, hair.receding)
    strands = GROWERS[hair.style](hair, surface, density, random)
    roots = np.array([strand[0] for strand in strands])
    return strands, _gray(hair, roots - [0, 0, surface.raised], random)


def build_hair(hair: Hair, strands: list[Array], gray: Array) -> None:
    """Put grown strands into the scene, object ``hair``."""
    material = hair_material("hair", hair.colour, hair.gray_colour, roughness=0.45)
    strands_object("hair", strands, hair.radius, material, gray)


def _gray(hair: Hair, roots: Array, random: np.random.Generator) -> Array:
    at_part = np.exp(-(((roots[:, 0] - hair.part) / 0.09) ** 2)) * (roots[:, 2] > 7.7)
    temple = np.clip((7.75 - roots[:, 2]) / 0.3, 0, 1) * (roots[:, 1] < 0.1)
    share = hair.gray + hair.gray_at_part * at_part + hair.gray_at_temples * temple
    gray = random.random(len(roots)) < share
    return np.asarray(gray * (0.6 + 0.4 * random.random(len(roots))))
