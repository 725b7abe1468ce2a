"""What an emotion or a cue may move: the 52 blendshapes, then tendencies of the whole person.

One vector holds them all, so that easing and blending are written once.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from avatar.rig import BLENDSHAPES

SHAPES = len(BLENDSHAPES)

TENDENCIES: dict[str, float] = {
    "pitch": 0.0,  # head, radians: down
    "roll": 0.0,  # head, radians
    "yaw": 0.0,  # head, radians: turned away (its side is drawn from the seed)
    "contact": 1.0,  # times the usual share of looking at the viewer
    "avert_down": 0.06,  # where the eyes go when they leave the viewer, radians
    "avert_aside": 0.26,
    "blinking": 1.0,  # times the usual rate
    "lids": 1.0,  # times the usual quickness of a blink
    "breathing": 1.0,  # times the usual rate
    "depth": 1.0,  # times the usual depth of a breath
    "moving": 1.0,  # times the usual motion of the head
    "restless": 1.0,  # times the usual rate of posture shifts and of glances
    "articulating": 1.0,  # times the usual size of mouth movements
    "nodding": 1.0,  # times the usual rate of listening nods
    "trembling": 0.0,
    "tears": 0.0,
    "blush": 0.0,
    "pallor": 0.0,
    "smileless": 0.0,  # 1 keeps speech from spreading the mouth like a smile
}

CHANNEL: dict[str, int] = {
    **{name: i for i, name in enumerate(BLENDSHAPES)},
    **{name: SHAPES + i for i, name in enumerate(TENDENCIES)},
}

CHANNELS = len(CHANNEL)


def usual() -> NDArray[np.float64]:
    """The resting face and the usual tendencies. Shape (CHANNELS,)."""
    return np.concatenate([np.zeros(SHAPES), np.array(list(TENDENCIES.values()))])
