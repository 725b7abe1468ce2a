"""Can this machine speak live, as it is loaded now?"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable

RECENT = 8
"""Clauses that count."""
FEWEST = 3
"""Fewer clauses say nothing: one may have been unlucky."""
LASTS_S = 600.0
"""Seconds after which a measurement says nothing of the machine any more."""


class LivePace:
    """Seconds of work for a second of speech, over the last clauses of all calls. On the event
    loop only."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._noted: deque[tuple[float, float]] = deque(maxlen=RECENT)

    def note(self, worked_s: float, spoke_s: float) -> None:
        """A clause of ``spoke_s`` has taken ``worked_s``, the wait for a core included."""
        if spoke_s > 0:
            self._noted.append((self._now(), worked_s / spoke_s))

    @property
    def too_slow(self) -> bool:
        """Whether a talk spoken live would have gaps between its clauses."""
        since = self._now() - LASTS_S
        recent = [ratio for t, ratio in self._noted if t >= since]
        return len(recent) >= FEWEST and sum(recent) / len(recent) > 1.0
