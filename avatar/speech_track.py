"""All the speech that a mouth has to follow, on the media clock, with what was cut off."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp

from avatar.coarticulation import (
    RELAX_S,
    SILENCE,
    Mouth,
    Passage,
    accent,
    blend,
    passage,
)
from avatar.easing import pulse, smooth
from avatar.timing import TimedPhoneme

_JOIN_S = 0.35
"""Passages closer than this are spoken in one breath."""
_INHALE_S = 0.38
_SETTLE_S = 0.9
_MOST = 64


class SpeechTrack:
    """Passages in order of time. Bounded: what lies far back is dropped by ``forget``."""

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self._passages: list[Passage] = []

    def speak(self, start: float, phonemes: Sequence[TimedPhoneme], loudness: float) -> None:
        """Adds a passage whose sample 0 is heard at ``start``."""
        one = passage(start, phonemes, loudness, self._seed)
        if one is None:
            return
        self._passages.append(one)
        self._passages.sort(key=lambda p: p.start)
        if len(self._passages) > _MOST:
            del self._passages[0]

    def cut(self, t: float) -> None:
        """Nothing that was placed until now moves the mouth after ``t``."""
        for one in self._passages:
            one.until = min(one.until, t)

    def forget(self, before: float) -> None:
        """Drops passages that ended before."""
        self._passages = [p for p in self._passages if min(p.end, p.until) >= before]

    def __len__(self) -> int:
        return len(self._passages)

    def mouth(self, t: float) -> Mouth:
        """The mouth of speech at ``t``; after a cut, the mouth at the cut going to rest."""
        if not self._passages:
            return SILENCE
        live = blend([p for p in self._passages if t < p.until], t)
        cuts = {p.until for p in self._passages if t - RELAX_S < p.until <= t}
        for cut in cuts:
            left = 1.0 - smooth((t - cut) / RELAX_S)
            frozen = blend([p for p in self._passages if p.until == cut], cut).faded(left)
            live = live.joined(frozen)
        return live

    def drawing_breath(self, t: float) -> float:
        """How far the lips part for the breath before speech, 0 to 1."""
        live = [p for p in self._passages if t < p.until]
        starts = [first for first, _ in _breaths(live) if first - 0.6 < t < first + 0.2]
        return max((pulse(t, s - 0.20, s - 0.10, 0.25, 0.20) for s in starts), default=0.0)

    def accent(self, t: float) -> float:
        """How far the head leans into a stressed syllable, 0 to about 1."""
        return accent(self._passages, t)

    def presence(self, t: float) -> float:
        """How much of a speaker this is at ``t``, 0 to 1: changes slower than the mouth, and
        not in pauses between words."""
        most = 0.0
        for one in self._passages:
            end = one.end if t < one.until else min(one.end, one.until)
            most = max(most, pulse(t, one.start, end, 0.5, 0.9))
        return most

    def speaking(self, t: float) -> bool:
        """Whether a passage is being heard at ``t``."""
        return any(p.start <= t < min(p.end, p.until) for p in self._passages)

    def phrase_end(self, after: float, until: float) -> bool:
        """Whether a passage ends in between, with none right behind it."""
        ends = [p.end for p in self._passages if after < min(p.end, p.until) <= until]
        return any(not self.speaking(end + _JOIN_S) for end in ends)

    def breath(self, t: float) -> tuple[float, float]:
        """How full the lungs are because of speech, -1 to 1, and how much speech rules them,
        0 to 1: in before the first sound, slowly out while speaking."""
        fullness, rules = _lungs([p for p in self._passages if t < p.until], t)
        for cut in {p.until for p in self._passages if t - _SETTLE_S < p.until <= t}:
            then, ruled = _lungs([p for p in self._passages if p.until == cut], cut)
            ruled *= 1.0 - smooth((t - cut) / _SETTLE_S)
            if ruled > rules:
                fullness, rules = then, ruled
        return fullness, rules


def _lungs(passages: Sequence[Passage], t: float) -> tuple[float, float]:
    for first, last in _breaths(passages):
        if not first - _INHALE_S < t < last + _SETTLE_S:
            continue
        if t < first:
            rise = smooth((t - first + _INHALE_S) / _INHALE_S)
            return 0.85 * rise, rise
        left = 1.0 - smooth((t - last) / _SETTLE_S)
        # Does not depend on the end, which moves as clauses are added.
        return 1.45 * exp(-(min(t, last) - first) / 4.0) - 0.6, left
    return 0.0, 0.0


def _breaths(passages: Sequence[Passage]) -> list[tuple[float, float]]:
    spans: list[tuple[float, float]] = []
    for one in passages:
        if spans and one.start - spans[-1][1] < _JOIN_S:
            spans[-1] = (spans[-1][0], max(one.end, spans[-1][1]))
        else:
            spans.append((one.start, one.end))
    return spans
