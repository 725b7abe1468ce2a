"""What a face can do: the state that an animator computes and a renderer draws.

Blendshapes are the 52 ARKit names (Apple, ARFaceAnchor.BlendShapeLocation), weights 0 to 1.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

BLENDSHAPES: tuple[str, ...] = (
    "browDownLeft", "browDownRight", "browInnerUp", "browOuterUpLeft", "browOuterUpRight",
    "cheekPuff", "cheekSquintLeft", "cheekSquintRight",
    "eyeBlinkLeft", "eyeBlinkRight", "eyeLookDownLeft", "eyeLookDownRight",
    "eyeLookInLeft", "eyeLookInRight", "eyeLookOutLeft", "eyeLookOutRight",
    "eyeLookUpLeft", "eyeLookUpRight", "eyeSquintLeft", "eyeSquintRight",
    "eyeWideLeft", "eyeWideRight",
    "jawForward", "jawLeft", "jawOpen", "jawRight",
    "mouthClose", "mouthDimpleLeft", "mouthDimpleRight", "mouthFrownLeft", "mouthFrownRight",
    "mouthFunnel", "mouthLeft", "mouthLowerDownLeft", "mouthLowerDownRight",
    "mouthPressLeft", "mouthPressRight", "mouthPucker", "mouthRight",
    "mouthRollLower", "mouthRollUpper", "mouthShrugLower", "mouthShrugUpper",
    "mouthSmileLeft", "mouthSmileRight", "mouthStretchLeft", "mouthStretchRight",
    "mouthUpperUpLeft", "mouthUpperUpRight", "noseSneerLeft", "noseSneerRight",
    "tongueOut",
)  # fmt: skip

INDEX: dict[str, int] = {name: i for i, name in enumerate(BLENDSHAPES)}

FRAME_RATE = 25
"""Frames a second of every face that is sent."""

FRAME_SIZE = 512
"""Width and height of a face, in pixels."""


def no_blendshapes() -> NDArray[np.float32]:
    """52 zeros: the resting face."""
    return np.zeros(len(BLENDSHAPES), np.float32)


@dataclass(frozen=True, slots=True)
class HeadPose:
    """Rotation of the head in radians. Yaw > 0 turns to the viewer's right, pitch > 0 nods down,
    roll > 0 tilts toward the viewer's right shoulder."""

    yaw: float = 0.0
    pitch: float = 0.0
    roll: float = 0.0


@dataclass(frozen=True, slots=True)
class Gaze:
    """Direction of both eyes relative to the head, in radians. Yaw > 0 looks to the viewer's
    right, pitch > 0 looks down. (0, 0) looks straight ahead; the lids follow in the renderer's
    blendshapes, set by the animator."""

    yaw: float = 0.0
    pitch: float = 0.0


@dataclass(frozen=True, slots=True)
class FaceState:
    """A face at one instant. All scalars run from 0 to 1 unless said otherwise."""

    blendshapes: NDArray[np.float32] = field(default_factory=no_blendshapes)
    """Shape (52,), in the order of BLENDSHAPES."""
    head: HeadPose = HeadPose()
    gaze: Gaze = Gaze()
    breath: float = 0.0
    """-1 (breathed out) to 1 (breathed in): moves shoulders and head."""
    tears: float = 0.0
    blush: float = 0.0
    pallor: float = 0.0

    def weight(self, name: str) -> float:
        """The weight of one blendshape."""
        return float(self.blendshapes[INDEX[name]])
