"""The face is a pure function of what was told, is cut at once, and stays within its rig."""

from __future__ import annotations

import threading

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from avatar.animator import Animator, Temperament
from avatar.cues import CUES
from avatar.expressions import EMOTIONS
from avatar.rig import FaceState
from avatar.timing import TimedPhoneme

LINE = "ðə kænsɹ hæz kʌm bæk ænd ɪts ɪn mI lɪvɹ bəhInd ðə fɑsps"


def _line(seconds: float = 0.07) -> list[TimedPhoneme]:
    return [TimedPhoneme(s, i * seconds, (i + 1) * seconds, i % 3) for i, s in enumerate(LINE)]


def _numbers(face: FaceState) -> np.ndarray:
    rest = [
        face.head.yaw, face.head.pitch, face.head.roll, face.gaze.yaw, face.gaze.pitch,
        face.breath, face.tears, face.blush, face.pallor,
    ]  # fmt: skip
    return np.concatenate([face.blendshapes, rest])


def _told(animator: Animator) -> Animator:
    animator.feel(0.5, "wary", 0.5)
    animator.attend(1.0, "thinking")
    animator.speak(2.0, _line())
    animator.feel(2.4, "fear", 0.8)
    animator.cue(3.0, "looks_away")
    animator.cut(4.0)
    animator.attend(4.0, "listening")
    animator.cue(5.0, "shifts_seat")
    animator.speak(6.0, _line(0.05))
    return animator


def test_the_same_tellings_give_the_same_face_whatever_frames_were_asked() -> None:
    straight, jumpy = _told(Animator(seed=9)), _told(Animator(seed=9))
    for i in range(300):
        jumpy.state_at(i * 0.031)
    for t in (9.40, 9.11, 9.37, 8.9):
        np.testing.assert_array_equal(_numbers(straight.state_at(t)), _numbers(jumpy.state_at(t)))


def test_telling_while_frames_are_asked_ahead_is_the_same_as_telling_before() -> None:
    before, live = Animator(seed=4), Animator(seed=4)
    tellings = {
        10: lambda a, t: a.attend(t, "thinking"),
        45: lambda a, t: a.speak(t + 0.2, _line()),
        70: lambda a, t: a.feel(t, "shock", 0.9),
        95: lambda a, t: a.cue(t, "stares"),
        120: lambda a, t: a.cut(t),
        121: lambda a, t: a.attend(t, "listening"),
    }
    for i, tell in tellings.items():
        tell(before, i / 25)
    for i in range(250):
        if i in tellings:
            tellings[i](live, i / 25)
        live.state_at(i / 25 + 0.3)
        if i > max(tellings):
            told_early, told_live = before.state_at(i / 25), live.state_at(i / 25)
            np.testing.assert_array_equal(_numbers(told_early), _numbers(told_live))


def test_another_seed_is_another_motion() -> None:
    one, two = Animator(seed=1), Animator(seed=2)
    assert any(
        abs(one.state_at(t).head.yaw - two.state_at(t).head.yaw) > 0.005 for t in (1.0, 2.0, 3.0)
    )


def test_asking_ahead_equals_asking_later() -> None:
    animator = _told(Animator(seed=3))
    for i in range(250):
        t = i / 25
        ahead = _numbers(animator.state_at(t + 0.3))
        np.testing.assert_array_equal(ahead, _numbers(animator.state_at(t + 0.3)))
        animator.state_at(t)
        np.testing.assert_array_equal(ahead, _numbers(animator.state_at(t + 0.3)))


@pytest.mark.parametrize("cut_at", np.linspace(2.2, 4.8, 9))
def test_the_mouth_rests_120_ms_after_a_cut(cut_at: float) -> None:
    animator, silent = Animator(seed=3), Animator(seed=3)
    animator.speak(2.0, _line())
    animator.cut(cut_at)
    mouth = [
        "jawOpen", "mouthClose", "mouthFunnel", "mouthPucker", "mouthLowerDownLeft",
        "mouthUpperUpRight", "mouthRollLower", "mouthRollUpper", "tongueOut",
    ]  # fmt: skip
    for after in (0.12, 0.16, 0.3, 0.6):
        spoke, rested = animator.state_at(cut_at + after), silent.state_at(cut_at + after)
        for name in mouth:
            assert abs(spoke.weight(name) - rested.weight(name)) < 0.01, (name, after)


