"""The media clock: samples lead, the wall clock fills in, a pause stands still."""

from __future__ import annotations

import pytest

from app.call.media.clock import MediaClock


class Wall:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_it_stands_at_zero_until_sound_goes_out() -> None:
    wall = Wall()
    clock = MediaClock(wall)
    wall.now += 5
    assert clock.now() == 0.0


def test_it_follows_the_wall_within_a_frame_but_not_beyond() -> None:
    wall = Wall()
    clock = MediaClock(wall)
    assert clock.release(960) == 0.0
    wall.now += 0.005
    assert clock.now() == pytest.approx(0.005)
    wall.now += 0.1
    assert clock.now() == pytest.approx(0.020), "the next frame is late, and so is the clock"
    assert clock.release(960) == pytest.approx(0.020)
    assert clock.now() == pytest.approx(0.020)


def test_it_never_goes_back() -> None:
    wall = Wall()
    clock = MediaClock(wall)
    seen = [clock.now()]
    for wait in (0.02, 0.001, 0.3, 0.0, 0.019, 0.021):
        clock.release(960)
        seen.append(clock.now())
        wall.now += wait
        seen.append(clock.now())
    clock.pause()
    seen.append(clock.now())
    wall.now += 3
    clock.resume()
    seen.append(clock.now())
    assert seen == sorted(seen)


def test_a_pause_stands_still_and_nothing_is_lost() -> None:
    wall = Wall()
    clock = MediaClock(wall)
    clock.release(960)
    wall.now += 0.01
    clock.pause()
    clock.pause()
    stood_at = clock.now()
    wall.now += 60
    assert clock.now() == stood_at == pytest.approx(0.02)
    with pytest.raises(RuntimeError, match="paused"):
        clock.release(960)
    clock.resume()
    clock.resume()
    wall.now += 1
    assert clock.now() == stood_at, "time goes on with the next sound"
    assert clock.release(960) == pytest.approx(0.02)
    assert clock.samples == 1920
