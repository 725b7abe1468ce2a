"""Fake learners: sentences spoken by flite's recorded voices, which no patient uses."""

from __future__ import annotations

import subprocess
import tempfile
import wave
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import soxr
from numpy.typing import NDArray

RATE = 48_000
"""Samples a second of everything a browser is given to hear."""


def speak(text: str, voice: str = "slt") -> NDArray[np.int16]:
    """``text`` spoken by a voice of flite (slt, rms, awb, kal), mono at RATE."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "spoken.wav"
        subprocess.run(
            ["flite", "-voice", voice, "-t", text, "-o", str(path)], check=True, timeout=60
        )
        with wave.open(str(path)) as sound:
            samples = np.frombuffer(sound.readframes(sound.getnframes()), np.int16)
            rate = sound.getframerate()
    resampled = soxr.resample(samples.astype(np.float32), rate, RATE, quality="HQ")
    return np.clip(resampled, -32768, 32767).astype(np.int16)


@dataclass(frozen=True)
class Turn:
    """One sentence of the learner, beginning ``at`` seconds from the microphone's start."""

    at: float
    text: str


def timeline(turns: Sequence[Turn], seconds: float, voice: str = "slt") -> NDArray[np.int16]:
    """A microphone's whole recording: each sentence at its time, silence between."""
    track = np.zeros(int(seconds * RATE), np.int16)
    for turn in turns:
        speech = speak(turn.text, voice)
        start = int(turn.at * RATE)
        if start + len(speech) > len(track):
            raise ValueError(f"{turn.text!r} at {turn.at} s does not fit into {seconds} s")
        track[start : start + len(speech)] = speech
    return track


def write_wav(path: Path, samples: NDArray[np.int16]) -> Path:
    """16-bit mono at RATE."""
    with wave.open(str(path), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(RATE)
        sound.writeframes(samples.tobytes())
    return path
