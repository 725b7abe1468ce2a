"""What an engine that puts the patient's mind into words is given, and gives back."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator, Callable
from dataclasses import dataclass
from typing import Literal, Protocol

from app.events import AnyEvent
from app.patient.state import TalkState
from app.patient.turn import Intent
from app.scenario.model import Scenario


@dataclass(frozen=True, slots=True)
class Uttered:
    """One turn that was heard."""

    who: Literal["learner", "patient"]
    text: str


def _tell_nobody(event: AnyEvent) -> None:
    """Where nobody keeps a log."""


@dataclass(frozen=True, slots=True)
class TalkContext:
    """What surrounds an intent. ``history`` ends with what the learner said last."""

    scenario: Scenario
    state: TalkState
    history: tuple[Uttered, ...] = ()
    t: float = 0.0
    """The media clock, for events."""
    report: Callable[[AnyEvent], None] = _tell_nobody
    """Takes guard_tripped and engine_degraded events for the log."""


class WordsEngine(Protocol):
    """Puts one intent into words."""

    name: str

    def words(self, intent: Intent, context: TalkContext) -> AsyncIterator[str]:
        """The words, clause by clause, the first as soon as it can be spoken. Closing the iterator
        stops the work. It always gives at least one clause where the intent has a text, and
        raises nothing: what goes wrong is reported, and the line as it is written takes over."""
        ...


class WordsError(RuntimeError):
    """An engine cannot be had. The message says why, and what to do."""


class LanguageModel(Protocol):
    """A chat model that streams."""

    name: str

    def stream(self, messages: list[dict[str, str]]) -> AsyncGenerator[str, None]:
        """Pieces of text as they are made. Closing the iterator stops the model.

        ``messages``: ``role`` (system, user, assistant) and ``content``. Raises ModelFailure."""
        ...


class ModelFailure(RuntimeError):
    """A language model gave no answer. The message says why."""
