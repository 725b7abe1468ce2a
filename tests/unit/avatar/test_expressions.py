"""Emotions and cues change the face, come back, keep moving, and give way to speech."""

from __future__ import annotations

import numpy as np
import pytest

from avatar.animator import Animator
from avatar.cues import CUES
from avatar.expressions import EMOTIONS
from avatar.rig import FaceState
from avatar.timing import TimedPhoneme


def _pose(face: FaceState) -> np.ndarray:
    eyes = set(range(8, 22))
    shapes = [w for i, w in enumerate(face.blendshapes) if i not in eyes]
    body = [3 * face.head.yaw, 3 * face.head.pitch, 3 * face.head.roll]
    return np.array([*shapes, *body, face.breath, face.tears, face.blush, face.pallor])


def _mean(animator: Animator, start: float, seconds: float = 2.0) -> np.ndarray:
    return np.mean([_pose(animator.state_at(start + i / 25)) for i in range(int(seconds * 25))], 0)


@pytest.mark.parametrize("emotion", [e for e in EMOTIONS if e != "neutral"])
def test_an_emotion_shows_grows_and_goes(emotion: str) -> None:
    plain, half, full = Animator(seed=8), Animator(seed=8), Animator(seed=8)
    half.feel(5.0, emotion, 0.4)
    full.feel(5.0, emotion, 1.0)
    for animator in (half, full):
        animator.feel(25.0, "neutral", 0.3)
    rest = _mean(plain, 20.0)
    some, much = np.abs(_mean(half, 20.0) - rest), np.abs(_mean(full, 20.0) - rest)
    assert some.sum() > 0.2
    assert much.sum() > 1.25 * some.sum()
    gone = np.abs(_mean(full, 62.0) - _mean(plain, 62.0))[:-4]
    assert gone.sum() < 0.25 * much.sum()


@pytest.mark.parametrize("cue", list(CUES))
def test_a_cue_shows_and_goes(cue: str) -> None:
    plain, cued = Animator(seed=8), Animator(seed=8)
    cued.cue(10.0, cue)
    changes = [
        np.abs(_full(cued.state_at(t)) - _full(plain.state_at(t))).sum()
        for t in np.arange(10.0, 10.0 + CUES[cue].seconds, 0.04)
    ]
    assert max(changes) > 0.08
    after = 10.0 + CUES[cue].seconds + 0.1
    shapes = np.abs(_shapes(cued.state_at(after)) - _shapes(plain.state_at(after)))
    assert shapes.max() < 0.02
    assert cued.state_at(after).tears < 0.02


def _full(face: FaceState) -> np.ndarray:
    return np.array([*_pose(face), 2 * face.gaze.yaw, 2 * face.gaze.pitch])


def _shapes(face: FaceState) -> np.ndarray:
    return _pose(face)[:-7]


def test_brows_come_faster_than_the_mouth_and_tears_last() -> None:
    animator = Animator(seed=8)
    animator.feel(1.0, "sadness", 1.0)

    def share(name: str, t: float) -> float:
        return animator.state_at(t).weight(name) / animator.state_at(5.0).weight(name)

    early = {name: share(name, 1.35) for name in ("browInnerUp", "mouthFrownLeft")}
    assert early["browInnerUp"] > early["mouthFrownLeft"]
    assert animator.state_at(2.0).tears < 0.03
    assert animator.state_at(20.0).tears > 0.5


def test_tears_go_slower_than_they_come() -> None:
    animator = Animator(seed=8)
    animator.feel(1.0, "sadness", 1.0)
    animator.feel(30.0, "neutral", 0.3)
    most = animator.state_at(30.0).tears
    assert animator.state_at(40.0).tears > 0.5 * most
    assert animator.state_at(60.0).tears < 0.05


@pytest.mark.parametrize("emotion", EMOTIONS)
def test_a_held_expression_is_never_frozen(emotion: str) -> None:
    animator = Animator(seed=8)
    animator.feel(0.0, emotion, 0.7)
    poses = [_shapes(animator.state_at(20.0 + i * 0.5)) for i in range(20)]
    assert np.ptp(poses, axis=0).max() > 0.015


def test_speech_takes_the_lips_and_leaves_the_brows() -> None:
    animator = Animator(seed=8)
    animator.feel(0.0, "anger", 1.0)
    still = animator.state_at(5.9)
    animator.speak(6.0, [TimedPhoneme("ɑ", 0.0, 0.5, 2)])
    spoken = animator.state_at(6.25)
    assert spoken.weight("mouthPressLeft") < 0.3 * still.weight("mouthPressLeft")
    assert spoken.weight("browDownLeft") > 0.8 * still.weight("browDownLeft")
    assert spoken.weight("jawOpen") > 0.4


def test_faces_are_not_symmetric() -> None:
    animator = Animator(seed=8)
    animator.feel(0.0, "wry", 0.8)
    face = animator.state_at(4.0)
    assert abs(face.weight("mouthSmileLeft") - face.weight("mouthSmileRight")) > 0.1


def test_unknown_names_say_what_is_known() -> None:
    animator = Animator(seed=8)
    with pytest.raises(ValueError, match=r"emotion 'glee'.*sadness"):
        animator.feel(0.0, "glee", 0.5)
    with pytest.raises(ValueError, match=r"cue 'waves'.*swallow"):
        animator.cue(0.0, "waves")
    animator.state_at(0.5)


def test_easing_does_not_jump_when_feelings_follow_fast() -> None:
    animator = Animator(seed=8)
    for i, emotion in enumerate(EMOTIONS):
        animator.feel(1.0 + 0.3 * i, emotion, 0.9)
    poses = [_shapes(animator.state_at(0.9 + 0.004 * i)) for i in range(1700)]
    assert np.abs(np.diff(poses, axis=0)).max() < 0.03
