"""Where the eyes rest: fixations and saccades, on the viewer or away.

People look at the one who speaks about three quarters of the time while they listen, half of it
while they speak, and little while they think (Argyle & Cook 1976; Kendon 1967). The eyes jump
(duration about 21 ms + 2.2 ms a degree, Carpenter 1988), the head follows later and less, and
while the head moves the eyes stay on their target (vestibulo-ocular reflex).
"""

from __future__ import annotations

from dataclasses import dataclass
from math import degrees, hypot
from typing import Literal

from avatar.cues import Glance
from avatar.easing import smooth
from avatar.noise import draw

Attention = Literal["listening", "thinking", "speaking"]

_CONTACT = {"listening": 0.78, "speaking": 0.52, "thinking": 0.22}
"""Share of the time that the eyes are on the viewer."""
_CYCLE_S = {"listening": 6.0, "speaking": 4.2, "thinking": 3.6}
"""Mean seconds from one look at the viewer to the next."""
_MOST_CONTACT = 0.94
_DWELL_S = 0.30
_REST_S = 0.20
_HEAD_SHARE, _HEAD_DELAY_S = 0.34, 0.06
_LEAVES, _SIDE, _HEIGHT, _WIDTH, _REFIX, _REFIX_X, _REFIX_Y, _TURN = range(40, 48)


@dataclass(frozen=True, slots=True)
class Fixation:
    """From ``t`` on the eyes are led to (yaw, pitch), in radians of the room."""

    t: float
    yaw: float
    pitch: float
    away: bool = False


HELD = 5
"""How many fixations are kept to draw the past second."""


@dataclass(frozen=True, slots=True)
class Eyes:
    """The eyes' plan at one tick. Fixations are oldest first."""

    fixations: tuple[Fixation, ...] = (Fixation(-10.0, 0.0, 0.0),)
    centre: tuple[float, float] = (0.0, 0.0)
    """What the small refixations play around."""
    since: float = -10.0
    """When the eyes last went to the viewer or away."""
    held_until: float = -10.0
    unblinking_until: float = -10.0

    @property
    def away(self) -> bool:
        return self.fixations[-1].away


@dataclass(frozen=True, slots=True)
class Urge:
    """What decides where the eyes go now."""

    attention: Attention
    turned: bool
    """The attention has just changed."""
    contact: float
    avert_down: float
    avert_aside: float
    restless: float
    glance: Glance | None = None


def step(eyes: Eyes, seed: int, tick: int, t: float, dt: float, urge: Urge) -> Eyes:
    """The eyes' plan one tick later."""
    if urge.glance is not None:
        return _glance(eyes, seed, tick, t, urge.glance)
    if t < eyes.held_until:
        return eyes
    share = min(_CONTACT[urge.attention] * urge.contact, _MOST_CONTACT)
    dwell = t - eyes.since
    if dwell > _DWELL_S:
        cycle = _CYCLE_S[urge.attention] / urge.restless**0.5
        mean = cycle * ((1.0 - share) if eyes.away else share)
        leaves = draw(seed, _LEAVES, tick) < dt / max(mean - _DWELL_S, 0.15)
        if urge.turned:
            # A new part in the talk shows in the eyes at once: away to think, back to listen.
            wanted = urge.attention != "listening"
            willing = 0.85 * ((1.0 - share) if wanted else share)
            leaves |= eyes.away != wanted and draw(seed, _TURN, tick) < willing
        if leaves:
            return _return(eyes, seed, tick, t) if eyes.away else _avert(eyes, seed, tick, t, urge)
    rested = t - eyes.fixations[-1].t > _REST_S
    if rested and draw(seed, _REFIX, tick) < dt * (0.9 if eyes.away else 1.15) * min(
        urge.restless, 1.5
    ):
        return _refix(eyes, seed, tick, t)
    return eyes


def _to(eyes: Eyes, t: float, yaw: float, pitch: float, away: bool) -> tuple[Fixation, ...]:
    return (*eyes.fixations[-HELD + 1 :], Fixation(t, yaw, pitch, away))


