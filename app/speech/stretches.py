"""Cut audio of any length into stretches of speech that a recognizer can take."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from app.speech.types import HEARING_RATE
from app.speech.voice_activity import FRAME, VoiceActivity

LONGEST = 24.0
"""Seconds of a stretch at most; Whisper hears 30."""

SPLIT_AFTER = 12.0
"""A pause after so many seconds ends a stretch."""

PAUSE = 0.35
"""Seconds of quiet at which a long stretch may be cut."""

DROP = 2.0
"""Seconds of quiet that are left out: they cost time and tempt to invent."""

MARGIN = 0.25
"""Seconds kept on either side of speech."""

VOICE = 0.4
LEAST = 0.09
"""Seconds of voice without which there is nothing to hear."""

_FRAME_S = FRAME / HEARING_RATE


def speech_stretches(
    audio: NDArray[np.float32], activity: VoiceActivity
) -> list[NDArray[np.float32]]:
    """Stretches in order; none where nobody speaks. Audio that goes on later is cut at the same
    places, so a stretch that has been transcribed stays the same."""
    voiced = activity.process_all(audio) >= VOICE
    if voiced.sum() * _FRAME_S < LEAST:
        return []
    return [
        audio[max(0, begin) * FRAME : end * FRAME if end < len(voiced) else len(audio)]
        for begin, end in _spans(voiced)
    ]


def _spans(voiced: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Stretches as (first frame, one past the last)."""
    margin = round(MARGIN / _FRAME_S)
    at = np.flatnonzero(voiced)
    spans: list[tuple[int, int]] = []
    begin = int(at[0])
    for here, there in pairwise(at):
        quiet = (there - here - 1) * _FRAME_S
        length = (there - begin) * _FRAME_S
        if quiet >= DROP or (length >= SPLIT_AFTER and quiet >= PAUSE):
            spans.append((begin, int(here) + 1))
            begin = int(there)
        elif length >= LONGEST:
            spans.append((begin, int(there)))
            begin = int(there)
    spans.append((begin, int(at[-1]) + 1))
    return [(max(0, a - margin), min(len(voiced), b + margin)) for a, b in spans]
