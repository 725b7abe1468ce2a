"""The expressions that are rendered with all their folds; the live face is mixed from them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

Expression = Mapping[str, float]


def _both(name: str, amount: float) -> dict[str, float]:
    return {f"{name}Left": amount, f"{name}Right": amount}


@dataclass(frozen=True)
class Keyframe:
    """An expression, the part of the picture that is rendered for it, and the face regions in
    which the live face may use it."""

    expression: Expression
    crop: str
    regions: tuple[str, ...]


KEYFRAMES: dict[str, Keyframe] = {
    "neutral": Keyframe({}, "all", ()),
    "ah": Keyframe(
        {"jawOpen": 0.62, **_both("mouthLowerDown", 0.25), **_both("mouthUpperUp", 0.15)},
        "lower",
        ("mouth",),
    ),
    "ee": Keyframe(
        {
            "jawOpen": 0.16,
            **_both("mouthStretch", 0.45),
            **_both("mouthSmile", 0.25),
            **_both("mouthLowerDown", 0.4),
            **_both("mouthUpperUp", 0.35),
        },
        "lower",
        ("mouth",),
    ),
    "oo": Keyframe(
        {"jawOpen": 0.20, "mouthPucker": 0.75, "mouthFunnel": 0.45}, "lower", ("mouth",)
    ),
    "smile": Keyframe(
        {
            **_both("mouthSmile", 0.65),
            **_both("cheekSquint", 0.55),
            **_both("eyeSquint", 0.4),
            **_both("mouthDimple", 0.2),
        },
        "face",
        ("mouth", "eye_left", "eye_right"),
    ),
    "sad": Keyframe(
        {
            "browInnerUp": 0.9,
            **_both("browDown", 0.2),
            **_both("mouthFrown", 0.75),
            "mouthShrugLower": 0.45,
            **_both("eyeSquint", 0.25),
        },
        "face",
        ("mouth", "brow"),
    ),
    "anger": Keyframe(
        {
            **_both("browDown", 0.9),
            **_both("noseSneer", 0.45),
            **_both("eyeSquint", 0.45),
            **_both("mouthPress", 0.6),
            **_both("mouthFrown", 0.3),
        },
        "face",
        ("mouth", "brow", "eye_left", "eye_right"),
    ),
    "fear": Keyframe(
        {
            "browInnerUp": 0.8,
            **_both("browOuterUp", 0.45),
            **_both("eyeWide", 0.8),
            **_both("mouthStretch", 0.5),
        },
        "face",
        ("brow", "eye_left", "eye_right"),
    ),
    "blink": Keyframe(_both("eyeBlink", 1.0), "eyes", ("eye_left", "eye_right")),
}

OPEN_MOUTH: Expression = {
    "jawOpen": 0.75,
    **_both("mouthLowerDown", 0.9),
    **_both("mouthUpperUp", 0.9),
}
"""The mouth wide open, in which teeth and tongue are rendered."""
