"""One call's hearing up to the recogniser: blocks of sound in, onsets, offsets and segments out.

A *segment* is the sound since the learner's voice began, with a little before it, that has not
yet been turned into final words. When a transcript of it is accepted the segment is settled, and
what follows in the same turn is a segment of its own: so a final transcript never waits for more
than the last stretch, however long the turn.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.call.turn_events import Lull, Offset, Onset, WentOn
from app.speech.types import HEARING_RATE
from app.speech.voice_activity import (
    Change,
    SpeechDetector,
    SpeechEnded,
    SpeechLulled,
    SpeechStarted,
    VoiceActivity,
)

BLOCK = 512
"""Samples of one block at HEARING_RATE: 32 ms, as Silero takes them."""

PRE_ROLL = 0.32
"""Seconds before the onset that belong to a segment: first consonants are quiet."""

LONGEST_SEGMENT = 18.0
"""Seconds after which the first part of a segment should be put into words: Whisper hears 30 s
at a time, and what was settled need not be waited for."""

RECHECK_ECHO = 0.2
"""Seconds after which a voice that was taken for an echo is looked at again."""

RECENT = 8.0
"""Seconds of sound that are kept for the end-of-turn vote."""

Noticed = Onset | Lull | WentOn | Offset

EchoCheck = Callable[[NDArray[np.float32], float], bool]
"""Is this sound, which ends at the given media time, the patient's own voice?"""


@dataclass(frozen=True, slots=True)
class Segment:
    """Mono sound at HEARING_RATE; ``start`` and ``end`` in seconds of the media clock."""

    audio: NDArray[np.float32]
    start: float
    end: float
    blocks: int
    """How many blocks of sound it holds: what ``Ears.settle`` takes."""


class Ears:
    """Feeds voice activity, and keeps the sound that a recogniser will need."""

    def __init__(
        self, activity: VoiceActivity, detector: SpeechDetector, is_echo: EchoCheck
    ) -> None:
        self._activity = activity
        self._detector = detector
        self._is_echo = is_echo
        self._recent: deque[NDArray[np.float32]] = deque(maxlen=int(RECENT * HEARING_RATE / BLOCK))
        self._segment: list[NDArray[np.float32]] = []
        self._segment_start = 0.0
        self._now = 0.0
        self._sounding = False
        self._echo_checked = -1.0
        self._echoing = False

    @property
    def sounding(self) -> bool:
        """Whether the learner's voice is heard now."""
        return self._sounding

    def hear(self, block: NDArray[np.float32], t: float) -> list[Noticed]:
        """Take the next BLOCK samples, which begin at ``t``. Returns what was noticed."""
        end = t + BLOCK / HEARING_RATE
        self._now = end
        probability = self._activity.process(block)
        change = self._detector.process(probability, end)
        self._recent.append(block)
        if self._sounding:
            self._segment.append(block)
        if isinstance(change, SpeechStarted):
            return self._begin(change.t, end)
        if change is not None:
            return self._go_on(change, end)
        if self._echoing and end - self._echo_checked >= RECHECK_ECHO:
            return self._begin(end, end)
        return []

    def _begin(self, onset: float, now: float) -> list[Noticed]:
        if self._sounding:
            return []
        self._echo_checked = now
        self._echoing = self._is_echo(self.recent(max(0.35, now - onset + 0.1)), now)
        if self._echoing:
            return []
        self._sounding = True
        if not self._segment:
            kept = int((now - onset + PRE_ROLL) * HEARING_RATE / BLOCK) + 1
            self._segment = list(self._recent)[-kept:]
            self._segment_start = now - len(self._segment) * BLOCK / HEARING_RATE
        return [Onset(onset)]

    def _go_on(self, change: Change, now: float) -> list[Noticed]:
        """A gap in the voice, the end of the gap, or the end of the voice."""
        sounding = self._sounding
        if isinstance(change, SpeechEnded):
            self._echoing = self._sounding = False
        if not sounding:
            return []
        match change:
            case SpeechEnded(ended):
                return [Offset(now, ended)]
            case SpeechLulled(ended):
                return [Lull(now, ended)]
            case _:
                return [WentOn(now)]

    def bridge(self, block: NDArray[np.float32]) -> None:
        """Keep a block of the pause inside a turn, so that a segment has no holes."""
        if self._segment and not self._sounding:
            self._segment.append(block)

    @property
    def full(self) -> bool:
        """Whether a first part should be put into words while the learner goes on."""
        return len(self._segment) * BLOCK > LONGEST_SEGMENT * HEARING_RATE

    def segment(self) -> Segment:
        """The sound that has no final words yet."""
        audio = np.concatenate(self._segment) if self._segment else np.zeros(0, np.float32)
        return Segment(audio, self._segment_start, self._now, len(self._segment))

    def settle(self, blocks: int | None = None) -> None:
        """The first ``blocks`` of the segment have their final words, or all of it has."""
        self._segment = [] if blocks is None else self._segment[blocks:]
        self._segment_start = self._now - len(self._segment) * BLOCK / HEARING_RATE

    def recent(self, seconds: float) -> NDArray[np.float32]:
        """The last ``seconds`` of sound, at most RECENT, at HEARING_RATE."""
        if not self._recent:
            return np.zeros(0, np.float32)
        blocks = min(len(self._recent), int(seconds * HEARING_RATE / BLOCK) + 1)
        return np.concatenate(list(self._recent)[-blocks:])
