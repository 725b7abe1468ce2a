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
    veins: float = 0.0
    """How full the veins at the sides of the neck stand."""
    freckles: float = 0.0
    """Warm freckles across nose, cheeks and forehead."""
    shine: float = 0.38
    """How much the surface mirrors: dark skin shows its form by this."""


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
    """One of hairstyles.GROWERS."""
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
    root_shade: float = 0.45
    """How far the scalp takes the hair's colour: more where the hair is cropped."""


@dataclass(frozen=True)
class Beard:
    """Hairs on chin, jaw and lip; they are baked into the moving skin, so they stay short."""

    colour: Colour
    hairs: int = 9000
    length: float = 0.05
    """In decimetres."""
    parts: tuple[str, ...] = ("beard", "moustache")
    dark: float = 0.0
    """Share of hairs of ``dark_colour``."""
    dark_colour: Colour = (0.02, 0.016, 0.013)
    radius: float = 0.0016
    curl: float = 0.3


@dataclass(frozen=True)
class Glasses:
    """A frame on the nose; a ``rim`` of 0 leaves bare lenses."""

    shape: str = "round"
    """One of glasses.SHAPES: round, oblong, heavy, half-moon."""
    colour: Colour = (0.55, 0.55, 0.57)
    metal: bool = True
    rim: float = 0.010
    """Half the thickness of the rim, in decimetres: 0.01 wire, 0.03 heavy plastic."""
    size: float = 1.0
    smear: float = 0.0


@dataclass(frozen=True)
class Garment:
    """One layer of clothing on the shoulders."""

    colour: Colour
    fabric: str = "cotton"
    """cotton, canvas, jersey, knit, ribbed, fleece or gown (see fabrics.py)."""
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
    glasses: Glasses | None = None
    beard: Beard | None = None
    headwear: str = ""
    """One of headwear.HEADWEAR."""
    lashes: float = 0.7
    tooth: Colour = (0.72, 0.66, 0.55)
