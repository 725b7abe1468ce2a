from __future__ import annotations

import numpy as np

from avatar.renderers import Silhouette
from avatar.rig import INDEX, FaceState, HeadPose, no_blendshapes


def drawn(face: FaceState) -> np.ndarray:
    return Silhouette().render(face).astype(int)


def test_a_figure_stands_in_the_room() -> None:
    figure = Silhouette()
    room = figure.render_room()
    assert room.shape == (figure.size, figure.size, 3)
    assert room.dtype == np.uint8
    assert np.abs(drawn(FaceState()) - room).mean() > 5


def test_it_speaks_and_turns() -> None:
    jaw = no_blendshapes()
    jaw[INDEX["jawOpen"]] = 0.6
    assert np.abs(drawn(FaceState(blendshapes=jaw)) - drawn(FaceState())).max() > 60
    turned = np.abs(drawn(FaceState(head=HeadPose(yaw=0.5))) - drawn(FaceState())).max(axis=2)
    assert turned.any()


def test_the_room_is_not_drawn_over() -> None:
    figure = Silhouette()
    before = figure.render_room().copy()
    figure.render(FaceState())
    assert np.array_equal(figure.render_room(), before)
