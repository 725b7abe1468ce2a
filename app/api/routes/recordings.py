"""The sound of a recorded call, for the learner whose call it was."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import FileResponse

from app.api.deps import OwnCall, RoomsDep
from app.api.errors import ApiError, not_found
from app.store import Recordings, Track

router = APIRouter(prefix="/api/calls/{call_id}/recording", tags=["recordings"])


@router.get("/{track}.ogg")
async def recording(track: Track, call: OwnCall, rooms: RoomsDep) -> FileResponse:
    """One track as Ogg/Opus; ranges can be asked for."""
    if call.status == "open":
        raise ApiError(409, "call_open", "The recording is ready when the call has ended.")
    row = await rooms.store.run(lambda s: Recordings(s).find(call.id, track))
    if row is None:
        raise not_found("recording")
    path = rooms.store.recordings.resolve(row.path)
    if not path.is_file():
        raise not_found("recording")
    return FileResponse(
        path, media_type="audio/ogg", headers={"cache-control": "private, no-cache"}
    )
