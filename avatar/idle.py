"""What a living face does by itself: blinks, breath, glances, nods, shifts of posture.

These are chances per time, and their rates follow the mood, so they are stepped on a fixed grid
of ticks that does not depend on when frames are asked. A tick's state is immutable and kept for
some seconds; what is told late (a cut, an emotion) throws away the ticks after it, so that
asking ahead never changes what comes.

Blinks: about 17 a minute at rest, 26 in talk (Bentivoglio et al. 1997), fewer while listening.
Those that come with large glances and ends of phrases are counted on top of the rates here;
lids close in about 80 ms and open in about 180 (Evinger et al. 1991).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from math import cos, pi

import numpy as np
from numpy.typing import NDArray

from avatar import gaze
from avatar.channels import CHANNEL
from avatar.cues import Glance
from avatar.easing import smooth
from avatar.gaze import Attention, Eyes, Urge
from avatar.noise import draw, draw_wait

TICK_S = 0.05
KEPT_S = 4.0

_BLINKS_A_MINUTE = {"listening": 10.5, "thinking": 12.5, "speaking": 16.0}
_NODS_A_MINUTE = {"listening": 3.6, "thinking": 0.0, "speaking": 0.5}
_SHIFTS_A_MINUTE = 1.1
_BURST_CHANCE = 0.14
_SHORTEST_GAP_S = 0.36
_LONGEST_NOD_S = 3.0
(
    _BLINK, _BLINK_SIZE, _BLINK_BURST, _BLINK_GAZE, _BLINK_END, _BLINK_JITTER, _BLINK_SLOW,
    _NOD, _NOD_SIZE, _NOD_COUNT, _SHIFT, _SHIFT_PITCH, _SHIFT_YAW, _SHIFT_ROLL, _BREATH_DEPTH,
) = range(60, 75)  # fmt: skip

_INDEX = {
    name: CHANNEL[name]
    for name in (
        "blinking", "lids", "breathing", "nodding", "restless", "contact", "avert_down",
        "avert_aside",
    )
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Blink:
    start: float
    size: float
    slow: float
    """Times the usual duration."""


@dataclass(frozen=True, slots=True)
class Nod:
    start: float
    size: float
    """Depth of the first dip, in radians."""
    dips: int


@dataclass(frozen=True, slots=True)
class Posture:
    """From ``t`` on the head is led to this resting pose, in radians."""

    t: float
    pitch: float
    yaw: float
    roll: float


@dataclass(frozen=True, slots=True)
class Situation:
    """What the idle face has to know of a tick."""

    mood: NDArray[np.float64]
    attention: Attention
    turned: bool
    speaking: bool
    phrase_ended: bool
    glance: Glance | None
    shifts: bool


@dataclass(frozen=True, slots=True)
class Tick:
    """The idle face at one tick: recent events and how long until the next ones."""

    number: int
    eyes: Eyes
    blinks: tuple[Blink, ...]
    blink_wait: float
    blink_count: int
    nod: Nod | None
    nod_wait: float
    nod_count: int
    postures: tuple[Posture, ...]
    shift_wait: float
    shift_count: int
    breaths: float
    """Breaths taken since the beginning."""
    breath_hz: float


@dataclass(frozen=True, slots=True)
class Habits:
    """Rates that belong to a person, beside the usual."""

    blinks_a_minute: float = 1.0
    breaths_a_minute: float = 14.0
    contact: float = 1.0


class Idle:
    """The ticks of one person. ``situation`` tells what holds at a time."""

    def __init__(self, seed: int, habits: Habits, situation: Callable[[float], Situation]) -> None:
        self._seed = seed
        self._habits = habits
        self._situation = situation
        first = Tick(
            number=0, eyes=Eyes(), blinks=(), blink_wait=draw_wait(seed, _BLINK, 0),
            blink_count=0, nod=None, nod_wait=draw_wait(seed, _NOD, 0), nod_count=0,
            postures=(self._pose(0, -100.0, 1.0), self._pose(1, -50.0, 1.0)),
            shift_wait=draw_wait(seed, _SHIFT, 0), shift_count=2,
            breaths=draw(seed, _BREATH_DEPTH, 0), breath_hz=habits.breaths_a_minute / 60,
        )  # fmt: skip
        self._ticks: deque[Tick] = deque([first], maxlen=round(KEPT_S / TICK_S))

    def at(self, t: float) -> Tick:
        """The tick at or before ``t``; the oldest one kept, where ``t`` is older."""
        number = max(0, int(t / TICK_S + 1e-6))
        while self._ticks[-1].number < number:
            self._ticks.append(self._next(self._ticks[-1]))
        return self._ticks[max(0, len(self._ticks) - 1 - (self._ticks[-1].number - number))]

    def revise(self, t: float) -> None:
        """Something new is known from ``t`` on: ticks from then are thrown away."""
        while len(self._ticks) > 1 and self._ticks[-1].number * TICK_S >= t:
            self._ticks.pop()

    def _next(self, now: Tick) -> Tick:
        number = now.number + 1
        t = number * TICK_S
        case = self._situation(t)
        mood = case.mood
        eyes = gaze.step(now.eyes, self._seed, number, t, TICK_S, self._urge(case))
        now = self._blink(now, eyes, number, t, case)
        now = self._nod(now, t, case)
        now = self._shift(now, t, case)
        hz = self._habits.breaths_a_minute / 60 * float(mood[_INDEX["breathing"]])
        return replace(
            now, number=number, eyes=eyes, breaths=now.breaths + TICK_S * now.breath_hz,
            breath_hz=hz,
        )  # fmt: skip

    def _urge(self, case: Situation) -> Urge:
        mood = case.mood
        return Urge(
            attention="speaking" if case.speaking else case.attention,
            turned=case.turned,
            contact=self._habits.contact * float(mood[_INDEX["contact"]]),
            avert_down=float(mood[_INDEX["avert_down"]]),
            avert_aside=float(mood[_INDEX["avert_aside"]]),
            restless=float(mood[_INDEX["restless"]]),
            glance=case.glance,
        )

    def _blink(self, now: Tick, eyes: Eyes, number: int, t: float, case: Situation) -> Tick:
        part = "speaking" if case.speaking else case.attention
        rate = _BLINKS_A_MINUTE[part] / 60 * self._habits.blinks_a_minute
        rate *= float(case.mood[_INDEX["blinking"]])
        unblinking = t < eyes.unblinking_until
        wait = now.blink_wait - TICK_S * (0.0 if unblinking else rate)
        if now.blinks and t - now.blinks[-1].start < _SHORTEST_GAP_S:
            return replace(now, blink_wait=wait)
        jumped = eyes is not now.eyes and eyes.fixations[-1] is not now.eyes.fixations[-1]
        due = wait <= 0.0
        # Lids fall with large jumps of the eyes and at ends of phrases.
        if jumped and not due and gaze.saccade_degrees(eyes) > 9.0:
            due = draw(self._seed, _BLINK_GAZE, number) < 0.32
        if case.phrase_ended and not due:
            due = draw(self._seed, _BLINK_END, number) < 0.35
        if not due or unblinking:
            return replace(now, blink_wait=wait)
        count = now.blink_count + 1
        size = draw(self._seed, _BLINK_SIZE, count)
        blink = Blink(
            start=t + TICK_S * draw(self._seed, _BLINK_JITTER, count),
            # One in eight is not complete.
            size=0.60 + 2.0 * size if size < 0.125 else 1.0,
            slow=(0.85 + 0.4 * draw(self._seed, _BLINK_SLOW, count))
            / float(case.mood[_INDEX["lids"]]),
        )
        again = draw(self._seed, _BLINK_BURST, count) < _BURST_CHANCE
        wait = 0.45 * rate if again else draw_wait(self._seed, _BLINK, count)
        return replace(now, blinks=(*now.blinks[-2:], blink), blink_wait=wait, blink_count=count)

    def _nod(self, now: Tick, t: float, case: Situation) -> Tick:
        part = "speaking" if case.speaking else case.attention
        rate = _NODS_A_MINUTE[part] / 60 * float(case.mood[_INDEX["nodding"]])
        wait = now.nod_wait - TICK_S * rate
        nodding = now.nod is not None and t - now.nod.start < _LONGEST_NOD_S
        if wait > 0.0 or now.eyes.away or nodding:
            return replace(now, nod_wait=wait)
        count = now.nod_count + 1
        size = draw(self._seed, _NOD_SIZE, count)
        nod = Nod(
            t, 0.022 + 0.035 * size * size, 1 + int(2.6 * draw(self._seed, _NOD_COUNT, count))
        )
        return replace(now, nod=nod, nod_wait=draw_wait(self._seed, _NOD, count), nod_count=count)

    def _shift(self, now: Tick, t: float, case: Situation) -> Tick:
        rate = _SHIFTS_A_MINUTE / 60 * float(case.mood[_INDEX["restless"]])
        wait = now.shift_wait - TICK_S * rate
        if wait > 0.0 and not case.shifts:
            return replace(now, shift_wait=wait)
        pose = self._pose(now.shift_count, t, 1.8 if case.shifts else 1.0)
        return replace(
            now, postures=(*now.postures[-2:], pose),
            shift_wait=draw_wait(self._seed, _SHIFT, now.shift_count),
            shift_count=now.shift_count + 1,
        )  # fmt: skip

    def _pose(self, count: int, t: float, size: float) -> Posture:
        def away(stream: int, most: float) -> float:
            return size * most * (2.0 * draw(self._seed, stream, count) - 1.0)

        return Posture(
            t, away(_SHIFT_PITCH, 0.022), away(_SHIFT_YAW, 0.045), away(_SHIFT_ROLL, 0.035)
        )

    def breath(self, tick: Tick, t: float) -> float:
        """How full the lungs are, -1 to 1: in for two fifths of a breath, out, and a rest."""
        breaths = tick.breaths + (t - tick.number * TICK_S) * tick.breath_hz
        count = int(breaths)
        phase = breaths - count
        depth = 0.75 + 0.25 * draw(self._seed, _BREATH_DEPTH, count + 1)
        if phase < 0.38:
            return depth * -cos(pi * phase / 0.38)
        # The air goes out quickly first, then the chest waits.
        out = 1.0 - (1.0 - min((phase - 0.38) / 0.52, 1.0)) ** 2.2
        before = 0.75 + 0.25 * draw(self._seed, _BREATH_DEPTH, count + 2)
        return depth - (depth + before) * smooth(out * 0.5 + 0.5 * min((phase - 0.38) / 0.52, 1.0))


def lids(tick: Tick, t: float) -> float:
    """How far a blink closes the lids at ``t``: 0 to 1."""
    return max((_lid(blink, t) for blink in tick.blinks), default=0.0)


def _lid(blink: Blink, t: float) -> float:
    age = (t - blink.start) / blink.slow
    if age <= 0.0:
        return 0.0
    if age < 0.080:
        closed = smooth(0.08 + 0.92 * age / 0.080)
    elif age < 0.105:
        closed = 1.0
    else:
        # Opens fast at first, and takes its time for the last third.
        closed = 1.0 - smooth(min((age - 0.105) / 0.23, 1.0) ** 0.8)
    # eyeBlink 0.5 hides more than half of the eye.
    return blink.size * float(closed**1.5)


def nod(tick: Tick, t: float) -> float:
    """How far a nod lowers the head at ``t``, in radians."""
    one = tick.nod
    if one is None or t <= one.start:
        return 0.0
    age = t - one.start
    # Each dip is slower and smaller than the last.
    dips = 2.1 * age - 0.22 * age * age if age < 4.0 else 9.0
    if dips >= one.dips:
        return 0.0
    return one.size * (0.68 ** int(dips)) * (0.5 - 0.5 * cos(2 * pi * dips))


def posture(tick: Tick, t: float) -> tuple[float, float, float]:
    """Resting pitch, yaw and roll of the head at ``t``, in radians."""
    first = tick.postures[0]
    pitch, yaw, roll = first.pitch, first.yaw, first.roll
    for one in tick.postures[1:]:
        done = smooth((t - one.t) / 1.9)
        pitch += (one.pitch - pitch) * done
        yaw += (one.yaw - yaw) * done
        roll += (one.roll - roll) * done
    return pitch, yaw, roll
