"""What the patient says next: samples placed on the media clock, that can be ducked and cut."""

from __future__ import annotations

import math
import threading
from collections import deque
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.call.media.clock import FRAME_SAMPLES, SAMPLE_RATE

Samples = NDArray[np.int16]

MAX_PENDING_SECONDS = 180.0
KEPT_SECONDS = 10.0
"""How much of what was played is kept for the echo check."""
REMEMBERED_SECONDS = 60.0
"""How long it is known which utterance was played when."""


class PlayoutFullError(RuntimeError):
    """More speech was placed than the playout holds. Nothing of it was taken."""


@dataclass(frozen=True, slots=True)
class Cut:
    """What a cut took away."""

    utterance_id: str
    """The utterance that was playing, or that would have come next."""
    heard_seconds: float
    """How much of its speech was heard: 0 if none. Silence between its clauses does not count."""
    t: float
    """The moment of the cut on the media clock."""
    unheard: tuple[str, ...]
    """Later utterances of which nothing was heard."""


@dataclass(slots=True)
class _Stretch:
    """Samples of one utterance, from sample number `start` of the clock on."""

    utterance_id: str
    start: int
    samples: Samples

    @property
    def end(self) -> int:
        return self.start + len(self.samples)

    def heard(self, position: int) -> int:
        return min(max(position - self.start, 0), len(self.samples))


