"""What the mouth does for each speech sound: targets, and how much each sound insists on them.

Six movable parts, each from 0 to 1. Lips that must meet (p b m) and the lower lip that must
touch the teeth (f v) are not targets to be averaged but contacts, see ``coarticulation``.
Targets follow the phonetic descriptions of English (jaw height of vowels, lip rounding,
visible teeth of sibilants); symbols are the IPA that Kokoro writes.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from avatar.rig import INDEX, no_blendshapes

JAW, FUNNEL, PUCKER, SPREAD, TEETH, TONGUE = range(6)
PARTS = 6

ATTACK = np.array([0.060, 0.115, 0.125, 0.080, 0.060, 0.040])
"""How far ahead of its sound each part begins to move, in seconds (Gaussian width). Lips round
about 120 ms before a rounded vowel; the jaw is quicker; the tongue tip quickest."""
RELEASE = np.array([0.065, 0.080, 0.085, 0.080, 0.060, 0.040])


@dataclass(frozen=True, slots=True)
class Viseme:
    """One mouth shape. ``target`` and ``insists`` have shape (PARTS,). ``span`` is the part of
    the sound that it takes, so a diphthong has two."""

    target: NDArray[np.float64]
    insists: NDArray[np.float64]
    span: tuple[float, float] = (0.0, 1.0)


def _viseme(
    jaw: float,
    funnel: float = 0.0,
    pucker: float = 0.0,
    spread: float = 0.0,
    teeth: float = 0.0,
    tongue: float = 0.0,
    *,
    insists: tuple[float, float, float, float, float, float],
    span: tuple[float, float] = (0.0, 1.0),
) -> Viseme:
    target = np.array([jaw, funnel, pucker, spread, teeth, tongue])
    return Viseme(target, np.array(insists), span)


_OPEN = (1.0, 0.9, 0.9, 0.9, 0.8, 0.6)
"""A vowel insists on all parts."""
_ROUND = (1.0, 1.3, 1.4, 1.0, 0.8, 0.6)
_WEAK = (0.40, 0.25, 0.25, 0.25, 0.3, 0.4)
"""Schwa: takes the colour of its neighbours."""
_TIP = (0.55, 0.06, 0.06, 0.12, 0.4, 0.8)
"""The tongue tip works, the lips do not care."""
_BACK = (0.35, 0.05, 0.05, 0.08, 0.2, 0.5)
_HISS = (1.6, 0.12, 0.12, 0.5, 1.0, 0.8)
"""Teeth together: the jaw must come up."""
_HUSH = (1.6, 1.1, 0.9, 0.9, 1.0, 0.8)
_LIPS = (1.2, 0.15, 0.15, 0.25, 0.6, 0.5)

REST = _viseme(0.0, insists=(0.7, 0.6, 0.6, 0.6, 0.7, 0.7))
"""A pause."""
BACKGROUND = 0.03
"""How much rest insists where no sound is near."""

_FIRST, _SECOND = (0.0, 0.5), (0.68, 1.0)


def _glide(a: Viseme, b: Viseme) -> tuple[Viseme, ...]:
    return Viseme(a.target, a.insists, _FIRST), Viseme(b.target, b.insists, _SECOND)


_AA = _viseme(0.51, teeth=0.30, insists=_OPEN)
_AE = _viseme(0.49, spread=0.30, teeth=0.42, insists=_OPEN)
_AH = _viseme(0.40, spread=0.05, teeth=0.26, insists=_OPEN)
_EH = _viseme(0.38, spread=0.28, teeth=0.36, insists=_OPEN)
_IH = _viseme(0.24, spread=0.28, teeth=0.34, insists=_OPEN)
_IY = _viseme(0.17, spread=0.50, teeth=0.42, insists=_OPEN)
_EY = _viseme(0.32, spread=0.36, teeth=0.38, insists=_OPEN)
_UW = _viseme(0.13, funnel=0.30, pucker=0.92, insists=_ROUND)
_UH = _viseme(0.25, funnel=0.38, pucker=0.45, insists=_ROUND)
_AO = _viseme(0.46, funnel=0.48, pucker=0.25, teeth=0.10, insists=_ROUND)
_OW = _viseme(0.38, funnel=0.45, pucker=0.45, insists=_ROUND)
_ER = _viseme(0.24, funnel=0.36, pucker=0.22, teeth=0.18, insists=_ROUND)
_SCHWA = _viseme(0.22, spread=0.06, teeth=0.18, insists=_WEAK)
_R = _viseme(0.17, funnel=0.38, pucker=0.30, insists=(0.7, 0.9, 0.9, 0.6, 0.4, 0.5))
_W = _viseme(0.07, funnel=0.25, pucker=0.95, insists=(1.3, 1.6, 1.9, 1.2, 1.2, 0.5))
_Y = _viseme(0.15, spread=0.34, teeth=0.26, insists=(0.6, 0.3, 0.3, 0.5, 0.4, 0.5))
_P = _viseme(0.06, insists=_LIPS)
_F = _viseme(0.07, insists=_LIPS)
_TH = _viseme(0.17, spread=0.08, teeth=0.28, tongue=0.34, insists=(0.9, 0.1, 0.1, 0.2, 0.6, 1.4))
_T = _viseme(0.15, spread=0.06, teeth=0.26, tongue=0.03, insists=_TIP)
_L = _viseme(0.21, spread=0.05, teeth=0.26, tongue=0.09, insists=_TIP)
_S = _viseme(0.07, spread=0.22, teeth=0.40, insists=_HISS)
_SH = _viseme(0.08, funnel=0.50, pucker=0.22, teeth=0.30, insists=_HUSH)
_K = _viseme(0.22, teeth=0.16, insists=_BACK)
_H = _viseme(0.24, teeth=0.10, insists=(0.12, 0.03, 0.03, 0.03, 0.05, 0.2))

VISEMES: dict[str, tuple[Viseme, ...]] = {
    # vowels
    **dict.fromkeys("ɑa", (_AA,)), "æ": (_AE,), "ʌ": (_AH,), "ɛ": (_EH,), "e": (_EY,),
    **dict.fromkeys("ɪᵻɨ", (_IH,)), **dict.fromkeys("iy", (_IY,)),
    **dict.fromkeys("uɯ", (_UW,)), "ʊ": (_UH,), **dict.fromkeys("ɔɒ", (_AO,)), "o": (_OW,),
    **dict.fromkeys("ɜɚœø", (_ER,)), **dict.fromkeys("əɐᵊ", (_SCHWA,)),
    # diphthongs, one letter each
    "A": _glide(_EY, _IH), "I": _glide(_AA, _IH), "O": _glide(_OW, _UH), "Q": _glide(_ER, _UH),
    "W": _glide(_AE, _UH), "Y": _glide(_AO, _IH),
    # consonants
    **dict.fromkeys("pbm", (_P,)), **dict.fromkeys("fvʋ", (_F,)), **dict.fromkeys("θð", (_TH,)),
    **dict.fromkeys("tdnɾTʔ", (_T,)), "l": (_L,), **dict.fromkeys("szʦʣ", (_S,)),
    **dict.fromkeys("ʃʒʧʤɕ", (_SH,)), **dict.fromkeys("kɡgŋxɣç", (_K,)),
    **dict.fromkeys("ɹrɻ", (_R,)), "w": (_W,), "j": (_Y,), "h": (_H,),
}  # fmt: skip

BILABIALS = frozenset("pbmβɸ")
LABIODENTALS = frozenset("fvʋ")
VOWELS = frozenset("ɑaæʌɛeɪᵻɨiyuɯʊɔɒoɜɚœøəɐᵊAIOQWY")
SILENT = frozenset("ˈˌːʰʲ̃")
"""Marks that are no sound of their own."""


def is_pause(symbol: str) -> bool:
    """Whether this stands for no sound: space and punctuation."""
    return symbol not in VISEMES and symbol not in SILENT and not symbol.isalpha()


def _mix() -> NDArray[np.float32]:
    """Which blendshapes move each part: shape (PARTS, 52)."""
    rows = {
        JAW: {"jawOpen": 0.88, "mouthLowerDown": 0.10},
        FUNNEL: {"mouthFunnel": 0.85, "jawForward": 0.12},
        PUCKER: {"mouthPucker": 1.0},
        SPREAD: {"mouthStretch": 0.55, "mouthSmile": 0.32, "mouthDimple": 0.15},
        TEETH: {"mouthLowerDown": 0.75, "mouthUpperUp": 0.48},
        TONGUE: {"tongueOut": 1.0},
    }
    mix = np.zeros((PARTS, len(no_blendshapes())), np.float32)
    for part, shapes in rows.items():
        for name, weight in shapes.items():
            for index in sides(name):
                mix[part, index] = weight
    return mix


def sides(name: str) -> tuple[int, ...]:
    """The blendshapes of a name with or without its side: one index, or left and right."""
    if name in INDEX:
        return (INDEX[name],)
    return INDEX[name + "Left"], INDEX[name + "Right"]


MIX = _mix()
