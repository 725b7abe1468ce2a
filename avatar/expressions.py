"""What each emotion of a scenario does to a face.

Movements are named by their FACS action units (Ekman, Friesen & Hager 2002): fear 1+2+4+5+20+25,
sadness 1+4+15+17, anger 4+5+7+23+24, felt smile 6+12. Patients on a call do not pose, so most
emotions are small, lopsided, and partly hidden: pressed lips (24), a chin boss (17), lids. Part of
a movement comes only from a certain intensity on (``beyond``), so that a stronger feeling is
another face, not the same one enlarged.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from avatar.channels import CHANNEL, CHANNELS, SHAPES, usual
from avatar.visemes import sides

Sided = float | tuple[float, float]
"""One weight for both sides, or (left, right) of the patient."""


@dataclass(frozen=True, slots=True)
class Expression:
    """One emotion. ``face`` grows from the start, ``beyond`` from the intensity ``turn`` on."""

    face: dict[str, Sided]
    beyond: dict[str, Sided] = field(default_factory=dict)
    tendencies: dict[str, float] = field(default_factory=dict)
    turn: float = 0.5
    speed: float = 1.0
    """Times the usual quickness of coming."""


EXPRESSIONS: dict[str, Expression] = {
    "neutral": Expression({}, tendencies={"contact": 1.0}),
    "warm": Expression(
        {"mouthSmile": (0.34, 0.30), "cheekSquint": 0.26, "eyeSquint": 0.12, "browInnerUp": 0.08},
        {"mouthSmile": (0.22, 0.24), "cheekSquint": 0.28, "eyeSquint": 0.14, "mouthDimple": 0.08},
        {"roll": 0.035, "contact": 1.12, "nodding": 1.5},
    ),
    "wry": Expression(
        {"mouthSmile": (0.40, 0.12), "mouthDimple": (0.22, 0.08), "browOuterUp": (0.30, 0.06),
         "eyeSquint": (0.10, 0.16), "cheekSquint": (0.18, 0.06), "mouthLeft": 0.08},
        {"mouthPress": 0.14, "mouthSmile": (0.16, 0.04)},
        {"roll": -0.05, "contact": 1.0, "avert_aside": 0.30, "nodding": 0.8},
        speed=1.2,
    ),
    "hurried": Expression(
        {"browDown": (0.16, 0.20), "mouthPress": (0.16, 0.20), "browInnerUp": 0.10,
         "eyeWide": 0.08},
        {"mouthStretch": (0.10, 0.14), "mouthRollLower": 0.12},
        {"contact": 0.72, "avert_aside": 0.36, "avert_down": 0.10, "blinking": 1.4,
         "breathing": 1.25, "moving": 1.6, "restless": 2.2, "nodding": 1.6, "articulating": 1.05,
         "pitch": -0.01},
        speed=1.3,
    ),
    "wary": Expression(
        {"browDown": (0.20, 0.30), "eyeSquint": (0.30, 0.24), "mouthPress": (0.24, 0.18),
         "browOuterUp": (0.10, 0.0)},
        {"mouthRollLower": 0.15, "mouthDimple": (0.04, 0.14), "mouthShrugLower": 0.12},
        {"pitch": 0.02, "yaw": 0.06, "contact": 1.05, "blinking": 0.75, "moving": 0.7,
         "nodding": 0.35, "smileless": 0.6},
    ),
    "fear": Expression(
        {"browInnerUp": 0.60, "browOuterUp": 0.18, "browDown": (0.16, 0.20), "eyeWide": 0.36,
         "mouthStretch": (0.16, 0.20), "mouthPress": 0.08},
        {"eyeWide": 0.36, "mouthStretch": (0.24, 0.28), "jawOpen": 0.05, "browOuterUp": 0.14,
         "mouthLowerDown": 0.06, "browInnerUp": 0.20},
        {"pitch": -0.025, "contact": 0.95, "blinking": 1.3, "lids": 1.15, "breathing": 1.5,
         "depth": 0.85, "moving": 1.15, "restless": 1.6, "trembling": 0.45, "pallor": 0.45,
         "nodding": 0.5, "articulating": 0.92, "smileless": 0.8},
        speed=1.4,
    ),
    "shock": Expression(
        {"browInnerUp": 0.42, "browOuterUp": 0.34, "eyeWide": 0.48, "jawOpen": 0.05},
        {"jawOpen": 0.09, "eyeWide": 0.28, "browInnerUp": 0.22, "mouthLowerDown": 0.05},
        {"pitch": -0.035, "contact": 1.25, "blinking": 0.4, "breathing": 1.2, "depth": 0.45,
         "moving": 0.35, "restless": 0.25, "trembling": 0.15, "pallor": 0.75, "nodding": 0.05,
         "articulating": 0.75, "smileless": 0.9},
        speed=2.4,
    ),
    "numb": Expression(
        {"eyeBlink": 0.12, "mouthFrown": 0.10, "browInnerUp": 0.12, "jawOpen": 0.02},
        {"eyeBlink": 0.05, "mouthFrown": 0.08},
        {"pitch": 0.05, "contact": 0.55, "avert_down": 0.20, "avert_aside": 0.14,
         "blinking": 0.55, "lids": 0.7, "breathing": 0.85, "depth": 0.7, "moving": 0.4,
         "restless": 0.2, "pallor": 0.5, "nodding": 0.15, "articulating": 0.68,
         "smileless": 0.9},
        speed=0.7,
    ),
    "sadness": Expression(
        {"browInnerUp": 0.62, "browDown": (0.12, 0.16), "mouthFrown": (0.34, 0.28),
         "mouthShrugLower": 0.20, "eyeSquint": 0.12, "eyeBlink": 0.08},
        {"mouthFrown": (0.22, 0.26), "mouthShrugLower": 0.26, "browInnerUp": 0.22,
         "cheekSquint": 0.18, "mouthPress": 0.20, "mouthRollLower": 0.14, "eyeSquint": 0.14},
        {"pitch": 0.06, "roll": 0.03, "contact": 0.6, "avert_down": 0.28, "avert_aside": 0.18,
         "blinking": 1.15, "lids": 0.8, "breathing": 0.95, "depth": 1.2, "moving": 0.7,
         "restless": 0.6, "tears": 0.75, "blush": 0.18, "trembling": 0.2, "nodding": 0.5,
         "articulating": 0.78, "smileless": 0.9},
        speed=0.75,
    ),
    "anger": Expression(
        {"browDown": (0.52, 0.46), "eyeSquint": 0.30, "mouthPress": (0.30, 0.36),
         "noseSneer": (0.10, 0.14)},
        {"browDown": 0.30, "noseSneer": (0.18, 0.24), "eyeWide": 0.18, "mouthRollUpper": 0.14,
         "mouthFrown": 0.16, "jawForward": 0.16, "mouthUpperUp": (0.02, 0.08)},
        {"pitch": 0.03, "contact": 1.25, "blinking": 0.7, "lids": 1.15, "breathing": 1.35,
         "depth": 1.3, "moving": 1.4, "restless": 0.9, "blush": 0.45, "nodding": 0.15,
         "articulating": 1.16, "smileless": 1.0},
        speed=1.4,
    ),
    "shame": Expression(
        {"mouthPress": (0.26, 0.32), "mouthRollLower": 0.22, "browInnerUp": 0.30,
         "eyeBlink": 0.12, "mouthShrugLower": 0.14, "mouthDimple": (0.08, 0.04)},
        {"mouthRollUpper": 0.16, "mouthFrown": (0.16, 0.22), "browDown": 0.14, "eyeSquint": 0.14},
        {"pitch": 0.10, "yaw": 0.09, "roll": 0.02, "contact": 0.32, "avert_down": 0.38,
         "avert_aside": 0.20, "blinking": 1.5, "moving": 0.8, "restless": 1.4, "blush": 0.8,
         "tears": 0.15, "nodding": 0.3, "articulating": 0.74, "smileless": 0.7},
    ),
    "guarded_hope": Expression(
        {"browInnerUp": 0.36, "browOuterUp": 0.10, "eyeWide": 0.14, "mouthSmile": (0.10, 0.07),
         "mouthPress": 0.12},
        {"mouthSmile": (0.14, 0.12), "browInnerUp": 0.16, "cheekSquint": 0.10},
        {"pitch": -0.01, "roll": 0.02, "contact": 1.2, "breathing": 1.08, "nodding": 1.3,
         "moving": 0.9},
    ),
    "relief": Expression(
        {"mouthSmile": (0.22, 0.26), "cheekSquint": 0.18, "browInnerUp": 0.20, "eyeBlink": 0.08,
         "jawOpen": 0.02},
        {"mouthSmile": (0.22, 0.20), "cheekSquint": 0.20, "eyeSquint": 0.14, "browInnerUp": 0.12},
        {"pitch": 0.02, "roll": 0.03, "contact": 1.0, "blinking": 1.2, "breathing": 0.85,
         "depth": 1.5, "moving": 1.1, "tears": 0.25, "nodding": 1.6},
        speed=0.8,
    ),
    "withdrawn": Expression(
        {"eyeBlink": 0.14, "mouthPress": (0.22, 0.18), "mouthFrown": 0.12, "browDown": 0.10},
        {"mouthRollLower": 0.14, "mouthShrugLower": 0.14, "eyeBlink": 0.06},
        {"pitch": 0.05, "yaw": 0.13, "contact": 0.42, "avert_down": 0.20, "avert_aside": 0.34,
         "blinking": 0.85, "breathing": 0.9, "depth": 0.8, "moving": 0.5, "restless": 0.6,
         "nodding": 0.15, "articulating": 0.66, "smileless": 0.9},
    ),
    "tired": Expression(
        {"eyeBlink": 0.22, "browInnerUp": 0.16, "mouthFrown": 0.10},
        {"eyeBlink": 0.10, "jawOpen": 0.02, "browInnerUp": 0.10, "mouthFrown": 0.06},
        {"pitch": 0.04, "roll": 0.05, "contact": 0.78, "avert_down": 0.22, "blinking": 1.35,
         "lids": 0.62, "breathing": 0.85, "depth": 1.25, "moving": 0.6, "restless": 0.7,
         "nodding": 0.7, "articulating": 0.72},
        speed=0.6,
    ),
    "confused": Expression(
        {"browDown": (0.34, 0.20), "browInnerUp": 0.24, "browOuterUp": (0.0, 0.20),
         "eyeSquint": (0.22, 0.16), "mouthPucker": 0.06, "mouthShrugUpper": 0.08},
        {"browDown": (0.16, 0.06), "mouthRight": 0.10, "jawOpen": 0.02, "browOuterUp": (0, 0.12)},
        {"roll": -0.07, "pitch": -0.01, "contact": 0.9, "avert_down": -0.02, "blinking": 1.2,
         "nodding": 0.15, "moving": 1.0},
    ),
    "pain": Expression(
        {"browDown": (0.40, 0.46), "eyeSquint": 0.36, "cheekSquint": 0.32, "browInnerUp": 0.16,
         "noseSneer": (0.12, 0.16), "mouthPress": 0.20},
        {"eyeBlink": 0.30, "cheekSquint": 0.30, "noseSneer": 0.22, "mouthStretch": (0.24, 0.30),
         "mouthUpperUp": 0.14, "browDown": 0.24},
        {"pitch": 0.05, "yaw": 0.03, "contact": 0.5, "avert_down": 0.26, "blinking": 1.3,
         "breathing": 1.4, "depth": 0.6, "moving": 0.8, "restless": 2.0, "pallor": 0.45,
         "trembling": 0.15, "nodding": 0.15, "articulating": 0.72, "smileless": 0.8},
        speed=1.6,
    ),
}  # fmt: skip

EMOTIONS: tuple[str, ...] = tuple(EXPRESSIONS)


def expression(emotion: str) -> Expression:
    """The expression of an emotion. Raises ValueError for one that no face here knows."""
    try:
        return EXPRESSIONS[emotion]
    except KeyError:
        known = ", ".join(EMOTIONS)
        raise ValueError(f"emotion {emotion!r} is not known; use one of: {known}") from None


def target(emotion: str, intensity: float, strength: float = 1.0) -> NDArray[np.float64]:
    """What an emotion leads to at an intensity from 0 to 1. Shape (CHANNELS,). ``strength``
    scales the face of a person who shows more or less than others."""
    how = expression(emotion)
    intensity = min(max(intensity, 0.0), 1.0)
    goal = usual()
    # The first third of the intensity already shows most of the early movements.
    early = intensity**0.75
    late = max(0.0, (intensity - how.turn) / (1.0 - how.turn))
    for movements, grown in ((how.face, early), (how.beyond, late)):
        for name, weight in movements.items():
            indices = sides(name)
            pair = weight if isinstance(weight, tuple) else (weight, weight)
            for index, one in zip(indices, pair, strict=False):
                goal[index] += one * grown * strength
    for name, value in how.tendencies.items():
        index = CHANNEL[name]
        goal[index] += (value - goal[index]) * early
    np.clip(goal[:SHAPES], 0.0, 1.0, out=goal[:SHAPES])
    assert goal.shape == (CHANNELS,)
    return goal
