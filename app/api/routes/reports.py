"""What the learner is shown after a call."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter

from app.api.deps import OwnCall, RoomsDep
from app.api.errors import ApiError
from app.api.routes.calls import call_out, cast_of
from app.evaluation import CallFacts, Report, report, timings
from app.store import TRACKS, CallRow, Events, Recordings

router = APIRouter(prefix="/api/calls/{call_id}", tags=["reports"])


@router.get("/report")
async def read_report(call: OwnCall, rooms: RoomsDep) -> Report:
    """The report of a call that is over; 409 while it goes on."""
    _refuse_open(call)
    out = call_out(call, await cast_of(call, rooms))
    facts = CallFacts(**out.model_dump(include=set(CallFacts.model_fields)))

    # The fold runs where the events are read: on a store thread, not on the event loop.
    return await rooms.store.run(
        lambda session: report(
            Events(session).of_call(call.id), facts, _audio(Recordings(session), call.id)
        )
    )


@router.get("/events")
async def read_events(call: OwnCall, rooms: RoomsDep) -> list[dict[str, Any]]:
    """The whole log of a call that is over, as it was written; 409 while it goes on."""
    _refuse_open(call)
    return await rooms.store.run(
        lambda session: [
            event.model_dump(mode="json", exclude_none=True)
            for event in Events(session).of_call(call.id)
        ]
    )


@router.get("/timings")
async def read_timings(call: OwnCall, rooms: RoomsDep) -> dict[str, Any]:
    """Where the time of the patient's answers went; so far, while the call goes on."""
    return await rooms.store.run(lambda session: timings(Events(session).of_call(call.id)))


def _refuse_open(call: CallRow) -> None:
    if call.status == "open":
        raise ApiError(409, "call_open", "The report is made when the call has ended.")


def _audio(recordings: Recordings, call_id: str) -> dict[str, str]:
    return {
        track: f"/api/calls/{call_id}/recording/{track}.ogg"
        for track in TRACKS
        if recordings.find(call_id, track)
    }
