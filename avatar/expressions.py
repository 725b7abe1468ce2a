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
        {"mouthSmile": (0.39, 0.34), "cheekSquint": 0.31, "eyeSquint": 0.14, "browInnerUp": 0.10},
        {"mouthSmile": (0.25, 0.28), "cheekSquint": 0.34, "eyeSquint": 0.17, "mouthDimple": 0.10},
        {"roll": 0.035, "contact": 1.12, "nodding": 1.5},
    ),
    "wry": Expression(
        {"mouthSmile": (0.46, 0.14), "mouthDimple": (0.26, 0.10), "browOuterUp": (0.38, 0.07),
         "eyeSquint": (0.12, 0.19), "cheekSquint": (0.22, 0.07), "mouthLeft": 0.08},
        {"mouthPress": 0.18, "mouthSmile": (0.18, 0.05)},
        {"roll": -0.05, "contact": 1.0, "avert_aside": 0.30, "nodding": 0.8},
        speed=1.2,
    ),
    "hurried": Expression(
        {"browDown": (0.23, 0.29), "mouthPress": (0.21, 0.26), "browInnerUp": 0.12,
         "eyeWide": 0.09},
        {"mouthStretch": (0.11, 0.16), "mouthRollLower": 0.14},
        {"contact": 0.72, "avert_aside": 0.36, "avert_down": 0.10, "blinking": 1.4,
         "breathing": 1.25, "moving": 1.6, "restless": 2.2, "nodding": 1.6, "articulating": 1.05,
         "pitch": -0.01},
        speed=1.3,
    ),
    "wary": Expression(
        {"browDown": (0.29, 0.43), "eyeSquint": (0.36, 0.29), "mouthPress": (0.31, 0.23),
         "browOuterUp": (0.12, 0.00)},
        {"mouthRollLower": 0.18, "mouthDimple": (0.05, 0.17), "mouthShrugLower": 0.15},
        {"pitch": 0.02, "yaw": 0.06, "contact": 1.05, "blinking": 0.75, "moving": 0.7,
         "nodding": 0.35, "smileless": 0.6},
    ),
    "fear": Expression(
        {"browInnerUp": 0.72, "browOuterUp": 0.22, "browDown": (0.23, 0.29), "eyeWide": 0.40,
         "mouthStretch": (0.18, 0.23), "mouthPress": 0.10},
        {"eyeWide": 0.40, "mouthStretch": (0.28, 0.32), "jawOpen": 0.05, "browOuterUp": 0.18,
         "mouthLowerDown": 0.06, "browInnerUp": 0.24},
        {"pitch": -0.025, "contact": 0.95, "blinking": 1.3, "lids": 1.15, "breathing": 1.5,
         "depth": 0.85, "moving": 1.15, "restless": 1.6, "trembling": 0.45, "pallor": 0.45,
         "nodding": 0.5, "articulating": 0.92, "smileless": 0.8},
        speed=1.4,
    ),
    "shock": Expression(
        {"browInnerUp": 0.50, "browOuterUp": 0.43, "eyeWide": 0.53, "jawOpen": 0.05},
        {"jawOpen": 0.09, "eyeWide": 0.31, "browInnerUp": 0.26, "mouthLowerDown": 0.05},
        {"pitch": -0.035, "contact": 1.25, "blinking": 0.4, "breathing": 1.2, "depth": 0.45,
         "moving": 0.35, "restless": 0.25, "trembling": 0.15, "pallor": 0.60, "nodding": 0.05,
         "articulating": 0.75, "smileless": 0.9},
        speed=2.4,
    ),
    "numb": Expression(
        {"eyeBlink": 0.07, "mouthFrown": 0.14, "browInnerUp": 0.14, "jawOpen": 0.02},
        {"eyeBlink": 0.03, "mouthFrown": 0.11},
        {"pitch": 0.05, "contact": 0.55, "avert_down": 0.20, "avert_aside": 0.14,
         "blinking": 0.55, "lids": 0.7, "breathing": 0.85, "depth": 0.7, "moving": 0.4,
         "restless": 0.2, "pallor": 0.5, "nodding": 0.15, "articulating": 0.68,
         "smileless": 0.9},
        speed=0.7,
    ),
    "sadness": Expression(
        {"browInnerUp": 0.74, "browDown": (0.17, 0.23), "mouthFrown": (0.46, 0.38),
         "mouthShrugLower": 0.25, "eyeSquint": 0.09, "eyeBlink": 0.02},
        {"mouthFrown": (0.30, 0.35), "mouthShrugLower": 0.33, "browInnerUp": 0.26,
         "cheekSquint": 0.22, "mouthPress": 0.26, "mouthRollLower": 0.17, "eyeSquint": 0.08},
        {"pitch": 0.06, "roll": 0.03, "contact": 0.6, "avert_down": 0.28, "avert_aside": 0.18,
         "blinking": 1.15, "lids": 0.8, "breathing": 0.95, "depth": 1.2, "moving": 0.7,
         "restless": 0.6, "tears": 0.75, "blush": 0.18, "trembling": 0.2, "nodding": 0.5,
         "articulating": 0.78, "smileless": 0.9},
        speed=0.75,
    ),
    "anger": Expression(
        {"browDown": (0.75, 0.67), "eyeSquint": 0.36, "mouthPress": (0.39, 0.47),
         "noseSneer": (0.16, 0.22)},
        {"browDown": 0.43, "noseSneer": (0.29, 0.38), "eyeWide": 0.20, "mouthRollUpper": 0.17,
         "mouthFrown": 0.22, "jawForward": 0.16, "mouthUpperUp": (0.02, 0.08)},
        {"pitch": 0.03, "contact": 1.25, "blinking": 0.7, "lids": 1.15, "breathing": 1.35,
         "depth": 1.3, "moving": 1.4, "restless": 0.9, "blush": 0.45, "nodding": 0.15,
         "articulating": 1.16, "smileless": 1.0},
        speed=1.4,
    ),
    "shame": Expression(
        {"mouthPress": (0.34, 0.42), "mouthRollLower": 0.26, "browInnerUp": 0.36,
         "eyeBlink": 0.07, "mouthShrugLower": 0.18, "mouthDimple": (0.10, 0.05)},
        {"mouthRollUpper": 0.19, "mouthFrown": (0.22, 0.30), "browDown": 0.20, "eyeSquint": 0.17},
        {"pitch": 0.10, "yaw": 0.09, "roll": 0.02, "contact": 0.32, "avert_down": 0.38,
         "avert_aside": 0.20, "blinking": 1.5, "moving": 0.8, "restless": 1.4, "blush": 0.8,
         "tears": 0.15, "nodding": 0.3, "articulating": 0.74, "smileless": 0.7},
    ),
    "guarded_hope": Expression(
        {"browInnerUp": 0.43, "browOuterUp": 0.12, "eyeWide": 0.15, "mouthSmile": (0.11, 0.08),
         "mouthPress": 0.16},
        {"mouthSmile": (0.16, 0.14), "browInnerUp": 0.19, "cheekSquint": 0.12},
        {"pitch": -0.01, "roll": 0.02, "contact": 1.2, "breathing": 1.08, "nodding": 1.3,
         "moving": 0.9},
    ),
    "relief": Expression(
        {"mouthSmile": (0.25, 0.30), "cheekSquint": 0.22, "browInnerUp": 0.24, "eyeBlink": 0.05,
         "jawOpen": 0.02},
        {"mouthSmile": (0.25, 0.23), "cheekSquint": 0.24, "eyeSquint": 0.17, "browInnerUp": 0.14},
        {"pitch": 0.02, "roll": 0.03, "contact": 1.0, "blinking": 1.2, "breathing": 0.85,
         "depth": 1.5, "moving": 1.1, "tears": 0.25, "nodding": 1.6},
        speed=0.8,
    ),
    "withdrawn": Expression(
        {"eyeBlink": 0.08, "mouthPress": (0.29, 0.23), "mouthFrown": 0.16, "browDown": 0.14},
        {"mouthRollLower": 0.17, "mouthShrugLower": 0.18, "eyeBlink": 0.04},
        {"pitch": 0.05, "yaw": 0.13, "contact": 0.42, "avert_down": 0.20, "avert_aside": 0.34,
         "blinking": 0.85, "breathing": 0.9, "depth": 0.8, "moving": 0.5, "restless": 0.6,
         "nodding": 0.15, "articulating": 0.66, "smileless": 0.9},
    ),
    "tired": Expression(
        {"eyeBlink": 0.13, "browInnerUp": 0.19, "mouthFrown": 0.14},
        {"eyeBlink": 0.06, "jawOpen": 0.02, "browInnerUp": 0.12, "mouthFrown": 0.08},
        {"pitch": 0.04, "roll": 0.05, "contact": 0.78, "avert_down": 0.22, "blinking": 1.35,
         "lids": 0.62, "breathing": 0.85, "depth": 1.25, "moving": 0.6, "restless": 0.7,
         "nodding": 0.7, "articulating": 0.72},
        speed=0.6,
    ),
    "confused": Expression(
        {"browDown": (0.49, 0.29), "browInnerUp": 0.29, "browOuterUp": (0.00, 0.25),
         "eyeSquint": (0.26, 0.19), "mouthPucker": 0.06, "mouthShrugUpper": 0.08},
        {"browDown": (0.23, 0.09), "mouthRight": 0.10, "jawOpen": 0.02, "browOuterUp": (0, 0.15)},
        {"roll": -0.07, "pitch": -0.01, "contact": 0.9, "avert_down": -0.02, "blinking": 1.2,
         "nodding": 0.15, "moving": 1.0},
    ),
    "pain": Expression(
        {"browDown": (0.58, 0.67), "eyeSquint": 0.43, "cheekSquint": 0.38, "browInnerUp": 0.19,
         "noseSneer": (0.19, 0.26), "mouthPress": 0.26},
        {"eyeBlink": 0.18, "cheekSquint": 0.36, "noseSneer": 0.35, "mouthStretch": (0.28, 0.34),
         "mouthUpperUp": 0.14, "browDown": 0.35},
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
    # A third of the intensity already shows half of the early movements.
    early = intensity**0.62
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
