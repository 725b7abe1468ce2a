"""A time-out: the face goes, the room stays, the clock stands still."""

from __future__ import annotations

import time

from app.call.face import Face
from app.call.media.clock import MediaClock
from app.call.reporter import Reporter
from app.events import CallPaused, CallResumed

LONGEST = 1200.0
"""Seconds after which nobody is coming back."""


class TimeOut:
    """The pauses of one call."""

    def __init__(self, clock: MediaClock, face: Face, reporter: Reporter) -> None:
        self._clock = clock
        self._face = face
        self._reporter = reporter
        self._since: float | None = None

    @property
    def on(self) -> bool:
        """Whether the call stands still at the learner's wish, or for their sake."""
        return self._since is not None

    @property
    def too_long(self) -> bool:
        return self._since is not None and time.monotonic() - self._since > LONGEST

    def begin(self) -> None:
        """Stop the clock and hide the face, if that is not so already."""
        if self.on:
            return
        self._since = time.monotonic()
        self._reporter.paused = True
        self._clock.pause()
        self._face.hide(True)
        self._reporter.log(CallPaused(t=self._clock.now()))
        self._reporter.tell_state()

    def end(self) -> bool:
        """Show the face again; the caller runs the clock. False if there was no time-out."""
        if self._since is None:
            return False
        paused, self._since = time.monotonic() - self._since, None
        self._reporter.paused = self._reporter.cares = False
        self._face.hide(False)
        self._reporter.log(CallResumed(t=self._clock.now(), paused_seconds=paused))
        return True
