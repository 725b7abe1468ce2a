"""hibari: one small voice, made into several people by its pitch, melody, throat and breath."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files

import numpy as np
from hibari import dsp
from numpy.typing import NDArray

from app.speech.clauses import split_clauses
from app.speech.grades import SPEED, grade
from app.speech.pronunciation import pronounce, tokens
from app.speech.sessions import onnx_session
from app.speech.sound import faded, shifted, silence, sounding_span, to_call_rate
from app.speech.timings import timed_phonemes, timed_words
from app.speech.types import CALL_RATE, Delivery, Speech, SpeechError, Voice
from app.weights.onnx_outputs import float_output

RATE: int = dsp.SR
UNIT_S = 0.025
LEAD_S = 0.05
"""hibari learnt its durations from Kokoro, and the same lead with them."""

MARGIN_S = 0.03
GAP_S = 0.25
VOICED_ABOVE_HZ = 40.0
FRAME_S = dsp.HOP / RATE

_DURATIONS = "/Clip_output_0"


@dataclass(frozen=True, slots=True)
class Preset:
    """A person, as a change to the one voice."""

    pitch: float = 1.0
    """Ratio to the voice's own pitch."""
    melody: float = 1.0
    """Ratio of the pitch's range."""
    throat: float = 1.0
    """Vocal tract warp; below 1 is longer, as in men."""
    breath: float = 1.0
    """Ratio of the breath's loudness."""
    tremor: float = 0.0
    """Unsteadiness of the pitch, as a share of it."""
    tilt: float = 0.0
    """dB more for each kHz; negative is duller."""
    speed: float = 1.0


PRESETS: dict[str, Preset] = {
    "f_mid": Preset(),
    "f_older": Preset(0.86, 0.85, 0.97, 1.5, 0.006, -0.25, 0.88),
    "f_elderly": Preset(0.80, 0.80, 0.95, 1.9, 0.014, -0.5, 0.80),
    "f_young": Preset(1.10, 1.15, 1.04, speed=1.05),
    "f_flat_sad": Preset(0.92, 0.45, breath=1.6, tilt=-0.4, speed=0.84),
    "f_anxious": Preset(1.08, 1.25, breath=1.2, tremor=0.005, speed=1.14),
    "m_mid": Preset(0.60, 0.95, 0.86, 1.1),
    "m_deep": Preset(0.52, 0.90, 0.82, speed=0.95),
    "m_older": Preset(0.58, 0.80, 0.85, 1.7, 0.007, -0.3, 0.86),
    "m_elderly": Preset(0.64, 0.75, 0.86, 2.0, 0.014, -0.5, 0.78),
    "m_young": Preset(0.68, 1.10, 0.90, speed=1.04),
    "m_flat": Preset(0.57, 0.45, 0.85, 1.4, tilt=-0.3, speed=0.88),
}


class HibariVoices:
    """The voice of a machine that Kokoro is too much for. ``speak`` may run in one thread."""

    name = "hibari"

    def __init__(self, threads: int = 1) -> None:
        model = (files("hibari") / "assets" / "hibari.onnx").read_bytes()
        self._session = onnx_session(model + float_output(_DURATIONS), threads)

    def speak(
        self, text: str, voice: Voice, delivery: Delivery, quick: bool = False
    ) -> Iterator[Speech]:
        """See Synthesizer. Of the delivery, only the grade of its tempo is spoken."""
        preset = PRESETS.get(voice.preset or "f_mid")
        if preset is None:
            raise SpeechError(
                f"hibari has no preset {voice.preset!r}. It has: {', '.join(PRESETS)}."
            )
        speed = voice.speed * preset.speed * SPEED[grade(delivery)]
        clauses = split_clauses(text, quick)
        for index, clause in enumerate(clauses):
            last = index + 1 == len(clauses)
            yield self._clause(clause, preset, speed, 0.0 if last else GAP_S / speed)

    def _clause(self, text: str, preset: Preset, speed: float, gap: float) -> Speech:
        spoken = pronounce(text)
        if spoken.silent:
            return silence(text, self.name)
        feed = {
            "ids": np.array([tokens(spoken.symbols)], np.int64),
            "speed": np.array([speed], np.float32),
        }
        *spectrum, units = self._session.run(None, feed)
        parts = [part[0] for part in spectrum]
        # The same words sound the same each time.
        rng = np.random.default_rng(len(text))
        sound = dsp.synth(*_voiced(parts[:5], preset), _pitch(parts[5], preset, rng), rng)
        edges = (np.cumsum(units.ravel()[:-1]) * UNIT_S - LEAD_S).tolist()
        begin, end = sounding_span(sound, RATE)
        begin = max(0, begin - int(MARGIN_S * RATE))
        end = min(len(sound), end + int(MARGIN_S * RATE))
        samples = to_call_rate(faded(sound[begin:end], RATE), RATE)
        words, phonemes = shifted(
            timed_words(spoken, edges), timed_phonemes(spoken.symbols, edges),
            by=-begin / RATE, limit=(end - begin) / RATE,
        )  # fmt: skip
        pause = np.zeros(int(gap * CALL_RATE), np.int16)
        return Speech(np.concatenate([samples, pause]), text, words, phonemes, self.name)


def _pitch(
    f0: NDArray[np.float32], preset: Preset, rng: np.random.Generator
) -> NDArray[np.float32]:
    """The pitch curve in Hz, shape (frames,), as the preset has it; 0 where unvoiced."""
    voiced = f0 > VOICED_ABOVE_HZ
    if not voiced.any():
        return f0
    log = np.log(np.maximum(f0, 1.0))
    mean = log[voiced].mean()
    log = mean + (log - mean) * preset.melody + np.log(preset.pitch)
    if preset.tremor:
        wander = np.convolve(rng.standard_normal(len(f0)), np.ones(3) / 3, "same")
        shake = np.sin(2 * np.pi * 5.2 * np.arange(len(f0)) * FRAME_S)
        log = log + preset.tremor * (wander + 0.8 * shake)
    curve: NDArray[np.float32] = np.where(voiced, np.exp(log), f0).astype(np.float32)
    return curve


def _voiced(parts: list[NDArray[np.float32]], preset: Preset) -> list[NDArray[np.float32]]:
    """Harmonics, their phase, noise, residue and its phase, each (601, frames): throat, tilt and
    breath as the preset has them."""
    harmonics, turn, noise, residue, phase = parts
    bins = len(harmonics)
    if preset.throat != 1.0:
        at = np.minimum(np.arange(bins) / preset.throat, bins - 1)
        low = np.floor(at).astype(int)
        high = np.minimum(low + 1, bins - 1)
        share = (at - low)[:, None].astype(np.float32)
        harmonics, turn, noise, residue = (
            part[low] * (1 - share) + part[high] * share
            for part in (harmonics, turn, noise, residue)
        )
        phase = phase[np.round(at).astype(int)]
    khz = (np.arange(bins) / bins * RATE / 2000)[:, None].astype(np.float32)
    louder = khz * np.float32(preset.tilt / 8.686)
    breath = np.float32(np.log(preset.breath))
    return [harmonics + louder, turn, noise + louder + breath, residue + louder, phase]
