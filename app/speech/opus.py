"""Speech as an Ogg Opus file in memory, and back."""

from __future__ import annotations

import io

import av
import numpy as np
from numpy.typing import NDArray

from app.speech.types import CALL_RATE

BITS_A_SECOND = 32_000


def encode(samples: NDArray[np.int16]) -> bytes:
    """Mono int16 at CALL_RATE, shape (n,), as Ogg Opus."""
    file = io.BytesIO()
    with av.open(file, "w", format="ogg") as container:
        stream = container.add_stream("libopus", rate=CALL_RATE, layout="mono")
        stream.bit_rate = BITS_A_SECOND
        frame = av.AudioFrame.from_ndarray(samples[None], format="s16", layout="mono")
        frame.sample_rate = CALL_RATE
        frame.pts = 0
        container.mux([*stream.encode(frame), *stream.encode(None)])
    return file.getvalue()


def decode(data: bytes, count: int) -> NDArray[np.int16]:
    """The first ``count`` samples, padded with silence. Raises ValueError if it is no Opus."""
    try:
        with av.open(io.BytesIO(data), "r", format="ogg") as container:
            resampler = av.AudioResampler("s16", "mono", CALL_RATE)
            parts = [
                part.to_ndarray().ravel()
                for frame in container.decode(audio=0)
                for part in resampler.resample(frame)
            ]
    except (av.error.FFmpegError, IndexError) as error:
        raise ValueError(f"not an Ogg Opus file: {error}") from error
    samples = np.concatenate(parts) if parts else np.zeros(0, np.int16)
    out: NDArray[np.int16] = np.pad(samples[:count], (0, max(0, count - len(samples))))
    return out
