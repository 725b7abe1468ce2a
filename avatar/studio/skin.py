"""The skin: subsurface colour with blotches, spots, lips and stubble; pores and lines as bump."""

from __future__ import annotations

from typing import Any

import numpy as np

from avatar.studio.base_mesh import Floats, base_mesh, to_blender
from avatar.studio.geometry import mesh_object
from avatar.studio.look import Look
from avatar.studio.regions import regions, scalp
from avatar.studio.shader import Material, tinted

LOWEST = 3.2
"""Body below this height of the base mesh is never in the picture."""


def body_faces() -> list[list[int]]:
    """The skin's faces that may be seen."""
    height = base_mesh().vertices[:, 1]
    return [f for f in base_mesh().faces_of("body") if min(height[i] for i in f) > LOWEST]


def build_skin(look: Look, vertices: Floats) -> Any:
    """The skin as a subdivided mesh named ``skin``."""
    faces = body_faces()
    used = np.unique(np.concatenate([np.array(f) for f in faces]))
    place = np.full(len(vertices), -1)
    place[used] = np.arange(len(used))
    attributes = {name: mask[used] for name, mask in regions().items()}
    attributes["scalp"] = scalp(look.hair.hairline, look.hair.receding)[used]
    attributes["rest"] = to_blender(base_mesh().vertices)[used]
    return mesh_object(
        "skin",
        to_blender(vertices)[used],
        [place[f].tolist() for f in faces],
        _skin_material(look),
        attributes,
        subdivisions=2,
    )


def _skin_material(look: Look) -> Material:
    m = Material("skin")
    lips = m.attribute("lips")
    m.set(Base_Color=_colour(m, look))
    m.set(Subsurface_Weight=1.0, Subsurface_Radius=(1, 0.35, 0.18), Subsurface_Scale=0.032)
    roughness = m.plus(m.times(m.noise(25, 4), 0.22), 0.40)
    m.set(Roughness=m.math("SUBTRACT", roughness, m.times(lips, 0.10)))
    m.set(Specular_IOR_Level=look.skin.shine)
    m.bump(_relief(m, look), strength=0.5, distance=0.028)
    return m


def _colour(m: Material, look: Look) -> Any:
    skin, tone = look.skin, look.skin.tone
    red = tinted(tone, 1.06, 0.66, 0.62)
    colour = m.mix(m.ramp(m.noise(5, 6), 0.35, 0.7), tinted(tone, 0.93), tinted(tone, 1.05))
    blotches = m.ramp(m.noise(14, 5), 0.45, 0.72)
    colour = m.mix(m.times(blotches, 0.30), colour, red)
    for place, strength in (("cheek", 0.42), ("nose", 0.40), ("ears", 0.35), ("chin", 0.15)):
        rosy = strength * (skin.rosy if place != "ears" else 1)
        colour = m.mix(m.times(m.attribute(place), rosy), colour, red)
    shadow = tinted(tone, 0.70, 0.56, 0.60)
    colour = m.mix(m.times(m.attribute("under"), skin.under_eye), colour, shadow)
    colour = m.mix(m.times(m.attribute("socket"), skin.under_eye * 0.6), colour, shadow)
    colour = m.mix(m.times(m.attribute("lids"), 0.22), colour, red)
    folds = m.times(m.attribute("fold"), 0.25 * skin.wrinkles)
    colour = m.mix(folds, colour, tinted(tone, 0.78, 0.66, 0.64))
    spots = m.ramp(m.noise(30, 2), 0.66, 0.75)
    colour = m.mix(m.times(spots, skin.spots), colour, tinted(tone, 0.74, 0.64, 0.62))
    freckles = m.ramp(m.noise(70, 2), 0.66, 0.74)
    colour = m.mix(m.times(freckles, skin.spots * 0.6), colour, tinted(tone, 0.80, 0.68, 0.64))
    if skin.freckles:
        colour = _freckled(m, colour, look)
    if skin.stubble:
        beard = m.attribute("beard")
        dots = m.times(beard, m.ramp(m.noise(130, 1), 0.42, 0.66))
        colour = m.mix(m.times(dots, skin.stubble), colour, (0.10, 0.09, 0.085))
        colour = m.mix(m.times(beard, skin.stubble * 0.35), colour, tinted(tone, 0.6, 0.62, 0.66))
    hair = look.hair
    both = zip(hair.colour, hair.gray_colour, strict=True)
    roots = tuple((c + (g - c) * hair.gray) * 0.6 + 0.02 for c, g in both)
    colour = m.mix(m.times(m.attribute("scalp"), hair.root_shade), colour, roots)
    lip = tuple(t * k for t, k in zip(tone, skin.lips, strict=True))
    lip_colour = m.mix(m.noise(60, 3, stretch=(3, 1, 0.4)), lip, tinted(lip, 0.78))
    colour = m.mix(m.times(m.attribute("lips"), skin.lip_colour), colour, lip_colour)
    return m.mix(m.attribute("inside"), colour, (0.30, 0.07, 0.065))


