"""Nonverbal cues: short movements that a line or the course of the talk asks for.

A cue is a table of channels over time, made once. Some also turn the eyes (``Glance``) or shift
the body; those are led by ``gaze`` and ``idle``. A cue's lips give way to speech like an
emotion's. A hand is not part of the rig: "covers_mouth" is what the face does behind it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache

import numpy as np
from numpy.typing import NDArray

from avatar.channels import SHAPES
from avatar.easing import pulse_array
from avatar.visemes import sides

Curve = NDArray[np.float64]

PITCH, YAW, ROLL, BREATH, BREATH_RULES, TEARS = range(SHAPES, SHAPES + 6)
CUE_CHANNELS = SHAPES + 6
"""Blendshapes; head rotation in radians; lungs (-1 to 1) and how much the cue rules them; tears."""

_RATE = 50


@dataclass(frozen=True, slots=True)
class Glance:
    """Where the eyes go with a cue, in radians; the side is drawn where ``either_side``."""

    yaw: float
    pitch: float
    seconds: float
    either_side: bool = True
    unblinking: bool = False


@dataclass(frozen=True, slots=True)
class Cue:
    """A movement of the face of ``seconds`` length."""

    seconds: float
    face: Callable[[Curve], dict[str, Curve]]
    glance: Glance | None = None
    shifts: bool = False
    """The whole body moves."""
    lopsided: dict[str, float] = field(default_factory=dict)
    """Weight of the left side of a shape, where it is not that of the right."""


def _nothing(t: Curve) -> dict[str, Curve]:
    return {}


def _looks_away(t: Curve) -> dict[str, Curve]:
    shift = pulse_array(t, 0.35, 1.6, 0.3, 0.8)
    return {"mouthPress": 0.14 * shift, "browInnerUp": 0.08 * shift}


def _looks_at_clock(t: Curve) -> dict[str, Curve]:
    return {"browOuterUp": 0.12 * pulse_array(t, 0.3, 0.8, 0.25, 0.4)}


def _breath_in(t: Curve) -> dict[str, Curve]:
    parted = pulse_array(t, 0.45, 0.9, 0.4, 0.6)
    return {
        "breath": -0.2 + 1.2 * pulse_array(t, 0.95, 1.15, 0.85, 1.1),
        "rules": pulse_array(t, 0.15, 1.6, 0.2, 0.7),
        "jawOpen": 0.07 * parted,
        "mouthFunnel": 0.06 * parted,
        "browInnerUp": 0.10 * parted,
        "pitch": -0.03 * pulse_array(t, 0.9, 1.1, 0.8, 0.9),
    }


def _breath_out(t: Curve) -> dict[str, Curve]:
    blow = pulse_array(t, 0.95, 1.45, 0.3, 0.7)
    return {
        "breath": pulse_array(t, 0.55, 0.6, 0.5, 1.2) * 1.3 - 0.6 * pulse_array(t, 1.8, 2.0, 1, 1),
        "rules": pulse_array(t, 0.15, 2.0, 0.2, 0.9),
        "jawOpen": 0.06 * blow,
        "mouthFunnel": 0.22 * blow,
        "cheekPuff": 0.12 * blow,
        "eyeBlink": 0.22 * blow,
        "pitch": 0.045 * pulse_array(t, 1.6, 1.9, 0.9, 0.9),
    }


def _swallow(t: Curve) -> dict[str, Curve]:
    press = pulse_array(t, 0.25, 0.55, 0.22, 0.35)
    lift = pulse_array(t, 0.42, 0.50, 0.18, 0.25)
    return {
        "mouthPress": 0.34 * press,
        "mouthRollLower": 0.18 * press,
        "mouthShrugLower": 0.30 * lift,
        "mouthFrown": 0.12 * lift,
        "eyeBlink": 0.12 * press,
        "pitch": -0.022 * lift + 0.014 * pulse_array(t, 0.75, 0.8, 0.15, 0.3),
    }


def _lips_pressed(t: Curve) -> dict[str, Curve]:
    press = pulse_array(t, 0.4, 1.4, 0.35, 0.5)
    return {
        "mouthPress": 0.55 * press,
        "mouthFrown": 0.20 * press,
        "mouthRollLower": 0.50 * press,
        "mouthRollUpper": 0.42 * press,
        "mouthShrugLower": 0.16 * press,
        "mouthDimple": 0.12 * press,
    }


def _voice_thins(t: Curve) -> dict[str, Curve]:
    held = pulse_array(t, 0.5, 1.9, 0.45, 0.9)
    # A chin trembles at about six a second, never evenly.
    tremble = np.sin(37.0 * t) * (0.6 + 0.4 * np.sin(9.1 * t + 1.0))
    return {
        "browInnerUp": 0.42 * held,
        "browDown": 0.10 * held,
        "mouthShrugLower": held * (0.34 + 0.09 * tremble),
        "mouthFrown": held * (0.20 + 0.05 * tremble),
        "mouthStretch": 0.12 * held,
        "eyeSquint": 0.16 * held,
        "tears": 0.25 * held,
        "pitch": 0.02 * held,
    }


def _short_laugh(t: Curve) -> dict[str, Curve]:
    grin = pulse_array(t, 0.25, 0.8, 0.22, 0.8)
    bursts = pulse_array(t, 0.1, 0.75, 0.1, 0.3) * np.maximum(np.sin(2 * np.pi * 4.6 * t), 0.0)
    return {
        "mouthSmile": 0.48 * grin,
        "cheekSquint": 0.42 * grin,
        "eyeSquint": 0.22 * grin,
        "jawOpen": 0.05 * grin + 0.06 * bursts,
        "mouthUpperUp": 0.10 * grin,
        "noseSneer": 0.08 * bursts,
        "breath": 0.4 * grin - 0.7 * bursts,
        "rules": 0.8 * grin,
        "pitch": 0.028 * bursts - 0.02 * grin,
    }


def _eyes_wet(t: Curve) -> dict[str, Curve]:
    held = pulse_array(t, 0.8, 2.6, 0.8, 1.4)
    return {
        "tears": 0.70 * pulse_array(t, 5.0, 11.0, 5.0, 18.0),
        "browInnerUp": 0.30 * held,
        "eyeSquint": 0.20 * held,
        "mouthShrugLower": 0.16 * held,
        "mouthPress": 0.16 * held,
        "eyeBlink": 0.10 * held,
    }


def _shifts_seat(t: Curve) -> dict[str, Curve]:
    effort = pulse_array(t, 0.4, 0.9, 0.35, 0.6)
    sway = np.sin(np.pi * np.clip(t / 1.6, 0, 1)) ** 2
    return {
        "mouthPress": 0.26 * effort,
        "browDown": 0.16 * effort,
        "eyeSquint": 0.14 * effort,
        "roll": 0.05 * sway,
        "pitch": 0.035 * np.sin(2 * np.pi * np.clip(t / 1.6, 0, 1)) * sway,
        "breath": 0.5 * effort,
        "rules": 0.6 * effort,
    }


def _covers_mouth(t: Curve) -> dict[str, Curve]:
    held = pulse_array(t, 0.5, 2.6, 0.4, 0.9)
    return {
        "mouthPress": 0.34 * held,
        "mouthFrown": 0.45 * held,
        "mouthRollLower": 0.55 * held,
        "mouthRollUpper": 0.50 * held,
        "mouthShrugLower": 0.30 * held,
        "browInnerUp": 0.40 * held,
        "eyeSquint": 0.30 * held,
        "eyeBlink": 0.30 * pulse_array(t, 0.8, 1.9, 0.5, 0.8),
        "pitch": 0.10 * held,
        "yaw": 0.05 * held,
    }


def _half_smile(t: Curve) -> dict[str, Curve]:
    held = pulse_array(t, 0.5, 1.4, 0.45, 1.0)
    return {
        "mouthSmile": 0.38 * held,
        "mouthDimple": 0.16 * held,
        "cheekSquint": 0.20 * held,
        "eyeSquint": 0.08 * held,
    }


def _stares(t: Curve) -> dict[str, Curve]:
    held = pulse_array(t, 0.4, 3.2, 0.3, 0.9)
    return {"eyeWide": 0.16 * held, "jawOpen": 0.02 * held}


def _nods(t: Curve) -> dict[str, Curve]:
    # Two or three dips, each smaller and slower than the last.
    swing = 0.5 - 0.5 * np.cos(2 * np.pi * np.clip(2.35 * t - 0.25 * t * t, 0.0, 3.0))
    return {"pitch": 0.085 * swing * np.exp(-0.85 * t)}


def _shakes_head(t: Curve) -> dict[str, Curve]:
    swing = np.sin(2 * np.pi * 1.45 * t) * pulse_array(t, 0.3, 1.0, 0.3, 0.8)
    held = pulse_array(t, 0.3, 1.0, 0.3, 0.7)
    return {"yaw": 0.085 * swing, "mouthPress": 0.14 * held, "browInnerUp": 0.10 * held}


CUES: dict[str, Cue] = {
    "looks_away": Cue(2.6, _looks_away, Glance(0.34, 0.10, 1.9)),
    "looks_at_clock": Cue(1.8, _looks_at_clock, Glance(0.30, 0.22, 0.9, either_side=False)),
    "breath_in": Cue(2.4, _breath_in),
    "breath_out": Cue(3.2, _breath_out),
    "swallow": Cue(1.2, _swallow),
    "lips_pressed": Cue(2.0, _lips_pressed),
    "voice_thins": Cue(2.9, _voice_thins),
    "short_laugh": Cue(1.8, _short_laugh),
    "eyes_wet": Cue(30.0, _eyes_wet, Glance(0.10, 0.22, 1.2)),
    "shifts_seat": Cue(1.8, _shifts_seat, shifts=True),
    "covers_mouth": Cue(3.6, _covers_mouth, Glance(0.16, 0.30, 2.4)),
    "half_smile": Cue(2.6, _half_smile, lopsided={"mouthSmile": 0.35, "mouthDimple": 0.3}),
    "stares": Cue(4.2, _stares, Glance(0.0, 0.01, 3.6, unblinking=True)),
    "nods": Cue(1.5, _nods),
    "shakes_head": Cue(2.0, _shakes_head),
}

_BODY = {
    "pitch": PITCH, "yaw": YAW, "roll": ROLL, "breath": BREATH, "rules": BREATH_RULES,
    "tears": TEARS,
}  # fmt: skip


def cue(name: str) -> Cue:
    """A cue by its name. Raises ValueError for one that no face here knows."""
    try:
        return CUES[name]
    except KeyError:
        raise ValueError(f"cue {name!r} is not known; use one of: {', '.join(CUES)}") from None


@cache
def _table(name: str, mirrored: bool) -> NDArray[np.float64]:
    """Shape (frames, CUE_CHANNELS), at _RATE; the last row is zero."""
    how = cue(name)
    t = np.arange(0.0, how.seconds + 1.0 / _RATE, 1.0 / _RATE)
    table = np.zeros((len(t) + 1, CUE_CHANNELS))
    for key, curve in how.face(t).items():
        if key in _BODY:
            flip = -1.0 if mirrored and key in ("yaw", "roll") else 1.0
            table[:-1, _BODY[key]] = flip * curve
            continue
        left_weight = how.lopsided.get(key, 1.0)
        weights = (1.0, left_weight) if mirrored else (left_weight, 1.0)
        for index, weight in zip(sides(key), weights, strict=False):
            table[:-1, index] = weight * curve
    # Whatever a curve has left at its end is let go smoothly.
    table[:-1] *= pulse_array(t, 0.0, how.seconds - 0.3, 0.01, 0.3)[:, None]
    return table


def at(name: str, age: float, mirrored: bool) -> NDArray[np.float64] | None:
    """The cue ``age`` seconds after its start: shape (CUE_CHANNELS,), or None when it is over."""
    if age <= 0.0:
        return None
    table = _table(name, mirrored)
    x = age * _RATE
    i = int(x)
    if i + 1 >= len(table):
        return None
    row: NDArray[np.float64] = table[i] + (table[i + 1] - table[i]) * (x - i)
    return row
