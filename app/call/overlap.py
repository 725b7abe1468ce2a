"""A learner's voice over the patient's: ducked at its onset, written down once it is settled."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from app.call.mouth import Mouth
from app.call.outlet import Outlet
from app.events import BargeIn


@dataclass(slots=True)
class Overlap:
    """Times in seconds of the media clock."""

    utterance: str
    onset: float
    ducked: float
    text: str = ""
    restored: float | None = None
    """When the voice came back, while the learner's still sounded."""


class Overlaps:
    """At most one at a time. Owned by the conversation, on the event loop."""

    def __init__(self, mouth: Mouth, outlet: Outlet, now: Callable[[], float]) -> None:
        self._mouth = mouth
        self._outlet = outlet
        self._now = now
        self.open: Overlap | None = None

    def begin(self, onset: float) -> None:
        """Somebody speaks over the patient since ``onset``: lower the voice."""
        self._mouth.duck()
        speaking = self._mouth.speaking
        if speaking is not None:
            self.open = Overlap(speaking.id, onset, self._now())

    def restore(self, sounds_on: bool) -> None:
        """It is a backchannel or a cough, which may still sound: full voice again."""
        self._mouth.restore()
        if self.open is not None:
            self.open.restored = self._now()
        if not sounds_on:
            self.close()

    def close(self) -> None:
        """The backchannel is over."""
        self._settle("restored")

    def stop(self) -> None:
        """The learner has the floor."""
        self._settle("stopped")

    def _settle(self, outcome: Literal["stopped", "restored"]) -> None:
        overlap, self.open = self.open, None
        if overlap is None:
            return
        settled = overlap.restored if outcome == "restored" else None
        end = self._now() if settled is None else settled
        self._outlet.log(
            BargeIn(
                t=overlap.onset,
                utterance=overlap.utterance,
                outcome=outcome,
                ducked_after=max(0.0, overlap.ducked - overlap.onset),
                settled_after=max(0.0, end - overlap.onset),
                text=overlap.text,
            )
        )
