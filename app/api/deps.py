"""What the routers work with: the rooms below, and the learner who asks.

The application fills ``app.state.rooms`` when the database and the engines are there; until then
every route but health answers 503.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Literal, Protocol

from fastapi import Depends, Request

from app.api.errors import ApiError, not_found
from app.api.shelf import Shelf
from app.call.asked import CallManager, Prepared
from app.scenario import Entry
from app.settings import Settings
from app.store import CallRow, Calls, Learner, Store


class Voicing(Protocol):
    """Voices a scenario's lines ahead of the call, in the background."""

    def prepare(self, scenario: Entry) -> None:
        """Begins, unless it has begun or is done. Returns at once."""
        ...

    def progress(self, scenario: Entry) -> Prepared:
        """Where it stands. Returns at once."""
        ...


@dataclass(frozen=True, slots=True)
class HealthReport:
    """Which engine serves each stage, and what is wrong in words that say what to do."""

    status: Literal["ok", "starting", "degraded"]
    engines: dict[str, str] = field(default_factory=dict)
    problems: tuple[str, ...] = ()


class Health(Protocol):
    def report(self) -> HealthReport:
        """The state of the engines now. Returns at once."""
        ...


@dataclass(frozen=True, slots=True)
class Rooms:
    """Everything that a router may call."""

    settings: Settings
    store: Store
    shelf: Shelf
    calls: CallManager
    voicing: Voicing
    health: Health


def rooms_if_open(request: Request) -> Rooms | None:
    """The rooms, or None while the application starts."""
    rooms: Rooms | None = getattr(request.app.state, "rooms", None)
    return rooms


def rooms(request: Request) -> Rooms:
    """The rooms. 503 while the application starts."""
    found = rooms_if_open(request)
    if found is None:
        raise ApiError(
            503, "starting", "The server is still starting.", headers={"Retry-After": "2"}
        )
    return found


def learner(request: Request) -> Learner:
    """Who asks. The session gate has let nobody else in."""
    found: Learner | None = getattr(request.state, "learner", None)
    if found is None:
        raise ApiError(401, "session_needed", "Open a session first: POST /api/session.")
    return found


RoomsDep = Annotated[Rooms, Depends(rooms)]
LearnerDep = Annotated[Learner, Depends(learner)]


async def own_call(call_id: str, rooms: RoomsDep, learner: LearnerDep) -> CallRow:
    """The call of the address, if it is the learner's own; else 404, as if it were not there."""
    row = await rooms.store.run(lambda s: Calls(s).find(call_id, learner.id))
    if row is None:
        raise not_found("call")
    return row


OwnCall = Annotated[CallRow, Depends(own_call)]


async def known_scenario(scenario_id: str, rooms: RoomsDep) -> Entry:
    """The scenario of the address, or 404."""
    entry = await rooms.shelf.get(scenario_id)
    if entry is None:
        raise not_found("scenario")
    return entry


KnownScenario = Annotated[Entry, Depends(known_scenario)]
