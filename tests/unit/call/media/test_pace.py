"""The beat: on schedule, never in bursts of more than a moment, and the same for both tracks."""

from __future__ import annotations

import asyncio
import time

import pytest
from aiortc.mediastreams import MediaStreamError

from app.call.media.pace import Pace


class Ahead:
    """The machine's clock, which a test can put forward as if the loop had been blocked."""

    def __init__(self) -> None:
        self.by = 0.0

    def __call__(self) -> float:
        return time.monotonic() + self.by


async def test_beats_keep_to_the_schedule() -> None:
    pace, began = Pace(), time.monotonic()
    for _ in range(26):
        await pace.next_beat()
    assert time.monotonic() - began == pytest.approx(0.5, abs=0.1)
    assert [pace.rtp_samples(beat) for beat in (0, 1, 25)] == [0, 960, 24_000]


async def test_a_short_delay_is_caught_up() -> None:
    clock = Ahead()
    pace = Pace(clock)
    await pace.next_beat()
    clock.by = 0.1
    began = time.monotonic()
    for _ in range(5):
        await pace.next_beat()
    assert time.monotonic() - began < 0.06
    assert pace.report().resyncs == 0
    assert pace.rtp_samples(5) == 4800


async def test_a_long_delay_is_skipped_and_shows_in_the_rtp_time() -> None:
    clock = Ahead()
    pace = Pace(clock)
    await pace.next_beat()
    clock.by = 3.0
    began = time.monotonic()
    for _ in range(6):
        await pace.next_beat()
    assert time.monotonic() - began > 0.07, "no burst"
    report = pace.report()
    assert report.resyncs == 1
    assert report.late_max < 0.1
    assert pace.rtp_samples(0) == 0
    assert pace.rtp_samples(1) == pytest.approx(3.0 * 48_000, abs=1920)


async def test_whoever_waits_for_a_beat_is_woken_with_it() -> None:
    pace = Pace()
    order: list[str] = []

    async def wait(beat: int) -> None:
        await pace.reach(beat)
        order.append(f"reached {beat} at {pace.beat}")

    waiting = [asyncio.create_task(wait(beat)) for beat in (2, 1)]
    for _ in range(4):
        await pace.next_beat()
        await asyncio.sleep(0)
    await asyncio.gather(*waiting)
    assert order == ["reached 1 at 1", "reached 2 at 2"]
    await pace.reach(0)


async def test_closing_ends_everybody() -> None:
    pace = Pace()
    waiting = asyncio.create_task(pace.reach(3))
    await asyncio.sleep(0)
    pace.close()
    with pytest.raises(MediaStreamError):
        await waiting
    with pytest.raises(MediaStreamError):
        await pace.next_beat()
    with pytest.raises(MediaStreamError):
        await pace.reach(0)