class Playout:
    """Speech in the order it was placed, pulled by the audio track 20 ms at a time.

    It counts the samples that are pulled, in step with the media clock: a paused clock pulls
    nothing. All methods may be called from any thread; each holds one lock for a few microseconds.
    """

    def __init__(
        self, max_pending_seconds: float = MAX_PENDING_SECONDS, kept_seconds: float = KEPT_SECONDS
    ) -> None:
        self._max_pending = int(max_pending_seconds * SAMPLE_RATE)
        self._lock = threading.Lock()
        self._position = 0
        self._stretches: deque[_Stretch] = deque()
        self._played: deque[tuple[int, int]] = deque()
        self._heard: dict[str, int] = {}
        self._fade: Samples = np.zeros(0, np.int16)
        self._gain = 1.0
        self._gain_goal = 1.0
        self._gain_step = 0.0
        self._ring: Samples = np.zeros(int(kept_seconds * SAMPLE_RATE), np.int16)

    @property
    def position(self) -> int:
        """Number of the next sample to be pulled."""
        return self._position

    def place(self, utterance_id: str, samples: Samples, not_before: float = 0.0) -> float:
        """Append speech, int16 mono at 48 kHz, shape (n,). It starts at the media time
        `not_before`, or as soon as what was placed earlier has been played.

        Returns the media time at which its first sample will be heard. Raises PlayoutFullError.
        """
        if samples.dtype != np.int16 or samples.ndim != 1:
            raise ValueError(
                f"utterance {utterance_id}: samples must be mono int16 of shape (n,), "
                f"not {samples.dtype} of shape {samples.shape}"
            )
        with self._lock:
            start = max(self._end(), math.ceil(not_before * SAMPLE_RATE - 1e-6))
            if start + len(samples) - self._position > self._max_pending:
                raise PlayoutFullError(
                    f"utterance {utterance_id}: {len(samples) / SAMPLE_RATE:.1f} s do not fit, "
                    f"{self._max_pending / SAMPLE_RATE:.0f} s of speech may wait at most"
                )
            if len(samples):
                self._stretches.append(_Stretch(utterance_id, start, samples))
            return start / SAMPLE_RATE

    def pull(self, n: int = FRAME_SAMPLES) -> Samples:
        """The next n samples to be heard, shape (n,)."""
        with self._lock:
            frame = self._mix(n)
            if self._gain != 1.0 or self._gain_goal != 1.0:
                frame = self._ramped(frame)
            if len(self._fade):
                length = min(n, len(self._fade))
                frame[:length] += self._fade[:length]
                self._fade = self._fade[length:]
            self._remember(frame)
            self._position += n
            self._forget()
            return frame

    def duck(self, gain: float, ramp_s: float = 0.1) -> None:
        """Turn speech down to `gain` (0 to 1), evenly within `ramp_s` seconds."""
        with self._lock:
            self._gain_goal = min(max(gain, 0.0), 1.0)
            steps = max(int(ramp_s * SAMPLE_RATE), 1)
            self._gain_step = (self._gain_goal - self._gain) / steps

    def unduck(self, ramp_s: float = 0.1) -> None:
        """Turn speech up again."""
        self.duck(1.0, ramp_s)

    def cut(self) -> Cut | None:
        """Stop speaking: what is left is taken away, the next 20 ms fade out. Speech placed
        after this is at full loudness. Returns None when nothing was left to be heard."""
        with self._lock:
            if not self._stretches:
                return None
            first = self._stretches[0]
            heard = self._heard_samples(first.utterance_id)
            later = dict.fromkeys(s.utterance_id for s in self._stretches)
            fading = self._ramped(self._mix(FRAME_SAMPLES)).astype(np.float32)
            fading *= np.linspace(1.0, 0.0, FRAME_SAMPLES, dtype=np.float32)
            self._fade = fading.astype(np.int16)
            self._note_played(first)
            self._heard[first.utterance_id] = heard
            self._stretches.clear()
            self._gain = self._gain_goal = 1.0
            return Cut(
                utterance_id=first.utterance_id,
                heard_seconds=heard / SAMPLE_RATE,
                t=self._position / SAMPLE_RATE,
                unheard=tuple(id_ for id_ in later if id_ != first.utterance_id),
            )

    def pending_seconds(self) -> float:
        """Time until everything that was placed has been heard, gaps included."""
        with self._lock:
            return max(self._end() - self._position, 0) / SAMPLE_RATE

    def is_playing(self, t: float) -> bool:
        """Whether speech is, was or will be heard at media time t, as far as is known now. The
        past is known for a minute."""
        sample = t * SAMPLE_RATE
        with self._lock:
            if any(start <= sample < end for start, end in self._played):
                return True
            return any(s.start <= sample < s.end for s in self._stretches)

    def heard_seconds(self, utterance_id: str) -> float:
        """How much of an utterance's speech has been heard so far."""
        with self._lock:
            return self._heard_samples(utterance_id) / SAMPLE_RATE

    def history(self, seconds: float) -> Samples:
        """The last samples that were played, oldest first; at most what is kept."""
        with self._lock:
            n = min(int(seconds * SAMPLE_RATE), len(self._ring), self._position)
            where = np.arange(self._position - n, self._position)
            return np.take(self._ring, where, mode="wrap")

    def _end(self) -> int:
        last = self._stretches[-1].end if self._stretches else self._position
        return max(last, self._position + len(self._fade))

    def _mix(self, n: int) -> Samples:
        frame = np.zeros(n, np.int16)
        for stretch in self._stretches:
            if stretch.start >= self._position + n:
                break
            begin = max(stretch.start, self._position)
            end = min(stretch.end, self._position + n)
            frame[begin - self._position : end - self._position] = stretch.samples[
                begin - stretch.start : end - stretch.start
            ]
        return frame

    def _ramped(self, frame: Samples) -> Samples:
        gains = self._gain + self._gain_step * np.arange(1, len(frame) + 1, dtype=np.float32)
        low, high = sorted((self._gain, self._gain_goal))
        gains = np.clip(gains, low, high)
        self._gain = float(gains[-1])
        if math.isclose(self._gain, self._gain_goal, abs_tol=1e-4):
            self._gain = self._gain_goal
        return (frame * gains).astype(np.int16)

    def _heard_samples(self, utterance_id: str) -> int:
        waiting = (s for s in self._stretches if s.utterance_id == utterance_id)
        return self._heard.get(utterance_id, 0) + sum(s.heard(self._position) for s in waiting)

    def _remember(self, frame: Samples) -> None:
        where = np.arange(self._position, self._position + len(frame))
        np.put(self._ring, where, frame, mode="wrap")

    def _note_played(self, stretch: _Stretch) -> None:
        if self._position > stretch.start:
            self._played.append((stretch.start, min(stretch.end, self._position)))

    def _forget(self) -> None:
        """Let go of stretches that have been heard, and of what was played long ago."""
        while self._stretches and self._stretches[0].end <= self._position:
            stretch = self._stretches.popleft()
            self._note_played(stretch)
            heard = self._heard.get(stretch.utterance_id, 0)
            self._heard[stretch.utterance_id] = heard + len(stretch.samples)
        oldest = self._position - int(REMEMBERED_SECONDS * SAMPLE_RATE)
        while self._played and self._played[0][1] < oldest:
            self._played.popleft()
        while len(self._heard) > 64:
            self._heard.pop(next(iter(self._heard)))