def _avert(eyes: Eyes, seed: int, tick: int, t: float, urge: Urge) -> Eyes:
    side = 1.0 if draw(seed, _SIDE, tick) < 0.5 else -1.0
    yaw = side * urge.avert_aside * (0.5 + 0.9 * draw(seed, _WIDTH, tick))
    height = draw(seed, _HEIGHT, tick)
    pitch = urge.avert_down * (0.5 + 0.8 * height)
    if urge.attention == "thinking" and urge.avert_down < 0.15 and height < 0.45:
        pitch = -0.10 - 0.12 * height
    return Eyes(_to(eyes, t, yaw, pitch, True), (yaw, pitch), t, -10.0, eyes.unblinking_until)


def _return(eyes: Eyes, seed: int, tick: int, t: float) -> Eyes:
    yaw = 0.02 * (draw(seed, _WIDTH, tick) - 0.5)
    pitch = 0.02 * (draw(seed, _HEIGHT, tick) - 0.4)
    return Eyes(_to(eyes, t, yaw, pitch, False), (0.0, 0.0), t, -10.0, eyes.unblinking_until)


def _refix(eyes: Eyes, seed: int, tick: int, t: float) -> Eyes:
    # Between the viewer's eyes and mouth, or around what is looked at elsewhere.
    wide, high = (0.16, 0.09) if eyes.away else (0.045, 0.040)
    yaw = eyes.centre[0] + wide * (draw(seed, _REFIX_X, tick) - 0.5)
    pitch = eyes.centre[1] + high * (draw(seed, _REFIX_Y, tick) - 0.35)
    moved = _to(eyes, t, yaw, pitch, eyes.away)
    return Eyes(moved, eyes.centre, eyes.since, -10.0, eyes.unblinking_until)


def _glance(eyes: Eyes, seed: int, tick: int, t: float, to: Glance) -> Eyes:
    side = -1.0 if to.either_side and draw(seed, _SIDE, tick) < 0.5 else 1.0
    yaw, pitch = side * to.yaw, to.pitch
    until = t + to.seconds
    away = hypot(yaw, pitch) > 0.06
    return Eyes(
        _to(eyes, t, yaw, pitch, away), (yaw, pitch), t, until,
        until if to.unblinking else eyes.unblinking_until,
    )  # fmt: skip


def direction(eyes: Eyes, t: float) -> tuple[float, float]:
    """Yaw and pitch of the eyes in the room at ``t``, in radians."""
    first = eyes.fixations[0]
    yaw, pitch = first.yaw, first.pitch
    for one in eyes.fixations[1:]:
        if t <= one.t:
            break
        amplitude = degrees(hypot(one.yaw - yaw, one.pitch - pitch))
        done = smooth((t - one.t) / (0.025 + 0.0024 * amplitude))
        yaw += (one.yaw - yaw) * done
        pitch += (one.pitch - pitch) * done
    return yaw, pitch


def head_follows(eyes: Eyes, t: float) -> tuple[float, float]:
    """Yaw and pitch that the head adds to look along with the eyes, in radians."""
    first = eyes.fixations[0]
    yaw, pitch = first.yaw, first.pitch
    for one in eyes.fixations[1:]:
        if t <= one.t + _HEAD_DELAY_S:
            break
        amplitude = degrees(hypot(one.yaw - yaw, one.pitch - pitch))
        done = smooth((t - one.t - _HEAD_DELAY_S) / (0.38 + 0.012 * amplitude))
        yaw += (one.yaw - yaw) * done
        pitch += (one.pitch - pitch) * done
    return _HEAD_SHARE * yaw, 0.8 * _HEAD_SHARE * pitch


def saccade_degrees(eyes: Eyes) -> float:
    """How far the last jump of the eyes went."""
    if len(eyes.fixations) < 2:
        return 0.0
    a, b = eyes.fixations[-2:]
    return degrees(hypot(b.yaw - a.yaw, b.pitch - a.pitch))