def _freckled(m: Material, colour: Any, look: Look) -> Any:
    """Warm brown freckles of two sizes, dense where the sun falls."""
    sunny = m.math("MINIMUM", m.plus(m.attribute("cheek"), m.attribute("nose")), 1.0)
    sunny = m.plus(0.45, m.times(sunny, 0.55))
    large, small = m.ramp(m.noise(24, 2), 0.60, 0.68), m.ramp(m.noise(52, 2), 0.60, 0.67)
    share = m.times(m.math("MAXIMUM", large, m.times(small, 0.8)), look.skin.freckles)
    return m.mix(m.times(share, sunny), colour, tinted(look.skin.tone, 0.66, 0.48, 0.38))


def _relief(m: Material, look: Look) -> Any:
    old = look.skin.wrinkles
    height = m.plus(m.times(m.cells(85), 0.20), m.times(m.noise(60, 6, 0.7), 0.28))
    for place, scale, stretch, depth in (
        ("forehead", 2.2, (0.45, 1, 7), 1.5),
        ("crow", 4.5, (1, 1, 5), 1.3),
        ("under", 5.0, (1, 1, 3.5), 0.9),
    ):
        lines = m.times(m.ridges(scale, stretch), m.attribute(place))
        height = m.plus(height, m.times(lines, depth * old))
    height = m.plus(height, m.times(m.ridges(7, (1.2, 1.2, 1.6)), 0.25 * old))
    if look.skin.veins:
        height = m.plus(height, m.times(_neck_veins(m), 9.0 * look.skin.veins))
    lip_lines = m.ramp(m.noise(16, 3, stretch=(3.2, 1, 0.5)), 0.3, 0.7)
    return m.plus(height, m.times(m.times(lip_lines, m.attribute("lips")), 0.6))


def _neck_veins(m: Material) -> Any:
    """A winding line down each side of the neck, from the jaw to the collar bone."""
    x, y, z = m.node("ShaderNodeSeparateXYZ", Vector=m.position()).outputs
    height = m.math("SUBTRACT", z, 5.55)
    way = m.plus(m.times(height, 0.24), 0.22)
    way = m.plus(way, m.times(m.math("SUBTRACT", m.noise(3.0, 2), 0.5), 0.22))
    away = m.math("ABSOLUTE", m.math("SUBTRACT", m.math("ABSOLUTE", x), way))
    near = m.ramp(away, 0.045, 0.0)
    line = m.times(m.times(near, near), m.math("SUBTRACT", 3.0, m.times(near, 2.0)))
    ends = m.times(m.ramp(height, 0.0, 0.15), m.ramp(height, 0.72, 0.55))
    front = m.ramp(y, 0.2, -0.1)
    return m.times(m.times(line, ends), front)
