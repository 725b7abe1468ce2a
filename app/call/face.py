"""The patient's picture for an instant of the media clock, as the encoder wants it."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import Literal

import cv2
import numpy as np
from numpy.typing import NDArray

from app.speech.types import Phoneme
from avatar.animator import Animator
from avatar.renderers.protocol import Renderer
from avatar.timing import TimedPhoneme

Attention = Literal["listening", "thinking", "speaking"]


class Face:
    """Animator and renderer of one call.

    The call's loop tells the face what to do; an encoder thread asks for pictures. The lock is
    held for the animator's arithmetic alone, never while a picture is drawn.
    """

    def __init__(self, animator: Animator, renderer: Renderer) -> None:
        self._animator = animator
        self._renderer = renderer
        self._lock = threading.Lock()
        self._hidden = False
        self._room: NDArray[np.uint8] | None = None

    def speak(self, start: float, phonemes: Sequence[Phoneme]) -> None:
        """Move the mouth to sounds whose first sample is heard at ``start``."""
        timed = [TimedPhoneme(p.symbol, p.start, p.end, p.stress) for p in phonemes]
        with self._lock:
            self._animator.speak(start, timed)

    def cut(self, t: float) -> None:
        """Fall silent at ``t``."""
        with self._lock:
            self._animator.cut(t)

    def feel(self, t: float, emotion: str, intensity: float) -> None:
        with self._lock:
            self._animator.feel(t, emotion, intensity)

    def attend(self, t: float, what: Attention) -> None:
        with self._lock:
            self._animator.attend(t, what)

    def cue(self, t: float, name: str) -> None:
        with self._lock:
            self._animator.cue(t, name)

    def hide(self, hidden: bool) -> None:
        """In a time-out the face goes, and the room stays."""
        self._hidden = hidden

    def frame(self, t: float) -> NDArray[np.uint8]:
        """The picture at ``t``: I420, (size * 3 // 2, size), limited range."""
        if self._hidden:
            if self._room is None:
                self._room = _i420(self._renderer.render_room())
            return self._room
        with self._lock:
            state = self._animator.state_at(t)
        return _i420(self._renderer.render(state))


def _i420(picture: NDArray[np.uint8]) -> NDArray[np.uint8]:
    return np.asarray(cv2.cvtColor(picture, cv2.COLOR_RGB2YUV_I420), np.uint8)
