"""The description of a patient's look: what the studio builds from. Colours are linear RGB."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Colour = tuple[float, float, float]


@dataclass(frozen=True)
class Skin:
    """Tone and what age and life have done to it; strengths run from 0 to 1."""

    tone: Colour
    lips: Colour = (0.82, 0.52, 0.50)
    """Multiplies the tone."""
    rosy: float = 0.6
    spots: float = 0.25
    under_eye: float = 0.4
    wrinkles: float = 0.5
    stubble: float = 0.0
    lip_colour: float = 0.75


@dataclass(frozen=True)
class Brows:
    """Eyebrows: hairs a side, their spread across the brow and the lift against the bone."""

    colour: Colour
    hairs: int = 260
    thickness: float = 1.0
    lift: float = 0.0
    radius: float = 0.0019


@dataclass(frozen=True)
class Hair:
    """Hair on the head."""

    style: str
    """One of hair.STYLES."""
    colour: Colour
    gray_colour: Colour = (0.42, 0.40, 0.38)
    gray: float = 0.1
    """Share of gray strands everywhere."""
    gray_at_part: float = 0.0
    """Share of gray strands at the part, and the same at the temples."""
    gray_at_temples: float = 0.0
    part: float = 0.22
    """Where the hair parts, in decimetres to the person's left."""
    strands: int = 16000
    length: float = 1.0
    hairline: float = 0.0
    """Lifts (+) or lowers the hairline, in decimetres."""
    receding: float = 0.0
    radius: float = 0.0028
    curl: float = 0.0


@dataclass(frozen=True)
class Garment:
    """One layer of clothing on the shoulders."""

    colour: Colour
    fabric: str = "cotton"
    """cotton, knit or fleece."""
    loose: float = 0.07
    """Distance from the skin, in decimetres."""
    front: float = 5.55
    """Height of the neckline in front, at the sides and behind, on the base mesh."""
    back: float = 5.95
    v_depth: float = 0.0
    v_width: float = 0.5
    trim: Colour | None = None


@dataclass(frozen=True)
class Look:
    """All that makes one patient. ``shape`` are MakeHuman targets, ``rest`` ARKit shapes that are
    part of the resting face (negative weights undo what the base face does)."""

    id: str
    age: float
    male: float
    origins: Mapping[str, float]
    skin: Skin
    brows: Brows
    hair: Hair
    iris: Colour
    garments: tuple[Garment, ...]
    room: str
    weight: float = 0.5
    muscle: float = 0.5
    shape: Mapping[str, float] = field(default_factory=dict)
    rest: Mapping[str, float] = field(default_factory=dict)
    collar: str = ""
    extras: tuple[str, ...] = ()
    lashes: float = 0.7
    tooth: Colour = (0.72, 0.66, 0.55)
