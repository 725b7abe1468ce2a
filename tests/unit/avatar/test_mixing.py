"""Mixtures of keyframes: linear along each, never negative, never more than all."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from avatar.renderers.mixing import mixture

SHAPES = np.eye(3, 52, dtype=np.float32)
"""Three blendshapes that move the skin in three independent directions."""
KEYS = np.array([[0.6, 0.2, 0.0], [0.0, 0.5, 0.5]], np.float32)


def mixed(first: float, second: float, third: float) -> NDArray[np.float32]:
    asked = np.zeros(52, np.float32)
    asked[:3] = first, second, third
    displacement = KEYS @ SHAPES
    out = np.zeros((1, len(KEYS)), np.float32)
    mixture((displacement @ displacement.T)[None], displacement[None], asked, out)
    return out[0]


def test_a_share_of_a_keyframe_gives_that_share() -> None:
    for share in (0.0, 0.25, 0.5, 1.0):
        assert np.allclose(mixed(*(share * KEYS[0])), [share, 0], atol=1e-3)


def test_two_keyframes_at_once_are_both_found() -> None:
    assert np.allclose(mixed(*(0.3 * KEYS[0] + 0.5 * KEYS[1])), [0.3, 0.5], atol=1e-3)


def test_weights_are_never_negative() -> None:
    assert (mixed(-0.5, 0.0, 0.4) >= 0).all()


def test_weights_never_sum_to_more_than_one() -> None:
    assert mixed(2.0, 2.0, 2.0).sum() <= 1.0001
