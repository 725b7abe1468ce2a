"""The learner's picture: the latest, and only that."""

from __future__ import annotations

import av
import numpy as np

from app.call.media.camera import Camera


def test_only_the_latest_frame_is_kept_whatever_its_size() -> None:
    camera = Camera()
    assert camera.latest() is None
    for number, (width, height) in enumerate([(160, 120), (322, 242)], start=1):
        levels = np.full((height * 3 // 2, width), 100 + number, np.uint8)
        camera.add(number * 0.1, av.VideoFrame.from_ndarray(levels, format="yuv420p"))
    latest = camera.latest()
    assert latest is not None
    assert (latest.number, latest.t) == (2, 0.2)
    assert latest.gray().shape == (242, 322)
    assert set(latest.gray().ravel()) == {102}
    assert latest.rgb().shape == (242, 322, 3)
    camera.clear()
    assert camera.latest() is None
