"""Blinks, gaze, nods and breath keep to what is known of people."""

from __future__ import annotations

from typing import Literal

import numpy as np
import pytest

from avatar.animator import Animator
from avatar.rig import FaceState
from avatar.timing import TimedPhoneme

Attention = Literal["listening", "thinking", "speaking"]


def _faces(animator: Animator, start: float, seconds: float, fps: int = 50) -> list[FaceState]:
    return [animator.state_at(start + i / fps) for i in range(int(seconds * fps))]


def _blinks(faces: list[FaceState], fps: int = 50) -> tuple[np.ndarray, np.ndarray]:
    """Start times and durations above half closure, in seconds."""
    shut = np.array([f.weight("eyeBlinkLeft") > 0.5 for f in faces])
    edges = np.flatnonzero(np.diff(shut.astype(int)))
    starts = edges[np.isin(edges, np.flatnonzero(np.diff(shut.astype(int)) == 1))]
    ends = edges[np.isin(edges, np.flatnonzero(np.diff(shut.astype(int)) == -1))]
    n = min(len(starts), len(ends))
    return starts[:n] / fps, (ends[:n] - starts[:n]) / fps


@pytest.mark.parametrize("seed", [1, 2])
def test_blinks_over_ten_minutes(seed: int) -> None:
    starts, durations = _blinks(_faces(Animator(seed), 0.0, 600.0))
    assert 12 <= len(starts) / 10 <= 21
    gaps = np.diff(starts)
    assert gaps.std() / gaps.mean() > 0.45
    assert (gaps < 1.0).any()
    assert gaps.max() < 25
    assert 0.06 < np.median(durations) < 0.25


def test_more_blinks_in_shame_and_fewer_in_shock() -> None:
    counts = {}
    for emotion in ("shame", "neutral", "shock"):
        animator = Animator(seed=6)
        animator.feel(0.0, emotion, 1.0)
        counts[emotion] = len(_blinks(_faces(animator, 5.0, 300.0))[0])
    assert counts["shame"] > 1.15 * counts["neutral"] > 1.5 * counts["shock"]


def test_a_stare_does_not_blink() -> None:
    for seed in range(12):
        animator = Animator(seed)
        animator.cue(20.0, "stares")
        assert not len(_blinks(_faces(animator, 20.4, 3.0))[0])


def test_lids_close_faster_than_they_open() -> None:
    animator = Animator(seed=6)
    faces = _faces(animator, 0.0, 60.0, fps=250)
    lid = np.array([f.weight("eyeBlinkLeft") for f in faces])
    peak = int(np.argmax(lid))
    before = peak - np.flatnonzero(lid[:peak] < 0.1)[-1]
    after = np.flatnonzero(lid[peak:] < 0.1)[0]
    assert after > 1.6 * before


def test_lids_follow_the_gaze() -> None:
    animator = Animator(seed=6)
    animator.feel(0.0, "shame", 1.0)
    faces = _faces(animator, 5.0, 120.0, fps=25)
    pitch = np.array([f.gaze.pitch for f in faces])
    down = np.array([f.weight("eyeLookDownLeft") for f in faces])
    up = np.array([f.weight("eyeLookUpLeft") for f in faces])
    assert (down[pitch > 0.1] > 0.15).all()
    assert (up[pitch > 0.02] == 0).all()
    assert np.corrcoef(np.maximum(pitch, 0), down)[0, 1] > 0.99
    aside = [f for f in faces if f.gaze.yaw > 0.1]
    assert aside
    assert all(f.weight("eyeLookOutLeft") > 0 and f.weight("eyeLookInRight") > 0 for f in aside)
    assert all(f.weight("eyeLookOutRight") == 0 for f in aside)


def _contact(emotion: str, attention: Attention, seed: int = 6) -> float:
    animator = Animator(seed)
    animator.feel(0.0, emotion, 0.8)
    animator.attend(0.0, attention)
    faces = _faces(animator, 5.0, 240.0, fps=10)
    # In the room: eyes and head together.
    yaw = np.array([f.gaze.yaw + f.head.yaw for f in faces])
    pitch = np.array([f.gaze.pitch + f.head.pitch for f in faces])
    return float(np.mean((np.abs(yaw) < 0.06) & (np.abs(pitch) < 0.06)))


def test_the_viewer_is_looked_at_while_listening_not_while_thinking_or_ashamed() -> None:
    listening = _contact("neutral", "listening")
    assert 0.62 < listening < 0.92
    assert _contact("neutral", "thinking") < 0.5
    assert _contact("shame", "listening") < 0.55


def test_eyes_hold_the_viewer_while_the_head_moves() -> None:
    animator = Animator(seed=6)
    animator.cue(30.0, "stares")
    animator.cue(31.0, "shakes_head")
    faces = _faces(animator, 31.0, 2.0)
    assert np.ptp([f.head.yaw for f in faces]) > 0.08
    assert np.ptp([f.gaze.yaw + f.head.yaw for f in faces]) < 0.04


def test_the_head_is_never_still_and_never_a_sinusoid() -> None:
    yaw = np.array([f.head.yaw for f in _faces(Animator(seed=6), 0.0, 400.0, fps=10)])
    power = np.abs(np.fft.rfft(yaw - yaw.mean())) ** 2
    assert power.max() < 0.25 * power.sum()
    hz = np.fft.rfftfreq(len(yaw), 0.1)
    slow, fast = power[(hz > 0.02) & (hz < 0.2)].mean(), power[(hz > 1.0) & (hz < 3.0)].mean()
    assert slow > 20 * fast
    assert np.abs(np.diff(yaw)).max() < 0.08


def test_breath_quickens_with_fear() -> None:
    def breaths(emotion: str) -> int:
        animator = Animator(seed=6)
        animator.feel(0.0, emotion, 1.0)
        breath = np.array([f.breath for f in _faces(animator, 10.0, 120.0, fps=10)])
        return int(((breath[:-1] < 0) & (breath[1:] >= 0)).sum())

    assert 20 <= breaths("neutral") <= 36
    assert breaths("fear") > 1.3 * breaths("neutral")


def test_a_breath_is_taken_before_speech() -> None:
    animator = Animator(seed=6)
    animator.speak(10.0, [TimedPhoneme("ɑ", 0.2 * i, 0.2 * i + 0.2) for i in range(12)])
    assert animator.state_at(10.0).breath > 0.7
    assert animator.state_at(12.3).breath < 0.3


def test_nods_are_rare_and_irregular() -> None:
    from avatar.idle import Nod

    seen: list[Nod] = []
    animator = Animator(seed=6)
    for face_t in np.arange(0.0, 600.0, 0.1):
        animator.state_at(float(face_t))
        nod = animator.nodding(float(face_t))
        if nod and (not seen or seen[-1] is not nod):
            seen.append(nod)
    starts = np.array([n.start for n in seen])
    assert 10 < len(starts) < 45
    assert np.diff(starts).std() > 0.4 * np.diff(starts).mean()


def test_the_head_goes_along_with_stressed_syllables() -> None:
    quiet, spoken = Animator(seed=6), Animator(seed=6)
    line = [TimedPhoneme("ɑ", 0.3 * i, 0.3 * i + 0.3, 2 if i % 3 == 0 else 0) for i in range(20)]
    spoken.speak(10.0, line)
    moved = [spoken.state_at(t).head.pitch - quiet.state_at(t).head.pitch
             for t in np.arange(10, 16, 0.04)]  # fmt: skip
    assert np.ptp(moved) > 0.015
