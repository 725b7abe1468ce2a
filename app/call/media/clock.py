"""The one clock of a call: time is counted in samples of the patient's voice."""

from __future__ import annotations

import time
from collections.abc import Callable

SAMPLE_RATE = 48_000
"""Samples a second of all sound in a call."""

FRAME_SAMPLES = 960
"""Samples that are released at once: 20 ms, one Opus packet."""

FRAME_SECONDS = FRAME_SAMPLES / SAMPLE_RATE


class MediaClock:
    """Media time in seconds, moved on by the samples that the audio track releases.

    Between two releases `now()` follows the machine's monotonic clock, but never runs ahead of
    the samples: when the track is late, so is the clock. Times never go back. While the clock is
    paused, or no track releases samples, it stands still. Reading it is safe from any thread;
    `release`, `pause` and `resume` belong to the event loop.
    """

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._paused_at: float | None = None
        # Start of the running frame, its length, and the moment of its release: replaced as one,
        # so that another thread never sees half of a change.
        self._running: tuple[int, int, float] = (0, 0, 0.0)

    @property
    def samples(self) -> int:
        """Samples released so far: the next one to be heard has this number."""
        start, length, _ = self._running
        return start + length

    @property
    def paused(self) -> bool:
        return self._paused_at is not None

    def now(self) -> float:
        """Seconds on the media clock."""
        if self._paused_at is not None:
            return self._paused_at
        start, length, released = self._running
        elapsed = (self._monotonic() - released) * SAMPLE_RATE if length else 0.0
        return (start + min(max(elapsed, 0.0), length)) / SAMPLE_RATE

    def release(self, samples: int = FRAME_SAMPLES) -> float:
        """Count samples that are sent at this moment; gives the time of the first of them.
        Raises RuntimeError while the clock is paused."""
        if self.paused:
            raise RuntimeError("the media clock is paused: release no samples until resume()")
        start = self.samples
        self._running = (start, samples, self._monotonic())
        return start / SAMPLE_RATE

    def pause(self) -> None:
        """Let time stand still. The frame that is being heard counts as heard."""
        if not self.paused:
            self._paused_at = self.samples / SAMPLE_RATE

    def resume(self) -> None:
        """Go on from where `pause` stopped."""
        if self.paused:
            self._running = (self.samples, 0, self._monotonic())
            self._paused_at = None
