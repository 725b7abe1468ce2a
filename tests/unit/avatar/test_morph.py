"""Moving the mesh: directions of the head, lids on the eyeball, sparse blendshapes."""

from __future__ import annotations

import numpy as np

from avatar.renderers.morph import add_blendshapes, follow_head, keep_outside, rotation

AHEAD = np.array([0, 0, 1], np.float32)
UP = np.array([0, 1, 0], np.float32)
NO_BREATH = np.zeros(3, np.float32)


def test_the_head_turns_nods_and_tilts_as_the_rig_says() -> None:
    assert (rotation(0.2, 0, 0) @ AHEAD)[0] > 0.1  # the viewer's right is +x
    assert (rotation(0, 0.2, 0) @ AHEAD)[1] < -0.1
    assert (rotation(0, 0, 0.2) @ UP)[0] > 0.1


def test_what_does_not_follow_the_head_stays() -> None:
    points = np.array([[0, 8, 1], [0, 5, 1]], np.float32)
    follow = np.array([1, 0], np.float32)
    pivot = np.array([0, 6, 0], np.float32)
    follow_head(points, follow, rotation(0.3, 0, 0), pivot, NO_BREATH)
    assert points[0, 0] > 0.2
    assert points[1].tolist() == [0, 5, 1]


def test_breath_lifts_the_chest_more_than_the_head() -> None:
    points = np.zeros((2, 3), np.float32)
    follow = np.array([1, 0], np.float32)
    breath = np.array([0, 0.02, 0], np.float32)
    follow_head(points, follow, rotation(0, 0, 0), NO_BREATH, breath)
    assert 0 < points[0, 1] < points[1, 1]


def test_a_lid_inside_the_eyeball_is_pushed_onto_it_and_no_other_point() -> None:
    points = np.array([[0, 0.1, 0.5], [0, 0, 2], [0, 0, 0.5]], np.float32)
    keep_outside(points, np.array([0, 1], np.int32), np.zeros(3, np.float32), np.float32(1))
    assert np.isclose(np.linalg.norm(points[0]), 1, atol=1e-4)
    assert points[1].tolist() == [0, 0, 2]
    assert points[2].tolist() == [0, 0, 0.5]


def test_blendshapes_add_up_by_weight() -> None:
    rest = np.zeros((3, 3), np.float32)
    starts = np.array([0, 1, 3], np.int32)
    vertices = np.array([0, 0, 2], np.int32)
    deltas = np.array([[1, 0, 0], [0, 1, 0], [0, 0, 1]], np.float32)
    out = np.empty_like(rest)
    add_blendshapes(rest, starts, vertices, deltas, np.array([0.5, 0.25], np.float32), out)
    assert out.tolist() == [[0.5, 0.25, 0], [0, 0, 0], [0, 0, 0.25]]
