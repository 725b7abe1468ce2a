"""Where a talk is written down, and what of it the learner's browser is shown."""

from __future__ import annotations

from typing import Literal, Protocol

from app.call.face import Attention
from app.events import AnyEvent, Stage, TurnTimings


class Outlet(Protocol):
    """Given by the session. No method blocks."""

    def log(self, event: AnyEvent) -> None:
        """Write an event down."""
        ...

    def caption(self, who: Literal["you", "them"], id_: str, text: str, final: bool) -> None:
        """All that was said of one utterance so far."""
        ...

    def floor(self, sign: Attention) -> None:
        """What the patient does now."""
        ...

    def timings(self, timings: TurnTimings) -> None:
        """Where the time of an answer went."""
        ...

    def degraded(self, stage: Stage, engine: str, reason: str, message: str) -> None:
        """A stage serves less than its best: written down, and shown as ``message``."""
        ...

    def care(self) -> None:
        """The learner spoke of harming themselves: the role stops, and nothing is written down."""
        ...

    def ended(self, ending: str, begun_by: str) -> None:
        """The goodbyes are said. ``begun_by``: learner, patient or hang_up."""
        ...
