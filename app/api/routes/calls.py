"""Calls: to begin one, to end one, and to see one's own."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from app.api.deps import LearnerDep, OwnCall, Rooms, RoomsDep
from app.api.errors import ApiError, not_found
from app.api.routes.scenarios import portrait_url
from app.call.asked import CallRefused, NewCall
from app.events import ForkPoint
from app.scenario.ease import Ease
from app.store import CallRow, Calls

router = APIRouter(prefix="/api/calls", tags=["calls"])


class ForkIn(BaseModel):
    model_config = ConfigDict(extra="forbid")

    call: str = Field(max_length=64)
    t: float = Field(ge=0)


class CallIn(BaseModel):
    model_config = ConfigDict(extra="forbid")

    scenario: str = Field(max_length=100)
    variant: str | None = Field(None, max_length=100)
    recorded: bool = False
    typed_only: bool = False
    ease: Ease = "usual"
    fork: ForkIn | None = None


class CreatedOut(BaseModel):
    id: str
    resume_token: str
    signal: str
    ice_servers: list[dict[str, Any]]


class CallOut(BaseModel):
    id: str
    scenario: str
    title: str
    name: str
    status: str
    reason: str | None
    started_at: str
    ended_at: str | None
    seconds: float | None = Field(description="From beginning to end by the wall clock")
    recorded: bool
    portrait: str | None


@router.post("", status_code=201)
async def begin(asked: CallIn, rooms: RoomsDep, learner: LearnerDep) -> CreatedOut:
    """A call that may be joined at ``signal``. 503 when the machine is full."""
    entry = await rooms.shelf.get(asked.scenario)
    if entry is None:
        raise ApiError(404, "not_found", "There is no such scenario.", field="scenario")
    variant = asked.variant or entry.scenario.first_variant
    if variant not in entry.scenario.variants:
        raise ApiError(422, "invalid", "The scenario has no such variant.", field="variant")
    if entry.scenario.meeting and variant == entry.scenario.meeting.variant:
        message = "A family meeting needs two faces: it can be rehearsed in text so far."
        raise ApiError(422, "invalid", message, field="variant")
    fork = await _fork_point(asked.fork, rooms, learner.id) if asked.fork else None
    try:
        created = await rooms.calls.create(
            NewCall(
                session_id=learner.id,
                scenario=entry.at(asked.ease),
                variant=variant,
                recorded=asked.recorded,
                typed_only=asked.typed_only,
                fork=fork,
            )
        )
    except CallRefused as refused:
        wait = str(max(1, round(refused.retry_after)))
        raise ApiError(
            503, refused.code, refused.message, headers={"Retry-After": wait}
        ) from refused
    return CreatedOut(
        id=created.id,
        resume_token=created.resume_token,
        signal=f"/api/calls/{created.id}/signal",
        ice_servers=created.ice_servers,
    )


async def _fork_point(asked: ForkIn, rooms: Rooms, session_id: str) -> ForkPoint:
    call = await rooms.store.run(lambda s: Calls(s).find(asked.call, session_id))
    if call is None:
        raise not_found("call to go on from")
    return ForkPoint(call=call.id, t=asked.t)


@router.get("")
async def own_calls(rooms: RoomsDep, learner: LearnerDep) -> list[CallOut]:
    """The learner's own calls, the latest first."""
    rows = await rooms.store.run(lambda s: Calls(s).of_session(learner.id))
    casts = {e.scenario.id: e.scenario.look.cast for e in await rooms.shelf.list()}
    return [call_out(row, casts.get(row.scenario)) for row in rows]


@router.get("/{call_id}")
async def status(call: OwnCall, rooms: RoomsDep) -> CallOut:
    """Whether the call is open, has ended, or was cut off."""
    return call_out(call, await cast_of(call, rooms))


@router.post("/{call_id}/end")
async def end(call: OwnCall, rooms: RoomsDep, learner: LearnerDep) -> CallOut:
    """Hangs up. A call that is over already stays as it ended."""
    await rooms.calls.end(call.id)
    row = await rooms.store.run(lambda s: Calls(s).find(call.id, learner.id))
    return call_out(row or call, await cast_of(call, rooms))


async def cast_of(call: CallRow, rooms: Rooms) -> str | None:
    """The face of the call's scenario, if the scenario is still there."""
    entry = await rooms.shelf.get(call.scenario)
    return entry.scenario.look.cast if entry else None


def call_out(row: CallRow, cast: str | None) -> CallOut:
    """One call as it is sent."""
    return CallOut(
        id=row.id,
        scenario=row.scenario,
        title=row.title,
        name=row.name,
        status=row.status,
        reason=row.reason,
        started_at=iso(row.started_at),
        ended_at=iso(row.ended_at) if row.ended_at is not None else None,
        seconds=round(row.ended_at - row.started_at, 1) if row.ended_at is not None else None,
        recorded=row.recorded,
        portrait=portrait_url(row.scenario, cast) if cast else None,
    )


def iso(seconds: float) -> str:
    """Unix seconds as ISO 8601 in UTC."""
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds")
