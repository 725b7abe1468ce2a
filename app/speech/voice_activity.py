"""Is somebody speaking? Silero's probability for each 32 ms, and events made of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import faster_whisper
import numpy as np
from numpy.typing import NDArray

from app.speech.sessions import onnx_session

FRAME = 512
"""Samples at HEARING_RATE that are judged at once: 32 ms."""

_CONTEXT = 64
_STATE = (1, 1, 128)


class VoiceActivity:
    """Silero v6 with its streaming state, for one microphone. Not to be shared between calls."""

    def __init__(self) -> None:
        """Raises SpeechError if the model that faster-whisper carries is not there."""
        model = Path(faster_whisper.__file__).parent / "assets" / "silero_vad_v6.onnx"
        self._session = onnx_session(model)
        self._h = np.zeros(_STATE, np.float32)
        self._c = np.zeros(_STATE, np.float32)
        self._context = np.zeros(_CONTEXT, np.float32)

    def process(self, frame: NDArray[np.float32]) -> float:
        """Probability that ``frame`` holds speech, 0 to 1.

        ``frame``: shape (512,), mono at HEARING_RATE, -1 to 1; what is not a number counts as
        silence. Raises ValueError for another shape.
        """
        if frame.shape != (FRAME,):
            raise ValueError(f"A frame has shape ({FRAME},), not {frame.shape}")
        heard = clean(frame)
        window = np.concatenate([self._context, heard])[None]
        self._context = heard[-_CONTEXT:]
        out, self._h, self._c = self._session.run(
            None, {"input": window, "h": self._h, "c": self._c}
        )
        return float(out.ravel()[0])

    def process_all(self, audio: NDArray[np.float32]) -> NDArray[np.float32]:
        """Probability for each whole frame of ``audio``, shape (n // 512,). Quicker than one at a
        time. Starts from a clean state and leaves the stream's own state as it was."""
        count = len(audio) // FRAME
        if count == 0:
            return np.zeros(0, np.float32)
        padded = np.concatenate([np.zeros(_CONTEXT, np.float32), clean(audio[: count * FRAME])])
        windows = np.lib.stride_tricks.sliding_window_view(padded, FRAME + _CONTEXT)[::FRAME]
        state = np.zeros(_STATE, np.float32)
        feed = {"input": np.ascontiguousarray(windows), "h": state, "c": state}
        probabilities: NDArray[np.float32] = self._session.run(None, feed)[0].ravel()
        return probabilities


def clean(audio: NDArray[np.float32]) -> NDArray[np.float32]:
    """Audio with what is not a number made silent, and what is too loud cut off."""
    finite = np.nan_to_num(audio.astype(np.float32, copy=False), nan=0.0, posinf=0.0, neginf=0.0)
    return np.clip(finite, -1.0, 1.0)


@dataclass(frozen=True, slots=True)
class SpeechStarted:
    """A voice began at ``t``; it is known a little later."""

    t: float


@dataclass(frozen=True, slots=True)
class SpeechLulled:
    """The voice has just fallen quiet, since ``t``: a gap between words, or the end."""

    t: float


@dataclass(frozen=True, slots=True)
class SpeechWentOn:
    """It was a gap: the voice is back at ``t``."""

    t: float


@dataclass(frozen=True, slots=True)
class SpeechEnded:
    """The voice ended at ``t``; it is known a little later."""

    t: float


@dataclass(frozen=True, slots=True)
class DetectorTunables:
    """When probabilities make speech. Seconds, or probabilities from 0 to 1."""

    start_above: float = 0.55
    """A frame above this may begin speech."""
    keep_above: float = 0.35
    """Speech goes on while frames stay above this: lower, so that soft endings belong to it."""
    start_after: float = 0.09
    """Voice of this length is speech: a click or a tongue's smack is shorter."""
    lull_after: float = 0.09
    """Quiet of this length may be the end: work on an answer can begin."""
    end_after: float = 0.20
    """Quiet of this length ends speech: the stop in "a-pple" is shorter. Turn taking decides only
    afterwards whether the turn has ended too."""
    forgive: float = 0.04
    """A dip of this length does not make the voice before it count anew."""


Change = SpeechStarted | SpeechLulled | SpeechWentOn | SpeechEnded


class SpeechDetector:
    """Turns probabilities into the start, the gaps and the end of speech. Pure: time is passed
    in."""

    def __init__(self, tunables: DetectorTunables | None = None) -> None:
        self._tunables = tunables or DetectorTunables()
        self._speaking = False
        self._lulled = False
        self._since: float | None = None
        self._last_voice = 0.0
        self._previous = 0.0

    @property
    def speaking(self) -> bool:
        """Whether speech has started and not ended."""
        return self._speaking

    def process(self, probability: float, t: float) -> Change | None:
        """Take the probability of the frame that ends at ``t`` (rising). Returns what changed."""
        frame_start, self._previous = self._previous, t
        if self._speaking:
            return self._while_speaking(probability, t)
        return self._while_quiet(probability, frame_start, t)

    def _while_quiet(
        self, probability: float, frame_start: float, t: float
    ) -> SpeechStarted | None:
        rules = self._tunables
        if probability >= rules.start_above:
            self._last_voice = t
            if self._since is None:
                self._since = max(frame_start, t - 0.064)
        elif self._since is not None and t - self._last_voice > rules.forgive:
            self._since = None
        if self._since is None or self._last_voice - self._since < rules.start_after:
            return None
        started, self._since, self._speaking = self._since, None, True
        return SpeechStarted(started)

    def _while_speaking(self, probability: float, t: float) -> Change | None:
        rules = self._tunables
        if probability >= rules.keep_above:
            self._last_voice = t
            lulled, self._lulled = self._lulled, False
            return SpeechWentOn(t) if lulled else None
        quiet = t - self._last_voice
        if quiet >= rules.end_after:
            self._speaking = self._lulled = False
            return SpeechEnded(self._last_voice)
        if quiet >= rules.lull_after and not self._lulled:
            self._lulled = True
            return SpeechLulled(self._last_voice)
        return None
