"""The beat of one connection: when each 20 ms of sound, and the picture to it, go out."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from aiortc.mediastreams import MediaStreamError

from app.call.media.clock import FRAME_SAMPLES, FRAME_SECONDS

RESYNC_SECONDS = 0.2
"""A track that is later than this starts a new schedule instead of sending all it owes at once."""


@dataclass(frozen=True, slots=True)
class PaceReport:
    """How well the beat was kept lately, in seconds of lateness."""

    late_p50: float
    late_p95: float
    late_max: float
    resyncs: int


class Pace:
    """Beats, one for each 20 ms of sound that is sent, on a wall-clock schedule.

    The audio track makes the beats with `next_beat`; the video track waits for them with `reach`.
    So a picture leaves when its sound leaves, whatever the load. Receivers map RTP time to the
    wall time of sending, so both tracks take their RTP timestamps from here as well: `rtp_samples`
    counts wall time since the first beat in samples, including time that a resync skipped.
    """

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._due: float | None = None
        self._skipped_at: deque[tuple[int, int]] = deque([(0, 0)], maxlen=8)
        self._waiting: list[tuple[int, asyncio.Future[None]]] = []
        self._late: deque[float] = deque(maxlen=500)
        self._resyncs = 0
        self._closed = False
        self.beat = -1
        """Number of the last beat; -1 before the first."""

    async def next_beat(self) -> int:
        """Wait until the next 20 ms of sound are due, and make that beat. Called by the audio
        track only. Raises MediaStreamError once closed."""
        now = self._monotonic()
        self._due = now if self._due is None else self._due + FRAME_SECONDS
        if now - self._due > RESYNC_SECONDS:
            self._resync(now)
        if self._due > now:
            await asyncio.sleep(self._due - now)
        if self._closed:
            raise MediaStreamError
        self._late.append(max(self._monotonic() - self._due, 0.0))
        self.beat += 1
        self._wake()
        return self.beat

    async def reach(self, beat: int) -> None:
        """Wait until this beat has been made. Raises MediaStreamError once closed."""
        if self._closed:
            raise MediaStreamError
        if beat <= self.beat:
            return
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        entry = (beat, future)
        self._waiting.append(entry)
        try:
            await future
        finally:
            if entry in self._waiting:
                self._waiting.remove(entry)

    def rtp_samples(self, beat: int) -> int:
        """RTP time of a beat, in samples of 48 kHz since the first one."""
        skipped = next((s for since, s in reversed(self._skipped_at) if since <= beat), 0)
        return (beat + skipped) * FRAME_SAMPLES

    def report(self) -> PaceReport:
        """Lateness of the last ten seconds of sound."""
        late = sorted(self._late) or [0.0]
        return PaceReport(
            late_p50=late[len(late) // 2],
            late_p95=late[int(len(late) * 0.95)],
            late_max=late[-1],
            resyncs=self._resyncs,
        )

    def close(self) -> None:
        """End both tracks: everybody who waits is told."""
        self._closed = True
        for _, future in self._waiting:
            if not future.done():
                future.set_exception(MediaStreamError())
        self._waiting.clear()

    def _resync(self, now: float) -> None:
        assert self._due is not None
        skipped = int((now - self._due) / FRAME_SECONDS)
        self._due += skipped * FRAME_SECONDS
        self._skipped_at.append((self.beat + 1, self._skipped_at[-1][1] + skipped))
        self._resyncs += 1

    def _wake(self) -> None:
        for beat, future in self._waiting:
            if beat <= self.beat and not future.done():
                future.set_result(None)