def test_a_cut_does_not_jump() -> None:
    animator = Animator(seed=3)
    animator.speak(2.0, _line())
    animator.cut(3.111)
    faces = [_numbers(animator.state_at(3.05 + i * 0.004)) for i in range(60)]
    steps = np.abs(np.diff(faces, axis=0)).max(axis=0)
    assert steps[:52].max() < 0.12
    assert steps[52:].max() < 0.05


def test_what_was_seen_before_a_cut_stays() -> None:
    animator = Animator(seed=3)
    animator.speak(2.0, _line())
    seen = [_numbers(animator.state_at(2.5 + i / 25)) for i in range(20)]
    animator.cut(2.5 + 20 / 25)
    again = [_numbers(animator.state_at(2.5 + i / 25)) for i in range(20)]
    np.testing.assert_array_equal(seen, again)


def test_speech_after_a_cut_moves_the_mouth() -> None:
    animator = Animator(seed=3)
    animator.speak(2.0, _line())
    animator.cut(2.5)
    animator.speak(2.7, [TimedPhoneme("ɑ", 0.0, 0.3, 2)])
    assert animator.state_at(2.85).weight("jawOpen") > 0.4


def test_memory_is_bounded() -> None:
    animator = Animator(seed=3)
    sizes = []
    for i in range(1500):
        t = i * 0.8
        animator.speak(t, _line(0.01))
        animator.feel(t, EMOTIONS[i % len(EMOTIONS)], 0.5)
        animator.cue(t, list(CUES)[i % len(CUES)])
        animator.attend(t, ("listening", "thinking", "speaking")[i % 3])  # type: ignore[arg-type]
        animator.state_at(t)
        sizes.append(animator.held())
    assert max(sizes) < 320
    assert max(sizes[-100:]) <= max(sizes[200:300]) + 20


def test_told_from_one_thread_while_asked_from_another() -> None:
    animator = Animator(seed=3)
    told = threading.Event()
    failures: list[BaseException] = []

    def ask() -> None:
        i = 0
        try:
            while not told.is_set():
                animator.state_at((i % 400) / 25)
                i += 1
        except BaseException as failure:
            failures.append(failure)

    asker = threading.Thread(target=ask)
    asker.start()
    for i in range(400):
        animator.speak(i / 25, _line(0.01))
        animator.feel(i / 25, EMOTIONS[i % len(EMOTIONS)], 0.7)
        animator.cut(i / 25)
    told.set()
    asker.join(timeout=10)
    assert not asker.is_alive()
    assert not failures


_COMMANDS = st.one_of(
    st.tuples(st.just("feel"), st.sampled_from(EMOTIONS), st.floats(0, 1)),
    st.tuples(st.just("cue"), st.sampled_from(list(CUES)), st.just(0.0)),
    st.tuples(
        st.just("attend"), st.sampled_from(["listening", "thinking", "speaking"]), st.just(0.0)
    ),
    st.tuples(st.just("speak"), st.text("ɑæupbmfθsɹˈ ,?x", max_size=30), st.floats(0.0, 0.2)),
    st.tuples(st.just("cut"), st.just(""), st.just(0.0)),
)


@settings(max_examples=60, deadline=None)
@given(
    seed=st.integers(-(2**40), 2**40),
    commands=st.lists(st.tuples(st.floats(0, 6), _COMMANDS), max_size=14),
    lively=st.floats(0, 3),
)
def test_no_telling_leads_out_of_the_rig(
    seed: int, commands: list[tuple[float, tuple[str, str, float]]], lively: float
) -> None:
    animator = Animator(seed, Temperament(expressive=1.5, lively=lively, articulate=1.5))
    for t, (what, name, number) in sorted(commands):
        if what == "feel":
            animator.feel(t, name, number)
        elif what == "cue":
            animator.cue(t, name)
        elif what == "attend":
            animator.attend(t, name)  # type: ignore[arg-type]
        elif what == "speak":
            animator.speak(
                t, [TimedPhoneme(s, i * number, (i + 1) * number) for i, s in enumerate(name)]
            )
        else:
            animator.cut(t)
    for t in np.arange(0.0, 7.0, 0.17):
        face = animator.state_at(float(t))
        assert np.isfinite(_numbers(face)).all()
        assert face.blendshapes.dtype == np.float32
        assert face.blendshapes.min() >= 0.0
        assert face.blendshapes.max() <= 1.0
        assert -1.0 <= face.breath <= 1.0
        assert all(0.0 <= x <= 1.0 for x in (face.tears, face.blush, face.pallor))
        assert max(abs(face.head.yaw), abs(face.head.pitch), abs(face.head.roll)) < 0.3
        assert max(abs(face.gaze.yaw), abs(face.gaze.pitch)) < 0.6
