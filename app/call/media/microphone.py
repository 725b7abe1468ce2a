"""The learner's voice: from the frames that arrive to blocks that hearing can use, on the clock."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import av
import numpy as np
import soxr
from numpy.typing import NDArray

from app.call.media.clock import SAMPLE_RATE, MediaClock

HEARING_RATE = 16_000
BLOCK_SAMPLES = 512
"""Samples of a block, 32 ms: what the voice activity model takes."""

MAX_FILLED_SECONDS = 1.0
"""Lost sound up to this length is filled with silence; after a longer gap the time starts anew."""

DRIFT_FRAMES = 50
LAGS_SECONDS = 0.06
LEADS_SECONDS = 0.03


@dataclass(frozen=True, slots=True)
class MicrophoneBlock:
    """32 ms of the learner's sound."""

    t: float
    """Media time of the first sample, in seconds."""
    samples: NDArray[np.float32]
    """Mono at 16 kHz, -1 to 1, shape (512,)."""


class _Resampler(Protocol):
    def resample_chunk(self, x: NDArray[np.float32]) -> NDArray[np.float32]: ...


def _resampler() -> _Resampler:
    # LQ holds back 6 ms and passes all that speech has below 7 kHz; HQ would hold back 21 ms.
    resampler: _Resampler = soxr.ResampleStream(
        SAMPLE_RATE, HEARING_RATE, 1, dtype="float32", quality="LQ"
    )
    return resampler


class Microphone:
    """Takes 20 ms frames as aiortc decodes them; gives blocks, and the sound as it came.

    Where packets were lost, aiortc leaves a gap in the timestamps: it is filled with zeros. The
    browser's sound card and the media clock drift apart slowly; block times follow the clock.
    In a pause the learner is not heard.
    """

    def __init__(
        self,
        clock: MediaClock,
        on_block: Callable[[MicrophoneBlock], None],
        on_sound: Callable[[float, NDArray[np.int16]], None] | None = None,
    ) -> None:
        """`on_sound` gets media time and int16 mono samples at 48 kHz, for the recording."""
        self._clock = clock
        self._on_block = on_block
        self._on_sound = on_sound
        self.filled_seconds = 0.0
        """Sound that was lost and filled with silence."""
        self._next_pts: int | None = None
        self._origin = 0.0
        self._taken = 0
        self._given = 0
        self._lags: list[float] = []
        self._rest: NDArray[np.float32] = np.zeros(0, np.float32)
        self._resampler = _resampler()

    def add(self, frame: av.AudioFrame) -> None:
        """One frame: s16, 48 kHz, mono or stereo, with a timestamp in samples."""
        if self._clock.paused:
            self._restart()
            return
        samples = _mono(frame)
        pts = frame.pts or 0
        if self._next_pts is None:
            self._begin(len(samples))
        else:
            gap = pts - self._next_pts
            if 0 < gap <= MAX_FILLED_SECONDS * SAMPLE_RATE:
                self.filled_seconds += gap / SAMPLE_RATE
                self._take(np.zeros(gap, np.int16))
            elif -MAX_FILLED_SECONDS * SAMPLE_RATE <= gap < 0:
                return  # came twice, or after its place was filled
            elif gap:
                self._restart()
                self._begin(len(samples))
        self._next_pts = pts + len(samples)
        self._take(samples)
        self._follow_clock()

    def _restart(self) -> None:
        if self._next_pts is None:
            return
        self._next_pts = None
        self._taken = self._given = 0
        self._lags.clear()
        self._rest = np.zeros(0, np.float32)
        self._resampler = _resampler()

    def _begin(self, frame_samples: int) -> None:
        self._origin = max(self._clock.now() - frame_samples / SAMPLE_RATE, 0.0)

    def _take(self, samples: NDArray[np.int16]) -> None:
        if self._on_sound is not None:
            self._on_sound(self._origin + self._taken / SAMPLE_RATE, samples)
        self._taken += len(samples)
        small = self._resampler.resample_chunk(samples.astype(np.float32) / 32768)
        self._rest = np.concatenate([self._rest, small])
        while len(self._rest) >= BLOCK_SAMPLES:
            block, self._rest = self._rest[:BLOCK_SAMPLES], self._rest[BLOCK_SAMPLES:]
            t = self._origin + self._given / HEARING_RATE
            self._given += BLOCK_SAMPLES
            self._on_block(MicrophoneBlock(t, block))

    def _follow_clock(self) -> None:
        """Once a second: shift the times when all of that second lay behind or ahead of the
        clock. One late frame means nothing, the network delays and bunches them."""
        self._lags.append(self._clock.now() - self._origin - self._taken / SAMPLE_RATE)
        if len(self._lags) < DRIFT_FRAMES:
            return
        if min(self._lags) > LAGS_SECONDS:
            self._origin += min(self._lags)
        elif max(self._lags) < -LEADS_SECONDS:
            self._origin += max(self._lags)
        self._lags.clear()


def _mono(frame: av.AudioFrame) -> NDArray[np.int16]:
    """Samples of a packed s16 frame, shape (n,)."""
    if frame.format.name != "s16" or frame.sample_rate != SAMPLE_RATE:
        raise ValueError(
            f"the microphone sends {frame.format.name} at {frame.sample_rate} Hz; "
            f"s16 at {SAMPLE_RATE} Hz is needed"
        )
    channels = len(frame.layout.channels)
    samples = frame.to_ndarray().reshape(-1, channels).astype(np.int16, copy=False)
    if channels == 1:
        return samples[:, 0]
    mixed: NDArray[np.int16] = samples.mean(axis=1).astype(np.int16)
    return mixed
