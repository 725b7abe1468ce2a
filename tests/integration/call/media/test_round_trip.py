"""What arrives at the learner's side, measured there: sync, pictures a second, speed of a cut."""

from __future__ import annotations

import asyncio
import itertools
import time

import numpy as np
from numpy.typing import NDArray

from app.call.media.video_encoder import EncoderPool
from tests.integration.call.media.peers import Call, call, flashing_face, tone, until

AUDIO_HELD = 0.02
VIDEO_HELD = 0.04
"""aiortc's receiver hands out a frame when the next one begins to arrive."""


def beeps(learner_sounds: list[tuple[float, NDArray[np.int16]]]) -> list[float]:
    """When each beep began, as it would have been heard with no buffer."""
    starts, was_loud = [], False
    for arrived, samples in learner_sounds:
        loud = np.abs(samples.astype(int)) > 2500
        if loud.any() and not was_loud:
            starts.append(arrived - AUDIO_HELD + float(np.argmax(loud)) / 48_000)
        was_loud = bool(loud.any())
    return starts


def flashes(pictures: list[tuple[float, float]]) -> list[float]:
    pairs = itertools.pairwise(pictures)
    return [now[0] - VIDEO_HELD for before, now in pairs if before[1] < 130 <= now[1]]


def place_beeps(talk: Call, count: int) -> None:
    """A beep of 100 ms with each of the next flashes."""
    first = int(talk.parts.clock.now()) + 1
    for second in range(first, first + count):
        talk.parts.playout.place(f"beep{second}", tone(0.1), not_before=float(second))


async def test_a_flash_and_a_beep_of_the_same_moment_arrive_together(pool: EncoderPool) -> None:
    async with call(pool, flashing_face) as talk:
        place_beeps(talk, 5)
        await asyncio.sleep(6.2)
        heard, seen = beeps(talk.learner.received.sounds), flashes(talk.learner.received.pictures)
        offsets = [beep - min(seen, key=lambda flash: abs(flash - beep)) for beep in heard]
        assert len(offsets) == 5
        assert abs(float(np.median(offsets))) <= 0.040


async def test_flash_and_beep_stay_together_after_a_pause(pool: EncoderPool) -> None:
    async with call(pool, flashing_face) as talk:
        await asyncio.sleep(0.5)
        talk.parts.clock.pause()
        stood_at = talk.parts.clock.now()
        sounds_before = len(talk.learner.received.sounds)
        await asyncio.sleep(0.73)
        assert talk.parts.clock.now() == stood_at
        assert len(talk.learner.received.sounds) - sounds_before > 25, "packets go on in a pause"
        talk.parts.clock.resume()
        place_beeps(talk, 3)
        await asyncio.sleep(4.2)
        heard, seen = beeps(talk.learner.received.sounds), flashes(talk.learner.received.pictures)
        offsets = [beep - min(seen, key=lambda flash: abs(flash - beep)) for beep in heard]
        assert len(offsets) == 3
        assert abs(float(np.median(offsets))) <= 0.040


async def test_in_a_pause_the_face_is_asked_for_now_and_then(pool: EncoderPool) -> None:
    """The session may show something else meanwhile."""
    times: list[float] = []

    def noted(t: float) -> NDArray[np.uint8]:
        times.append(t)
        return flashing_face(t)

    async with call(pool, noted) as talk:
        await until(lambda: len(talk.learner.received.pictures) > 5)
        talk.parts.clock.pause()
        await asyncio.sleep(0.2)
        times.clear()
        pictures = len(talk.learner.received.pictures)
        await asyncio.sleep(2)
        assert set(times) == {talk.parts.clock.now()}
        assert 6 <= len(times) <= 12
        assert len(talk.learner.received.pictures) - pictures > 40


async def test_twenty_five_pictures_a_second_arrive(pool: EncoderPool) -> None:
    async with call(pool) as talk:
        await asyncio.sleep(0.5)
        pictures = talk.learner.received.pictures
        before, began = len(pictures), time.monotonic()
        await asyncio.sleep(4)
        rate = (len(pictures) - before) / (time.monotonic() - began)
        assert 23 <= rate <= 26


async def test_a_cut_is_heard_within_150_ms(pool: EncoderPool) -> None:
    async with call(pool) as talk:
        talk.parts.playout.place("long", tone(5.0))
        received = talk.learner.received
        await until(lambda: len(beeps(received.sounds)) == 1)
        await asyncio.sleep(0.5)
        cut_at = time.monotonic()
        cut = talk.parts.playout.cut()
        await asyncio.sleep(0.6)
        last_loud = max(
            arrived + np.flatnonzero(np.abs(samples.astype(int)) > 300)[-1] / 48_000
            for arrived, samples in received.sounds
            if np.abs(samples.astype(int)).max() > 300
        )
        assert cut is not None
        assert cut.utterance_id == "long"
        assert 0.3 < cut.heard_seconds < 1.5
        assert last_loud - cut_at <= 0.150


async def test_a_slow_face_loses_pictures_but_no_sound(pool: EncoderPool) -> None:
    def slow(t: float) -> NDArray[np.uint8]:
        deadline = time.monotonic() + 0.09  # a renderer of 90 ms a picture, of which half is CPU
        while time.monotonic() < deadline:
            time.sleep(0.005)
        return flashing_face(t)

    async with call(pool, slow) as talk:
        await asyncio.sleep(0.5)
        sounds = len(talk.learner.received.sounds)
        await asyncio.sleep(3)
        report = await talk.transport.stats()
        assert report is not None
        assert len(talk.learner.received.sounds) - sounds >= 145
        assert report.pictures.dropped > 20
        assert report.pictures.sent > 15
        assert report.pace.resyncs == 0


async def test_a_face_that_fails_is_told_once_and_the_voice_goes_on(pool: EncoderPool) -> None:
    def failing(t: float) -> NDArray[np.uint8]:
        if t > 0.5:
            raise RuntimeError("no such eyebrow")
        return flashing_face(t)

    async with call(pool, failing) as talk:
        await asyncio.sleep(2.5)
        problems = [what for kind, what in talk.told if kind == "problem"]
        assert len(problems) == 1
        assert "no such eyebrow" in str(problems[0])
        assert len(talk.learner.received.sounds) > 100
        assert talk.learner.received.pictures[-1][0] > time.monotonic() - 0.3
