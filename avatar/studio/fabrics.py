"""What garments are made of."""

from __future__ import annotations

from avatar.studio.look import Colour
from avatar.studio.shader import Material, Value, tinted


def fabric(kind: str, colour: Colour) -> Material:
    """A material for objects named ``cloth`` with their place on the base mesh as ``rest``."""
    m = Material("cloth")
    shade = m.noise(2.0, 4, 0.5)
    plain = m.mix(m.ramp(shade, 0.3, 0.7), tinted(colour, 0.88), tinted(colour, 1.06))
    m.set(Base_Color=PRINTS[kind](m, plain, colour) if kind in PRINTS else plain)
    m.set(Roughness=0.9, Specular_IOR_Level=0.2, Sheen_Weight=SHEEN.get(kind, 0.12))
    folds = m.noise(1.5, 3, 0.45, stretch=(1.7, 1, 0.5))
    grain, depth = _grain(m, kind)
    m.bump(m.plus(folds, m.times(grain, depth)), strength=0.5, distance=0.22)
    return m


SHEEN = {"fleece": 0.35, "jersey": 0.25}


def _grain(m: Material, kind: str) -> tuple[Value, float]:
    """The small relief of a fabric, and its depth."""
    if kind == "fleece":
        return m.noise(38, 3, 0.6), 0.10
    if kind == "knit":
        return m.cells(42), 0.06
    if kind == "ribbed":
        return m.plus(m.times(_ribs(m), 0.75), m.times(m.cells(42), 0.4)), 0.11
    if kind == "jersey":
        return m.noise(60, 2, 0.6), 0.05
    if kind == "canvas":
        return m.noise(75, 2, 0.7), 0.05
    return m.noise(120, 1), 0.02


def _ribs(m: Material) -> Value:
    """Knitted ribs that run down the body."""
    split = m.node("ShaderNodeSeparateXYZ", Vector=m.position())
    around = m.plus(split.outputs[0], m.times(m.noise(1.2, 2, 0.4), 0.10))
    return m.math("ABSOLUTE", m.math("SINE", m.times(around, 52.0)))


def _gown(m: Material, plain: Value, colour: Colour) -> Value:
    """The small printed figures of hospital gowns."""
    flat = m.position(stretch=(1, 0, 1))
    dots = m.node("ShaderNodeTexVoronoi", Vector=flat, Scale=8.0, Randomness=0.0)
    few = m.ramp(dots.outputs["Distance"], 0.20, 0.15)
    return m.mix(few, plain, tinted(colour, 0.30, 0.48, 0.72))


PRINTS = {"gown": _gown}
