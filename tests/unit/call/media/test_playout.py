"""Speech on the clock: placed in order, ducked, cut, remembered."""

from __future__ import annotations

import threading

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from app.call.media.playout import Playout, PlayoutFullError

FRAME = 960


def level(seconds: float, value: int = 10_000) -> NDArray[np.int16]:
    return np.full(int(seconds * 48_000), value, np.int16)


def pulled(playout: Playout, seconds: float) -> NDArray[np.int16]:
    return np.concatenate([playout.pull() for _ in range(round(seconds / 0.02))])


def test_silence_when_nothing_was_placed() -> None:
    playout = Playout()
    assert not playout.pull().any()
    assert playout.cut() is None
    assert playout.pending_seconds() == 0.0


def test_speech_is_heard_at_the_time_that_place_tells() -> None:
    playout = Playout()
    pulled(playout, 0.1)
    assert playout.place("a", level(0.05, 1000)) == pytest.approx(0.1)
    assert playout.place("a", level(0.05, 2000)) == pytest.approx(0.15)
    assert playout.place("b", level(0.03, 3000), not_before=0.5) == pytest.approx(0.5)
    assert playout.pending_seconds() == pytest.approx(0.43)
    sound = pulled(playout, 0.6)
    assert set(sound[:2400]) == {1000}
    assert set(sound[2400:4800]) == {2000}
    assert not sound[4800:19_200].any()
    assert set(sound[19_200:20_640]) == {3000}
    assert not sound[20_640:].any()


def test_a_start_between_two_samples_is_never_early() -> None:
    playout = Playout()
    start = playout.place("a", level(0.01), not_before=0.100_001)
    assert start >= 0.100_001
    assert start - 0.100_001 < 1 / 48_000


def test_what_does_not_fit_is_refused_whole() -> None:
    playout = Playout(max_pending_seconds=1.0)
    playout.place("a", level(0.8))
    with pytest.raises(PlayoutFullError, match=r"utterance b: 0\.5 s do not fit"):
        playout.place("b", level(0.5))
    assert playout.pending_seconds() == pytest.approx(0.8)


@pytest.mark.parametrize("samples", [np.zeros((2, 10), np.int16), np.zeros(10, np.float32)])
def test_other_samples_are_refused_by_name(samples: NDArray[np.int16]) -> None:
    with pytest.raises(ValueError, match="utterance a: samples must be mono int16"):
        Playout().place("a", samples)


def test_ducking_and_back_are_ramps() -> None:
    playout = Playout()
    playout.place("a", level(3.0))
    playout.duck(0.25, ramp_s=0.1)
    sound = pulled(playout, 0.2).astype(int)
    assert sound[0] == pytest.approx(10_000, abs=50)
    assert sound[2400] == pytest.approx(6250, abs=50)
    assert set(sound[4900:]) == {2500}
    assert np.abs(np.diff(sound)).max() <= 3, "no click"
    playout.unduck(ramp_s=0.05)
    sound = pulled(playout, 0.1).astype(int)
    assert sound[-1] == 10_000
    assert np.abs(np.diff(sound)).max() <= 6


def test_a_cut_fades_within_a_frame_and_tells_what_was_heard() -> None:
    playout = Playout()
    playout.place("a", level(0.1))
    playout.place("a", level(5.0), not_before=0.2)
    playout.place("b", level(1.0))
    playout.place("c", level(1.0))
    pulled(playout, 0.3)
    cut = playout.cut()
    assert cut is not None
    assert cut.utterance_id == "a"
    assert cut.heard_seconds == pytest.approx(0.2), "the silence between its clauses is not speech"
    assert cut.t == pytest.approx(0.3)
    assert cut.unheard == ("b", "c")
    fade = playout.pull().astype(int)
    assert fade[0] == pytest.approx(10_000, abs=20)
    assert abs(fade[-1]) < 20
    assert (np.diff(fade) <= 0).all()
    assert not pulled(playout, 1.0).any()
    assert playout.pending_seconds() == 0.0


def test_a_cut_before_the_first_sample_heard_nothing() -> None:
    playout = Playout()
    playout.place("a", level(1.0), not_before=0.5)
    cut = playout.cut()
    assert cut is not None
    assert (cut.utterance_id, cut.heard_seconds) == ("a", 0.0)
    assert not pulled(playout, 2.0).any()


def test_an_utterance_that_goes_on_after_a_cut_is_counted_on() -> None:
    playout = Playout()
    playout.place("a", level(1.0))
    pulled(playout, 0.4)
    playout.cut()
    playout.place("a", level(0.6))
    pulled(playout, 1.0)
    assert playout.heard_seconds("a") == pytest.approx(1.0)
    assert playout.heard_seconds("never") == 0.0


def test_speech_after_a_cut_is_at_full_loudness_after_the_fade() -> None:
    playout = Playout()
    playout.place("a", level(1.0))
    playout.duck(0.1, ramp_s=0.0)
    pulled(playout, 0.1)
    playout.cut()
    assert playout.place("b", level(0.1, 7000)) == pytest.approx(0.12)
    sound = pulled(playout, 0.12)
    assert sound[:FRAME].max() <= 1000
    assert set(sound[FRAME:]) == {7000}


def test_it_is_known_when_speech_was_is_and_will_be_heard() -> None:
    playout = Playout()
    playout.place("a", level(0.1))
    playout.place("b", level(0.1), not_before=0.5)
    pulled(playout, 0.2)
    assert [playout.is_playing(t) for t in (0.05, 0.15, 0.3, 0.55, 0.7)] == [
        True,
        False,
        False,
        True,
        False,
    ]
    pulled(playout, 0.34)
    playout.cut()
    assert playout.is_playing(0.52)
    assert not playout.is_playing(0.58)


def test_the_history_is_what_was_played_and_no_more_than_is_kept() -> None:
    playout = Playout(kept_seconds=0.5)
    playout.place("a", level(0.3, 500))
    pulled(playout, 0.2)
    assert len(playout.history(10)) == 9600
    pulled(playout, 0.2)
    history = playout.history(0.2)
    assert len(history) == 9600
    assert set(history[:4800]) == {500}
    assert not history[4800:].any()
    pulled(playout, 2.0)
    assert len(playout.history(10)) == 24_000


@given(st.lists(st.tuples(st.integers(1, 3000), st.integers(0, 3000)), max_size=12))
def test_whatever_is_placed_is_heard_whole_and_in_order(pieces: list[tuple[int, int]]) -> None:
    playout = Playout()
    ends = 0.0
    for i, (length, wait) in enumerate(pieces):
        start = playout.place(str(i), np.full(length, i + 1, np.int16), not_before=wait / 48_000)
        assert start >= ends - 1e-9
        ends = start + length / 48_000
    sound = pulled(playout, 2.0)
    assert list(sound[sound > 0]) == [
        i + 1 for i, (length, _) in enumerate(pieces) for _ in range(length)
    ]


def test_threads_that_place_and_pull_lose_nothing() -> None:
    playout = Playout()

    def place() -> None:
        for _ in range(200):
            playout.place("a", np.ones(100, np.int16))

    placers = [threading.Thread(target=place) for _ in range(3)]
    for placer in placers:
        placer.start()
    total = sum(int(playout.pull().sum()) for _ in range(300))
    for placer in placers:
        placer.join()
    total += sum(int(playout.pull().sum()) for _ in range(300))
    assert total == 3 * 200 * 100
