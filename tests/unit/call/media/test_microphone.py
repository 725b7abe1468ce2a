"""The learner's sound: resampled, on the clock, whole where packets were lost."""

from __future__ import annotations

from fractions import Fraction

import av
import numpy as np
import pytest
from numpy.typing import NDArray

from app.call.media.clock import MediaClock
from app.call.media.microphone import Microphone, MicrophoneBlock


class Talk:
    """A microphone on a clock that a test moves."""

    def __init__(self) -> None:
        self.wall = 0.0
        self.clock = MediaClock(lambda: self.wall)
        self.blocks: list[MicrophoneBlock] = []
        self.sounds: list[tuple[float, NDArray[np.int16]]] = []
        self.microphone = Microphone(
            self.clock, self.blocks.append, lambda t, s: self.sounds.append((t, s))
        )
        self.pts = 0

    def tick(self) -> None:
        """20 ms pass on both clocks."""
        if not self.clock.paused:
            self.clock.release(960)
        self.wall += 0.02

    def hear(self, samples: NDArray[np.int16]) -> None:
        """20 ms of stereo sound arrive."""
        frame = av.AudioFrame.from_ndarray(
            np.repeat(samples, 2).reshape(1, -1), format="s16", layout="stereo"
        )
        frame.sample_rate = 48_000
        frame.pts = self.pts
        frame.time_base = Fraction(1, 48_000)
        self.microphone.add(frame)
        self.pts += len(samples)

    def talk(self, frames: int, frequency: float = 440.0) -> None:
        for _ in range(frames):
            self.tick()
            times = (np.arange(960) + self.pts) / 48_000
            self.hear((8000 * np.sin(2 * np.pi * frequency * times)).astype(np.int16))

    def sound(self) -> NDArray[np.float32]:
        return np.concatenate([b.samples for b in self.blocks])


def test_blocks_are_512_samples_of_16_khz_with_the_time_of_their_first() -> None:
    talk = Talk()
    talk.talk(100)
    assert all(b.samples.shape == (512,) and b.samples.dtype == np.float32 for b in talk.blocks)
    times = [b.t for b in talk.blocks]
    assert times[0] == pytest.approx(0.0, abs=0.001)
    assert np.diff(times) == pytest.approx(0.032)
    spectrum = np.abs(np.fft.rfft(talk.sound()[-16_000:]))
    assert np.argmax(spectrum) == 440
    assert np.abs(talk.sound()).max() == pytest.approx(8000 / 32768, abs=0.01)


def test_a_click_stands_where_it_was_heard() -> None:
    talk = Talk()
    for i in range(60):
        talk.tick()
        samples = np.zeros(960, np.int16)
        if i == 25:
            samples[480] = 20_000
        talk.hear(samples)
    where = int(np.argmax(np.abs(talk.sound())))
    assert talk.blocks[0].t + where / 16_000 == pytest.approx(0.51, abs=0.002)


def test_what_a_low_pass_must_take_away_is_gone() -> None:
    talk = Talk()
    talk.talk(50, frequency=11_000.0)  # would be heard as 5 kHz if samples were just left out
    assert np.abs(talk.sound()[1600:]).max() < 0.005


def test_lost_packets_become_silence_of_their_length() -> None:
    talk = Talk()
    talk.talk(50)
    talk.pts += 5 * 960
    for _ in range(5):
        talk.tick()
    talk.talk(50)
    assert np.diff([b.t for b in talk.blocks]) == pytest.approx(0.032)
    assert talk.microphone.filled_seconds == pytest.approx(0.1)
    lost = talk.sound()[16_000 + 160 : 16_000 + 1440]
    assert np.abs(lost).max() < 0.01
    assert sum(len(s) for _, s in talk.sounds) == 105 * 960


def test_packets_that_come_twice_are_heard_once() -> None:
    talk = Talk()
    talk.talk(10)
    talk.pts -= 2 * 960
    talk.talk(2)
    assert sum(len(s) for _, s in talk.sounds) == 10 * 960


def test_after_a_long_gap_the_time_starts_anew() -> None:
    talk = Talk()
    talk.talk(50)
    talk.pts += 10 * 48_000
    for _ in range(500):
        talk.tick()
    count = len(talk.blocks)
    talk.talk(50)
    assert talk.blocks[count].t == pytest.approx(11.0, abs=0.03)
    assert talk.microphone.filled_seconds == 0.0


def test_nothing_is_heard_in_a_pause_and_the_time_fits_after_it() -> None:
    talk = Talk()
    talk.talk(50)
    talk.clock.pause()
    count = len(talk.blocks)
    talk.talk(100)
    assert len(talk.blocks) == count
    talk.clock.resume()
    talk.talk(50)
    assert talk.blocks[count].t == pytest.approx(1.0, abs=0.03)


def test_times_follow_the_clock_when_the_sound_card_is_slow() -> None:
    talk = Talk()
    for i in range(3000):  # the card gives 1 % less sound than time passes
        talk.tick()
        if i % 100:
            talk.hear(np.zeros(960, np.int16))
    assert talk.blocks[-1].t == pytest.approx(talk.clock.now(), abs=0.15)


def test_one_late_bunch_of_packets_moves_nothing() -> None:
    talk = Talk()
    talk.talk(120)
    for _ in range(8):
        talk.tick()
    for _ in range(8):
        talk.hear(np.zeros(960, np.int16))
    talk.talk(120)
    assert np.diff([b.t for b in talk.blocks]) == pytest.approx(0.032)


def test_sound_in_another_form_is_refused_by_name() -> None:
    talk = Talk()
    frame = av.AudioFrame.from_ndarray(np.zeros((1, 160), np.int16), format="s16", layout="mono")
    frame.sample_rate = 8000
    with pytest.raises(ValueError, match="s16 at 8000 Hz"):
        talk.microphone.add(frame)
