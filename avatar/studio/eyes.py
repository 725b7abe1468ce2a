"""Eyeballs: a sphere with a corneal bulge, coloured by the angle from the axis of sight."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from avatar.studio.base_mesh import EYEBALLS, Floats, to_blender
from avatar.studio.geometry import mesh_object
from avatar.studio.look import Look
from avatar.studio.shader import Material, tinted

RINGS, SECTORS = 64, 64
IRIS = 0.455
"""Half angle of the iris, in radians."""


@dataclass(frozen=True)
class Eyeball:
    """Centre (3,) and radius, in the base mesh's axes."""

    centre: Floats
    radius: float

    def surface(self, polar: Floats, around: Floats) -> Floats:
        """Points (…,3) around the centre at an angle from the axis of sight."""
        bulge = 1 + 0.055 * np.clip(1 - (polar / 0.5) ** 2, 0, 1)
        direction = np.stack(
            [np.sin(polar) * np.cos(around), np.sin(polar) * np.sin(around), np.cos(polar)], -1
        )
        return np.asarray(self.radius * bulge[..., None] * direction, np.float32)


def eyeballs(vertices: Floats) -> dict[str, Eyeball]:
    """Both eyes of a person, by side."""
    found = {}
    for side, part in EYEBALLS.items():
        low, high = vertices[part].min(0), vertices[part].max(0)
        found[side] = Eyeball((low + high) / 2, float(high[1] - low[1]) / 2)
    return found


def build_eyes(look: Look, vertices: Floats) -> None:
    """Both eyes looking straight ahead, objects named ``eye``."""
    polar, around = np.meshgrid(
        np.linspace(0, np.pi, RINGS, dtype=np.float32),
        np.linspace(0, 2 * np.pi, SECTORS, endpoint=False, dtype=np.float32),
        indexing="ij",
    )
    faces = [
        [i * SECTORS + j, i * SECTORS + k, (i + 1) * SECTORS + k, (i + 1) * SECTORS + j]
        for i in range(RINGS - 1)
        for j in range(SECTORS)
        for k in [(j + 1) % SECTORS]
    ]
    rest = np.stack([3 * np.cos(around), 3 * np.sin(around), 0.6 * polar], -1).reshape(-1, 3)
    for eye in eyeballs(vertices).values():
        local = eye.surface(polar, around).reshape(-1, 3)
        attributes = {"angle": polar.ravel(), "rest": rest, "ball": local / eye.radius}
        mesh_object("eye", to_blender(local + eye.centre), faces, _material(look), attributes)


def _material(look: Look) -> Material:
    m = Material("eye")
    angle = m.attribute("angle")
    iris = m.mix(
        m.ramp(m.noise(3.5, 6, 0.7), 0.35, 0.65), tinted(look.iris, 0.5), tinted(look.iris, 1.3)
    )
    iris = m.mix(m.ramp(angle, 0.30, 0.18), iris, tinted(look.iris, 1.4, 1.2, 0.8))
    iris = m.mix(m.ramp(angle, 0.38, IRIS), iris, tinted(look.iris, 0.18))
    iris = m.mix(m.ramp(angle, 0.185, 0.165), iris, (0.004, 0.004, 0.004))
    vein = m.math("ABSOLUTE", m.math("SUBTRACT", m.noise(2.2, 5, 0.55, name="ball"), 0.5))
    veins = m.times(m.times(m.ramp(vein, 0.014, 0), m.ramp(angle, 0.5, 1.1)), 0.35)
    white: Any = m.mix(veins, (0.66, 0.62, 0.58), (0.55, 0.20, 0.16))
    white = m.mix(m.ramp(angle, 0.75, 1.5), white, (0.50, 0.32, 0.28))
    m.set(Base_Color=m.mix(m.ramp(angle, IRIS - 0.01, IRIS + 0.06), iris, white))
    # The glint is drawn live, fixed to the light and not to the eye: so no mirror-like coat here.
    m.set(Roughness=0.45, Specular_IOR_Level=0.25)
    m.set(Subsurface_Weight=0.2, Subsurface_Scale=0.02)
    return m
