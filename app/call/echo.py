"""Keeps the patient from hearing themselves: is an onset only what was just played?"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import soxr
from numpy.typing import NDArray

from app.call.ears import EchoCheck
from app.speech.echo import LONGEST_LAG_S, echo_likelihood
from app.speech.types import CALL_RATE, HEARING_RATE

SURE = 0.6
"""Likelihood from which an onset counts as echo. A learner who is taken for an echo is looked at
again every 0.2 s, so a mistake costs a fifth of a second."""


def is_echo_of(history: Callable[[float], NDArray[np.int16]]) -> EchoCheck:
    """A check against what was played last: ``history(seconds)``, mono int16 at CALL_RATE."""

    def check(microphone: NDArray[np.float32], t: float) -> bool:
        seconds = len(microphone) / HEARING_RATE + LONGEST_LAG_S + 0.1
        played = history(seconds).astype(np.float32) / 32768
        if not len(played) or float(np.abs(played).max()) < 1e-3:
            return False
        resampled: NDArray[np.float32] = soxr.resample(played, CALL_RATE, HEARING_RATE, "QQ")
        return echo_likelihood(microphone, resampled) >= SURE

    return check
