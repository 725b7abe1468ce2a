"""What is worn on the head; objects named ``headwear``, drawn with the hair."""

from __future__ import annotations

import numpy as np
from mathutils import Vector

from avatar.studio.geometry import Array, Surface, mesh_object
from avatar.studio.shader import Material

AROUND, UP = 360, 60
BRIM, CROWN = 7.89, 8.50
"""Heights of an embroidered cap's lower edge in front and of its flat top, on the base mesh."""


def _embroidered_cap(surface: Surface) -> None:
    """A kumma: a soft round cap with an upright band, a flat crown, and stitched ornament."""
    angles = np.linspace(0, 2 * np.pi, AROUND, endpoint=False)
    girth = _girth(surface, angles)
    raised = surface.raised
    rows, seam = [], []
    for row in np.linspace(0, 1, UP):
        lowest = BRIM - 0.16 * (0.5 - 0.5 * np.cos(angles))
        height = lowest + (CROWN - lowest) * row + 0.012 * np.sin(3 * angles + 1.0) * row
        taper = 1.0 - 0.07 * row - 0.06 * row**6
        soft = 1 + 0.006 * np.sin(7 * angles + 4 * row) * row
        rows.append(_ring(girth * taper * soft, angles, height + raised))
        seam.append(row)
    last = rows[-1]
    centre = np.add(last.mean(0), [0, 0, 0.05])
    for share in np.linspace(0.12, 1, 12):
        # The edge of the crown is rounded, its middle rises a little.
        ring = last * (1 - share) + centre * share
        ring[:, 2] = last[:, 2] + 0.05 * (1 - (1 - share) ** 3)
        rows.append(ring)
        seam.append(1 + share)
    points = np.concatenate(rows)
    around = np.tile(angles, len(rows))
    row_of = np.repeat(seam, AROUND)
    faces = [
        [r * AROUND + c, r * AROUND + (c + 1) % AROUND,
         (r + 1) * AROUND + (c + 1) % AROUND, (r + 1) * AROUND + c]
        for r in range(len(rows) - 1)
        for c in range(AROUND)
    ]  # fmt: skip
    stitched, second = _ornament(around, row_of)
    attributes = {"rest": points, "stitched": stitched, "second": second}
    thing = mesh_object("headwear", points, faces, _cloth(), attributes)
    solid = thing.modifiers.new("thickness", "SOLIDIFY")
    solid.thickness, solid.offset = 0.025, 1


def _girth(surface: Surface, angles: Array) -> Array:
    """Distance of the skull from its axis (n,), the widest around the cap's edge."""
    out = []
    for angle in angles:
        way = Vector((float(np.sin(angle)), -float(np.cos(angle)), 0.0))
        widest = 0.0
        for height in (BRIM - 0.16, BRIM - 0.05, BRIM + 0.1):
            start = Vector((0.0, -0.45, height + surface.raised)) + way * 3
            hit, _, _, _ = surface.tree.ray_cast(start, -way)
            if hit is not None:
                widest = max(widest, (hit - Vector((0.0, -0.45, hit.z))).length)
        out.append(widest + 0.05)
    smooth = np.array(out)
    for _ in range(20):
        smooth = np.maximum(smooth, (np.roll(smooth, 3) + np.roll(smooth, -3)) / 2)
    return smooth


def _ring(radius: Array, angles: Array, height: Array) -> Array:
    return np.stack([np.sin(angles) * radius, -0.45 - np.cos(angles) * radius, height], 1)


def _ornament(around: Array, row: Array) -> tuple[Array, Array]:
    """Where two colours of thread lie: borders, and a frieze of stars in lozenges."""
    across = (around / (2 * np.pi) * 18) % 1 - 0.5
    up = (row - 0.5) / 0.30
    lozenge = np.abs(across) * 2 + np.abs(up)
    outline = np.abs(lozenge - 0.92) < 0.10
    core = lozenge < 0.30
    star = (np.abs(across) * np.abs(up) < 0.012) & (lozenge < 0.72)
    between = ((np.abs(across) - 0.5) ** 2 * 4 + (np.abs(up) - 0.75) ** 2) < 0.045
    border = (np.abs(row - 0.10) < 0.022) | (np.abs(row - 0.88) < 0.022)
    zigzag = np.abs((around / (2 * np.pi) * 72) % 1 - 0.5) * 0.10
    border |= np.abs(row - 0.145 - zigzag) < 0.014
    border |= np.abs(row - 0.83 + zigzag) < 0.014
    wall = row < 1
    first = (outline | star | border) & wall
    second = (core | between) & wall
    return first.astype(np.float32), second.astype(np.float32)


def _cloth() -> Material:
    m = Material("headwear")
    linen = m.mix(m.ramp(m.noise(6, 4), 0.3, 0.7), (0.66, 0.62, 0.54), (0.74, 0.71, 0.64))
    colour = m.mix(m.attribute("stitched"), linen, (0.30, 0.155, 0.06))
    colour = m.mix(m.attribute("second"), colour, (0.07, 0.14, 0.15))
    m.set(Base_Color=colour, Roughness=0.85, Specular_IOR_Level=0.2, Sheen_Weight=0.15)
    thread = m.plus(m.attribute("stitched"), m.attribute("second"))
    relief = m.plus(m.times(thread, 0.5), m.times(m.noise(70, 2), 0.35))
    m.bump(relief, strength=0.6, distance=0.02)
    return m


HEADWEAR = {"embroidered-cap": _embroidered_cap}
