"""Both voices of a call as two Ogg/Opus files that start together and keep in step.

Everything slow happens in one thread. Pages of half a second go to the operating system as they
are full, so that a process that is killed leaves valid files which lack less than the last second.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Literal

import av
import numpy as np
from av.container import OutputContainer
from numpy.typing import NDArray

from app.call.media.clock import FRAME_SAMPLES, SAMPLE_RATE

logger = logging.getLogger(__name__)

Who = Literal["learner", "patient"]
Samples = NDArray[np.int16]

BIT_RATE = 32_000
PAGE_SECONDS = 0.5
MAX_WAITING = 1000
"""Pieces of 20 ms that may wait for the disk: ten seconds of both voices."""
SLACK = int(0.04 * SAMPLE_RATE)
"""A piece that is less than this beside its place is put where the last one ended."""
LAG = 2 * SAMPLE_RATE
"""A voice that is this far behind the other is filled up with silence."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """What a recording came to."""

    learner: Path
    patient: Path
    seconds: float
    """Length of both."""
    complete: bool
    """False when it stopped before the call did, or when pieces were lost."""

    def discard(self) -> None:
        """Delete both files."""
        for path in (self.learner, self.patient):
            path.unlink(missing_ok=True)


class _Voice:
    """One file. Samples have numbers: those of the media clock."""

    def __init__(self, path: Path) -> None:
        options = {"page_duration": str(int(PAGE_SECONDS * 1e6)), "flush_packets": "1"}
        self._file: OutputContainer = av.open(str(path), "w", format="ogg", options=options)
        self._stream = self._file.add_stream("libopus", rate=SAMPLE_RATE, layout="mono")
        self._stream.bit_rate = BIT_RATE
        self._rest: Samples = np.zeros(0, np.int16)
        self._encoded = 0

    @property
    def end(self) -> int:
        """Number of the next sample."""
        return self._encoded + len(self._rest)

    def add(self, start: int, samples: Samples) -> None:
        """Put samples at their place: silence before them, less of them if it is taken."""
        if start > self.end + SLACK:
            self.fill(start)
        elif start < self.end - SLACK:
            samples = samples[self.end - start :]
        self._write(samples)

    def fill(self, end: int) -> None:
        """Silence up to a sample."""
        while self.end < end:
            self._write(np.zeros(min(end - self.end, SAMPLE_RATE), np.int16))

    def close(self) -> None:
        if len(self._rest):
            self._write(np.zeros(FRAME_SAMPLES - len(self._rest), np.int16))
        self._file.mux(self._stream.encode(None))
        self._file.close()

    def abandon(self) -> None:
        """Close after an error: what was written stays."""
        with contextlib.suppress(OSError, av.FFmpegError):
            self._file.close()

    def _write(self, samples: Samples) -> None:
        self._rest = np.concatenate([self._rest, samples])
        while len(self._rest) >= FRAME_SAMPLES:
            piece, self._rest = self._rest[:FRAME_SAMPLES], self._rest[FRAME_SAMPLES:]
            frame = av.AudioFrame.from_ndarray(piece.reshape(1, -1), format="s16", layout="mono")
            frame.sample_rate = SAMPLE_RATE
            frame.pts = self._encoded
            frame.time_base = Fraction(1, SAMPLE_RATE)
            self._encoded += FRAME_SAMPLES
            self._file.mux(self._stream.encode(frame))


class Recorder:
    """Records until it is closed. Make it and close it on the event loop."""

    def __init__(self, folder: Path, problem: Callable[[str, str], None]) -> None:
        """Writes learner.ogg and patient.ogg in `folder`, which must exist and hold neither.
        `problem` is called at most once for each thing that goes wrong, on the event loop; the
        call goes on. Raises FileExistsError."""
        self._paths: dict[Who, Path] = {
            "learner": folder / "learner.ogg",
            "patient": folder / "patient.ogg",
        }
        for path in self._paths.values():
            if path.exists():
                raise FileExistsError(f"{path} exists: each call needs a folder of its own")
        self._problem = problem
        self._loop = asyncio.get_running_loop()
        self._pieces: queue.SimpleQueue[tuple[Who, int, Samples] | None] = queue.SimpleQueue()
        self._lost = False
        self._failed = False
        self._end = 0
        self._finished: asyncio.Future[None] = self._loop.create_future()
        self._closed = False
        self._thread = threading.Thread(target=self._run, name="recorder")
        self._thread.start()

    def learner(self, t: float, samples: Samples) -> None:
        """The learner's sound from media time t on: int16 mono at 48 kHz, shape (n,)."""
        self._add("learner", t, samples)

    def patient(self, t: float, samples: Samples) -> None:
        """The patient's sound from media time t on."""
        self._add("patient", t, samples)

    async def close(self) -> Recorded:
        """Write what waits, end both files at the same time, end the thread. May be called
        again."""
        if not self._closed:
            self._closed = True
            self._pieces.put(None)
        await asyncio.shield(self._finished)
        self._thread.join()  # it has said that it is done
        return Recorded(
            learner=self._paths["learner"],
            patient=self._paths["patient"],
            seconds=self._end / SAMPLE_RATE,
            complete=not (self._failed or self._lost),
        )

    def _add(self, who: Who, t: float, samples: Samples) -> None:
        if self._closed or self._failed:
            return
        if self._pieces.qsize() >= MAX_WAITING:
            if not self._lost:
                self._lost = True
                self._problem("recording", "The recording has gaps: the disk is too slow.")
            return
        self._pieces.put((who, round(t * SAMPLE_RATE), samples))

    def _run(self) -> None:
        voices: dict[Who, _Voice] = {}
        try:
            for who, path in self._paths.items():
                voices[who] = _Voice(path)
            while (piece := self._pieces.get()) is not None:
                self._write(voices, *piece)
            for voice in voices.values():
                voice.fill(self._end)
                voice.close()
        except (OSError, av.FFmpegError) as error:
            self._fail(error)
            for voice in voices.values():
                voice.abandon()
        finally:
            self._loop.call_soon_threadsafe(self._finish)

    def _write(self, voices: dict[Who, _Voice], who: Who, start: int, samples: Samples) -> None:
        voices[who].add(start, samples)
        self._end = max(self._end, voices[who].end)
        for voice in voices.values():
            if voice.end < self._end - LAG:
                voice.fill(self._end - LAG // 2)

    def _fail(self, error: Exception) -> None:
        self._failed = True
        folder = self._paths["learner"].parent
        logger.error("recording in %s stopped: %s", folder, error)
        message = f"The recording stopped after {self._end / SAMPLE_RATE:.0f} s: {error}"
        self._loop.call_soon_threadsafe(self._problem, "recording", message)

    def _finish(self) -> None:
        if not self._finished.done():
            self._finished.set_result(None)
