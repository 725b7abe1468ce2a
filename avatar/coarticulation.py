"""The moving mouth of speech: visemes blended over time.

Cohen & Massaro (1993): each sound has a dominance that rises before it and falls after it, and
each part of the mouth is the average of all targets weighted by dominance. Averages never quite
close a mouth in fast speech, so contacts (p b m: lips; f v: lip on teeth) are kept apart and
always reach 1, for at least ``CONTACT_S``, longer than a frame.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import inf, sqrt

import numpy as np
from numpy.typing import NDArray

from avatar.easing import smooth
from avatar.noise import draw
from avatar.rig import INDEX, no_blendshapes
from avatar.timing import TimedPhoneme
from avatar.visemes import (
    ATTACK,
    BACKGROUND,
    BILABIALS,
    JAW,
    LABIODENTALS,
    MIX,
    PARTS,
    RELEASE,
    REST,
    SILENT,
    TEETH,
    VISEMES,
    VOWELS,
    Viseme,
    is_pause,
    sides,
)

REACH_S = 0.40
"""How far from a sound its mouth shape is felt, in seconds."""
RELAX_S = 0.11
"""A mouth that is cut off is at rest after this."""
CONTACT_S = 0.046
"""Lips that meet stay together at least this long."""
LONGEST_CONSONANT_S = 0.18
"""Sounds other than vowels count no longer than this."""
SHORT_GAP_S = 0.10
"""A pause between words shorter than this is no pause for the lips."""
SETTLE_S = 0.14
"""How long before the first and after the last sound rest takes over."""
LONG_GAP_S = 0.14
"""Where the lips rest longer than this (edges apart), the mouth shows the emotion again."""

_STRESS = (0.82, 0.95, 1.10)
_CONTACT_ATTACK, _CONTACT_RELEASE = 0.060, 0.050
_ACCENT_S = 0.17


@dataclass(frozen=True, slots=True)
class Mouth:
    """The mouth of speech at one instant."""

    parts: NDArray[np.float64]
    """Shape (PARTS,): jaw, funnel, pucker, spread, teeth, tongue."""
    closed: float = 0.0
    """1: the lips meet."""
    bitten: float = 0.0
    """1: the lower lip touches the upper teeth."""
    active: float = 0.0
    """1: the mouth belongs to speech; 0: to the emotion."""

    def faded(self, weight: float) -> Mouth:
        return Mouth(
            self.parts * weight, self.closed * weight, self.bitten * weight, self.active * weight
        )

    def joined(self, other: Mouth) -> Mouth:
        """Whichever of the two moves each part further."""
        return Mouth(
            np.maximum(self.parts, other.parts),
            max(self.closed, other.closed),
            max(self.bitten, other.bitten),
            max(self.active, other.active),
        )


SILENCE = Mouth(np.zeros(PARTS))


@dataclass(slots=True)
class Passage:
    """One stretch of speech, in seconds of the media clock, ready to be asked."""

    start: float
    end: float
    first: NDArray[np.float64]
    last: NDArray[np.float64]
    target: NDArray[np.float64]
    insists: NDArray[np.float64]
    sounding: NDArray[np.float64]
    """0 for a pause long enough to give the mouth back to the emotion, else 1."""
    lips: tuple[tuple[float, float], ...]
    teeth: tuple[tuple[float, float], ...]
    stresses: NDArray[np.float64]
    accents: NDArray[np.float64]
    until: float = field(default=inf)
    """When it was cut off."""


def passage(
    start: float, phonemes: Sequence[TimedPhoneme], loudness: float, seed: int
) -> Passage | None:
    """The mouth shapes of some timed phonemes; None where none of them is a sound."""
    rows: list[tuple[float, float, NDArray[np.float64], NDArray[np.float64]]] = []
    lips: list[tuple[float, float]] = []
    teeth: list[tuple[float, float]] = []
    stresses: list[float] = []
    sounds: list[TimedPhoneme] = []
    effort = sqrt(min(max(loudness, 0.0), 2.0))
    pause: tuple[float, float] | None = None
    for one in sorted(phonemes, key=lambda p: p.start):
        a, b = start + one.start, start + max(one.end, one.start)
        if one.symbol not in VOWELS and not is_pause(one.symbol):
            # A voice may stretch a last consonant over the silence that follows it.
            b = min(b, a + LONGEST_CONSONANT_S)
        if is_pause(one.symbol):
            pause = (pause[0] if pause else a, b)
            continue
        if one.symbol in SILENT:
            continue
        if pause and pause[1] - pause[0] >= SHORT_GAP_S:
            rows.append(_row(REST, *pause, 1.0))
        pause = None
        sounds.append(one)
        scale = effort
        if one.symbol in VOWELS:
            scale *= _STRESS[min(max(one.stress, 0), 2)]
            if one.stress == 2:
                stresses.append(a + 0.4 * (b - a))
        visemes = VISEMES.get(one.symbol, VISEMES["t"])
        rows.extend(_row(viseme, a, b, scale) for viseme in visemes)
        if one.symbol in BILABIALS:
            lips.append(_contact(a, b))
        elif one.symbol in LABIODENTALS:
            teeth.append(_contact(a, b))
    if not sounds:
        return None
    order = sorted(range(len(rows)), key=lambda i: rows[i][0])
    rows = [rows[i] for i in order]
    return Passage(
        start=start + sounds[0].start,
        end=max(row[1] for row in rows),
        first=np.array([row[0] for row in rows]),
        last=np.array([row[1] for row in rows]),
        target=np.array([row[2] for row in rows]),
        insists=np.array([row[3] for row in rows]),
        sounding=np.array([not _is_long_rest(row) for row in rows], np.float64),
        lips=tuple(lips),
        teeth=tuple(teeth),
        stresses=np.array(stresses),
        accents=np.array([_accent(seed, t) for t in stresses]),
    )


def _is_long_rest(row: tuple[float, float, NDArray[np.float64], NDArray[np.float64]]) -> bool:
    return row[3] is REST.insists and row[1] - row[0] > LONG_GAP_S


def _row(
    viseme: Viseme, a: float, b: float, scale: float
) -> tuple[float, float, NDArray[np.float64], NDArray[np.float64]]:
    # The plateau is the sound without its edges: transitions belong to both neighbours.
    seconds = b - a
    first = a + seconds * (viseme.span[0] + 0.18 * (viseme.span[1] - viseme.span[0]))
    last = a + seconds * (viseme.span[1] - 0.30 * (viseme.span[1] - viseme.span[0]))
    target = viseme.target.copy()
    target[[JAW, TEETH]] *= scale
    return first, last, target, viseme.insists


def _contact(a: float, b: float) -> tuple[float, float]:
    middle = a + 0.45 * (b - a)
    half = max(CONTACT_S, 0.75 * (b - a)) / 2
    return middle - half, middle + half


def _accent(seed: int, t: float) -> float:
    """How far the head goes along with a stressed syllable: not with every one."""
    chance = draw(seed, 31, round(t * 1000))
    return 0.0 if chance < 0.45 else 0.4 + 1.1 * (chance - 0.45)


def blend(passages: Sequence[Passage], t: float) -> Mouth:
    """The mouth at ``t``, from all passages near it."""
    weighted = np.zeros(PARTS)
    weight = np.zeros(PARTS)
    closed = bitten = sounding = 0.0
    for one in passages:
        if not one.start - REACH_S < t < one.end + REACH_S:
            continue
        i = int(np.searchsorted(one.last, t - REACH_S))
        j = int(np.searchsorted(one.first, t + REACH_S))
        before = np.maximum(one.first[i:j] - t, 0.0)[:, None] / ATTACK
        after = np.maximum(t - one.last[i:j], 0.0)[:, None] / RELEASE
        dominance = one.insists[i:j] * np.exp(-(before * before + after * after))
        weighted += np.einsum("ij,ij->j", dominance, one.target[i:j])
        weight += dominance.sum(axis=0)
        sounding += float(dominance[:, JAW] @ one.sounding[i:j])
        closed = max(closed, _touch(one.lips, t))
        bitten = max(bitten, _touch(one.teeth, t))
    # Near no sound at all, rest insists as much as a sound: a mouth opens with its first vowel,
    # not long before it.
    silent = min((max(p.start - t, t - p.end) for p in passages), default=inf)
    total = weight + BACKGROUND + 0.65 * smooth(silent / SETTLE_S)
    active = sounding / float(total[JAW])
    return Mouth(weighted / total, closed, bitten, max(active, closed, bitten))


def _touch(contacts: tuple[tuple[float, float], ...], t: float) -> float:
    most = 0.0
    for a, b in contacts:
        if t < a - _CONTACT_ATTACK:
            break
        if t < a:
            most = max(most, smooth((t - a + _CONTACT_ATTACK) / _CONTACT_ATTACK))
        elif t <= b:
            return 1.0
        else:
            most = max(most, 1.0 - smooth((t - b) / _CONTACT_RELEASE))
    return most


def accent(passages: Sequence[Passage], t: float) -> float:
    """How far the head leans into the stressed syllables near ``t``, 0 to about 1."""
    most = 0.0
    for one in passages:
        if one.start - 0.6 < t < one.end + 0.6 and len(one.stresses):
            # The head is at its lowest a little before the vowel is heard.
            distance = (t + 0.04 - one.stresses) / _ACCENT_S
            left = 1.0 - smooth((t - one.until) / 0.3)
            most += left * float(one.accents @ np.exp(-distance * distance))
    return min(most, 1.2)


_CLOSERS = no_blendshapes()
for _name, _weight in (
    ("mouthPress", 0.26), ("mouthFrown", 0.10), ("mouthRollLower", 0.30), ("mouthRollUpper", 0.22),
):  # fmt: skip
    for _index in sides(_name):
        _CLOSERS[_index] = _weight
_BITE = no_blendshapes()
for _name, _weight in (("mouthRollLower", 0.62), ("mouthUpperUp", 0.36), ("mouthShrugLower", 0.15)):
    for _index in sides(_name):
        _BITE[_index] = _weight
_OPENERS = np.array(
    [i for name in ("mouthLowerDown", "mouthUpperUp", "mouthFunnel") for i in sides(name)]
)
_LOWER = np.array(sides("mouthLowerDown"))
_JAW, _CLOSE = INDEX["jawOpen"], INDEX["mouthClose"]


def shapes(mouth: Mouth) -> NDArray[np.float32]:
    """The blendshapes of the parts, before contacts. Shape (52,)."""
    result: NDArray[np.float32] = mouth.parts.astype(np.float32) @ MIX
    return result


def touch(face: NDArray[np.float32], mouth: Mouth) -> None:
    """Closes the lips of a face in place, whatever emotion and vowels ask for: at ``closed`` 1
    mouthClose equals jawOpen and nothing draws the lips apart."""
    if mouth.bitten > 0.0:
        face[_JAW] *= 1.0 - 0.45 * mouth.bitten
        face[_LOWER] *= 1.0 - mouth.bitten
        np.maximum(face, _BITE * mouth.bitten, out=face)
    if mouth.closed > 0.0:
        face[_JAW] *= 1.0 - 0.65 * mouth.closed
        face[_OPENERS] *= 1.0 - mouth.closed
        np.maximum(face, _CLOSERS * mouth.closed, out=face)
        face[_CLOSE] = max(face[_CLOSE], face[_JAW] * mouth.closed)
