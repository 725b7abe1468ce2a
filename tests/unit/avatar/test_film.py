"""A film holds every frame and all of the sound, and both end together."""

from __future__ import annotations

from pathlib import Path

import av
import numpy as np
import pytest
from numpy.typing import NDArray

from avatar.animator import Animator
from avatar.film import film
from avatar.rig import FaceState
from avatar.timing import TimedPhoneme


class JawMeter:
    """Draws how far the mouth is open as a grey value."""

    name = "jaw meter"
    size = 64

    def render(self, face: FaceState) -> NDArray[np.uint8]:
        level = int(40 + 200 * face.weight("jawOpen"))
        return np.full((self.size, self.size, 3), level, np.uint8)

    def render_room(self) -> NDArray[np.uint8]:
        return np.zeros((self.size, self.size, 3), np.uint8)


def test_a_film_shows_the_mouth_with_its_sound(tmp_path: Path) -> None:
    tone = (9000 * np.sin(np.arange(24_000) * 2 * np.pi * 220 / 48_000)).astype(np.int16)
    out = tmp_path / "ah.mp4"
    frames = film(
        JawMeter(), Animator(seed=1), tone, [TimedPhoneme("ɑ", 0.0, 0.5, 2)], out,
        lead_s=0.8, tail_s=0.7,
    )  # fmt: skip
    assert frames == 50
    with av.open(str(out)) as container:
        light = [f.to_ndarray(format="gray").mean() for f in container.decode(video=0)]
    with av.open(str(out)) as container:
        loud = np.concatenate([f.to_ndarray()[0] for f in container.decode(audio=0)])
        rate = container.streams.audio[0].rate
    assert len(light) == 50
    assert rate == 48_000
    assert len(loud) / rate == pytest.approx(2.0, abs=0.05)
    opened = np.flatnonzero(np.array(light) > 90)[[0, -1]] / 25
    heard = np.flatnonzero(np.abs(loud) > 0.05)[[0, -1]] / rate
    assert opened[0] == pytest.approx(heard[0], abs=0.1)
    assert opened[1] == pytest.approx(heard[1], abs=0.12)


def test_a_film_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"nowhere.*make it first"):
        film(JawMeter(), Animator(seed=1), np.zeros(480, np.int16), [], tmp_path / "nowhere/x.mp4")
