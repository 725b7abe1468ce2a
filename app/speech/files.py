"""Sound files in and out."""

from __future__ import annotations

import wave
from itertools import chain
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray

from app.speech.types import CALL_RATE, HEARING_RATE, SpeechError

LONGEST_S = 2 * 3600
"""Longer files are refused: they would not fit into memory on a small machine."""


def read_audio(path: Path) -> NDArray[np.float32]:
    """Mono at HEARING_RATE, -1 to 1, from any file that FFmpeg reads. Raises SpeechError."""
    if not path.is_file():
        raise SpeechError(f"There is no file {path}")
    parts: list[NDArray[np.float32]] = []
    count = 0
    try:
        with av.open(str(path)) as container:
            if not container.streams.audio:
                raise SpeechError(f"{path} holds no sound")
            resampler = av.AudioResampler("flt", "mono", HEARING_RATE)
            for frame in chain(container.decode(audio=0), (None,)):
                for part in resampler.resample(frame):
                    parts.append(part.to_ndarray().ravel().astype(np.float32))
                    count += len(parts[-1])
                if count > LONGEST_S * HEARING_RATE:
                    raise SpeechError(f"{path} is longer than {LONGEST_S // 3600} hours")
    except av.error.FFmpegError as error:
        raise SpeechError(f"{path} is no sound file that can be read: {error}") from error
    return np.concatenate(parts) if parts else np.zeros(0, np.float32)


def write_wav(path: Path, samples: NDArray[np.int16]) -> None:
    """Mono at CALL_RATE. Raises OSError."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(CALL_RATE)
        file.writeframes(samples.astype("<i2").tobytes())
