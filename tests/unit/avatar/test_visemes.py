"""Lips that must meet do meet, and vowels look like themselves."""

from __future__ import annotations

import json
from importlib.resources import files

import numpy as np
import pytest

from avatar.animator import Animator
from avatar.rig import FRAME_RATE, FaceState
from avatar.timing import TimedPhoneme
from avatar.visemes import VISEMES, is_pause


def _said(ipa: str, seconds: float) -> list[TimedPhoneme]:
    return [TimedPhoneme(s, i * seconds, (i + 1) * seconds, 2) for i, s in enumerate(ipa)]


def lip_gap(face: FaceState) -> float:
    """How far the lips are apart: 0 when they touch."""
    gap = face.weight("jawOpen") - face.weight("mouthClose")
    for name in ("LowerDown", "UpperUp"):
        gap += max(face.weight(f"mouth{name}Left"), face.weight(f"mouth{name}Right"))
    return gap + face.weight("mouthFunnel")


@pytest.mark.parametrize("consonant", "pbm")
@pytest.mark.parametrize("seconds", [0.035, 0.05, 0.09])
@pytest.mark.parametrize("emotion", ["neutral", "shock", "fear", "anger"])
def test_lips_meet_in_fast_speech_whatever_the_emotion(
    consonant: str, seconds: float, emotion: str
) -> None:
    animator = Animator(seed=5)
    animator.feel(0.0, emotion, 1.0)
    animator.speak(2.0, _said(f"ɑ{consonant}æ{consonant}ɔ", seconds))
    for offset in np.linspace(0, 1 / FRAME_RATE, 7):
        frames = [animator.state_at(1.9 + offset + i / FRAME_RATE) for i in range(20)]
        assert min(lip_gap(f) for f in frames) < 0.02


def test_lips_meet_at_each_of_two_closures_and_part_between() -> None:
    animator = Animator(seed=5)
    animator.speak(1.0, _said("mɑmɑ", 0.09))
    gaps = [lip_gap(animator.state_at(1.0 + at)) for at in (0.04, 0.135, 0.22, 0.32)]
    assert gaps[0] < 0.02
    assert gaps[1] > 0.15
    assert gaps[2] < 0.02
    assert gaps[3] > 0.2


def test_lower_lip_touches_the_teeth() -> None:
    animator = Animator(seed=5)
    animator.speak(1.0, _said("ɑfɑ", 0.08))
    face = animator.state_at(1.115)
    assert face.weight("mouthRollLower") > 0.4
    assert face.weight("mouthLowerDownLeft") < 0.02


def test_lips_round_ahead_of_a_rounded_vowel() -> None:
    animator = Animator(seed=5)
    animator.speak(1.0, _said("stuː", 0.10))
    animator.speak(5.0, _said("stiː", 0.10))
    rounded, spread = animator.state_at(1.10), animator.state_at(5.10)
    assert rounded.weight("mouthPucker") > 0.25
    assert spread.weight("mouthPucker") < 0.05


def test_stress_and_loudness_open_the_jaw() -> None:
    def jaw(stress: int, loudness: float) -> float:
        animator = Animator(seed=5)
        animator.speak(1.0, [TimedPhoneme("ɑ", 0.0, 0.2, stress)], loudness)
        return animator.state_at(1.1).weight("jawOpen")

    assert jaw(0, 1.0) < jaw(1, 1.0) < jaw(2, 1.0) < jaw(2, 1.5)


def test_every_sound_of_the_voices_has_a_viseme_or_is_a_pause() -> None:
    text = (files("hibari") / "assets" / "vocab.json").read_text(encoding="utf-8")
    english = set("AIOQSTWYᵊabdefhijklmnopstuvwzɑɐɒæɔðʤəɛɜɡɪŋɹɾʃʧʊʌʒθᵻˈˌː ;:,.!?—…") - {"S", "o"}
    known = set(json.loads(text)) & english
    assert len(known) > 55
    for symbol in known:
        assert symbol in VISEMES or is_pause(symbol) or symbol in "ˈˌː", symbol


def test_pauses_rest_the_mouth_and_word_gaps_do_not() -> None:
    animator = Animator(seed=5)
    long_pause = [
        TimedPhoneme("ɑ", 0.0, 0.2, 2), TimedPhoneme(",", 0.2, 0.8),
        TimedPhoneme("ɑ", 0.8, 1.0, 2), TimedPhoneme(" ", 1.0, 1.03), TimedPhoneme("ɑ", 1.03, 1.2),
    ]  # fmt: skip
    animator.speak(1.0, long_pause)
    assert animator.state_at(1.5).weight("jawOpen") < 0.06
    assert animator.state_at(2.015).weight("jawOpen") > 0.3


def test_a_passage_without_a_sound_moves_nothing() -> None:
    silent, told = Animator(seed=5), Animator(seed=5)
    told.speak(1.0, [TimedPhoneme(",", 0.0, 0.5)])
    told.speak(1.0, [])
    np.testing.assert_array_equal(silent.state_at(1.2).blendshapes, told.state_at(1.2).blendshapes)
