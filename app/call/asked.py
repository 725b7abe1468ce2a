"""What is asked of the manager of live calls, and what it answers: shared with the routers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from app.events import ForkPoint
from app.scenario import Entry

if TYPE_CHECKING:
    from app.call.session import CallSession


@dataclass(frozen=True, slots=True)
class NewCall:
    """A call that a learner wants. ``scenario`` is as it was read just now."""

    session_id: str
    scenario: Entry
    variant: str
    recorded: bool = False
    typed_only: bool = False
    fork: ForkPoint | None = None
    """The moment of an earlier call of the same session to go on from."""


@dataclass(frozen=True, slots=True)
class CreatedCall:
    """A call that may now be joined. The resume token is given only here."""

    id: str
    resume_token: str
    ice_servers: list[dict[str, Any]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Prepared:
    """How many of a scenario's lines are voiced ahead."""

    done: int
    total: int


class CallRefused(RuntimeError):
    """No call can be had now. ``code`` is stable (``machine_full``, ``starting``), the message is
    for the learner, ``retry_after`` in seconds."""

    def __init__(self, code: str, message: str, retry_after: float) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.retry_after = retry_after


class CallManager(Protocol):
    """The live calls of this process."""

    async def create(self, asked: NewCall) -> CreatedCall:
        """Stores the call's row and makes the call. Raises CallRefused."""
        ...

    def session(self, call_id: str) -> CallSession | None:
        """The live call of that id."""
        ...

    async def end(self, call_id: str) -> None:
        """Hangs up for the learner and returns when the log is stored; nothing if not live."""
        ...
