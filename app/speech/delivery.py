"""What is done to speech when it is played: finer tempo, loudness, a trembling voice, a pause and a
breath before it. None of it is part of a voiced line's key, so one voicing serves many states."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from app.speech.grades import grade
from app.speech.sound import shifted, to_int16
from app.speech.stretch import stretched
from app.speech.types import CALL_RATE, Delivery, Speech


@dataclass(frozen=True, slots=True)
class Effect:
    """What an emotion does to the voice at full intensity."""

    rate: float = 1.0
    decibels: float = 0.0
    tremble: float = 0.0


EFFECTS: dict[str, Effect] = {
    "neutral": Effect(),
    "warm": Effect(0.98),
    "wry": Effect(0.99, -0.5),
    "hurried": Effect(1.07, 0.5),
    "wary": Effect(0.98, -1.0),
    "fear": Effect(1.04, -0.5, 0.40),
    "shock": Effect(0.93, -2.5, 0.15),
    "numb": Effect(0.93, -3.0),
    "sadness": Effect(0.94, -2.5, 0.35),
    "anger": Effect(1.05, 2.5, 0.05),
    "shame": Effect(0.95, -3.5, 0.15),
    "guarded_hope": Effect(0.99, -0.5),
    "relief": Effect(0.97, -0.5, 0.10),
    "withdrawn": Effect(0.95, -4.0),
    "tired": Effect(0.93, -3.0),
    "confused": Effect(0.95, -1.0),
    "pain": Effect(0.95, -1.5, 0.30),
}

BREATH_S = 0.42
SETTLE_S = 0.06
"""Silence between a breath and the first word."""

_VIBRATO_HZ = 5.3
_DEEPEST = 0.016
"""Share by which a trembling voice's pitch moves at most."""

_UNSTEADIEST = 0.30
"""Share by which its loudness moves at most."""


def deliver(speech: Speech, delivery: Delivery, first: bool = True) -> Speech:
    """``speech`` as ``delivery`` has it; times stay true. ``first``: it begins an utterance, so
    pause and breath come before it. The same speech and delivery give the same samples. About
    5 ms for a second of speech."""
    effect = EFFECTS.get(delivery.emotion, Effect())
    strength = min(max(delivery.intensity, 0.0), 1.0)
    # Where the emotion already chose the grade, most of its tempo is in the voicing.
    share = 0.4 if grade(delivery) != "normal" else 1.0
    out = stretched(speech, 1.0 + (effect.rate - 1.0) * strength * share)
    seed = zlib.crc32(speech.text.encode())
    tremble = min(1.0, max(delivery.tremble, effect.tremble * strength))
    if tremble > 0.02:
        out = replace(out, samples=_trembling(out.samples, tremble, seed))
    if effect.decibels * strength:
        gain = 10 ** (effect.decibels * strength / 20)
        out = replace(out, samples=_louder(out.samples, gain))
    return _with_start(out, delivery, seed) if first else out


def _louder(samples: NDArray[np.int16], gain: float) -> NDArray[np.int16]:
    """Never so loud that it is cut off."""
    peak = int(np.abs(samples.astype(np.int32)).max(initial=1))
    return to_int16(samples.astype(np.float32) / 32767.0 * min(gain, 32000.0 / max(peak, 1)))


def _trembling(samples: NDArray[np.int16], depth: float, seed: int) -> NDArray[np.int16]:
    """Same length: pitch sways by resampling back and forth, loudness with it."""
    count = len(samples)
    if count < 2:
        return samples
    seconds = np.arange(count, dtype=np.float32) / CALL_RATE
    sway = np.sin(2 * np.pi * _VIBRATO_HZ * seconds) * 0.6 + _wander(count, seed) * 0.8
    # A pitch that sways by d at f Hz is a position that sways by d / (2 pi f) seconds.
    moved = np.arange(count) + sway * depth * _DEEPEST * CALL_RATE / (2 * np.pi * _VIBRATO_HZ)
    sound = np.interp(moved, np.arange(count), samples.astype(np.float32))
    level = 1.0 - depth * _UNSTEADIEST * (0.5 + 0.5 * _wander(count, seed + 1))
    return to_int16((sound * level / 32767.0).astype(np.float32))


def _wander(count: int, seed: int) -> NDArray[np.float32]:
    """A slow random curve, about -1 to 1, shape (count,)."""
    points = max(4, int(count / CALL_RATE * 8) + 2)
    steps = np.clip(np.random.default_rng(seed).standard_normal(points) * 0.6, -1, 1)
    at = np.linspace(0, points - 1, count, dtype=np.float32)
    return np.interp(at, np.arange(points), steps).astype(np.float32)


def _with_start(speech: Speech, delivery: Delivery, seed: int) -> Speech:
    pause = np.zeros(int(max(0.0, delivery.pause) * CALL_RATE), np.int16)
    if delivery.breath > 0.02:
        breath = _breath(min(1.0, delivery.breath), seed)
        settle = np.zeros(int(SETTLE_S * CALL_RATE), np.int16)
        before = np.concatenate([pause[: max(0, len(pause) - len(breath))], breath, settle])
    else:
        before = pause
    if len(before) == 0:
        return speech
    by = len(before) / CALL_RATE
    words, phonemes = shifted(speech.words, speech.phonemes, by, by + speech.seconds)
    samples = np.concatenate([before, speech.samples])
    return replace(speech, samples=samples, words=words, phonemes=phonemes)


def _breath(depth: float, seed: int) -> NDArray[np.int16]:
    """Air drawn in: noise about 500 to 5000 Hz that swells and stops short."""
    count = int(BREATH_S * (0.7 + 0.3 * depth) * CALL_RATE)
    noise = np.random.default_rng(seed).standard_normal(count)
    hertz = np.fft.rfftfreq(count, 1 / CALL_RATE)
    colour = np.exp(-(((np.log(np.maximum(hertz, 1.0)) - np.log(1600.0)) / 0.75) ** 2))
    air = np.fft.irfft(np.fft.rfft(noise) * colour, count)
    air /= max(float(np.sqrt(np.mean(air**2))), 1e-9)
    at = np.linspace(0.0, 1.0, count)
    swell = np.sin(np.pi * np.minimum(at / 0.75, 1.0) / 2) ** 2 * np.clip((1.0 - at) / 0.18, 0, 1)
    return to_int16((air * swell * 0.006 * (0.5 + depth)).astype(np.float32))
