"""The browser's session: who the learner is, known by a cookie."""

from __future__ import annotations

import hmac
import time
from typing import Annotated

from fastapi import APIRouter, Body, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from app.api.deps import LearnerDep, Rooms, RoomsDep
from app.api.edge.hosts import client_address, from_this_machine
from app.api.edge.session_gate import COOKIE
from app.api.errors import ApiError
from app.api.tries import Tries
from app.store import Learner, LearnerSessions

router = APIRouter(prefix="/api/session", tags=["session"])

_LASTS_S = 30 * 24 * 3600.0
_NAME = "Learner"
_wrong_codes = Tries(limit=10, within_s=60.0)


class LearnerOut(BaseModel):
    id: str
    name: str


class SessionOut(BaseModel):
    learner: LearnerOut


class SessionIn(BaseModel):
    model_config = ConfigDict(extra="forbid")

    access_code: str = Field("", max_length=200)


@router.get("")
async def whoami(learner: LearnerDep) -> SessionOut:
    """The learner of this browser; 401 without a session."""
    return _shape(learner)


@router.post("")
async def open_session(
    request: Request,
    response: Response,
    rooms: RoomsDep,
    asked: Annotated[SessionIn | None, Body()] = None,
) -> SessionOut:
    """Lets this browser in: in the demo anybody on this machine, else whoever has the access
    code. A browser that has a session keeps it."""
    known: Learner | None = request.state.learner
    if known is not None:
        return _shape(known)
    _admit(request, rooms, asked.access_code if asked else "")
    learner, token = await rooms.store.run(
        lambda s: LearnerSessions(s).open(_NAME, time.time(), _LASTS_S)
    )
    response.set_cookie(
        COOKIE,
        token,
        max_age=int(_LASTS_S),
        httponly=True,
        samesite="lax",
        secure=rooms.settings.behind_tls,
    )
    return _shape(learner)


@router.delete("", status_code=204)
async def close_session(request: Request, response: Response, rooms: RoomsDep) -> None:
    """Signs this browser out."""
    token = request.cookies.get(COOKIE)
    if token:
        await rooms.store.run(lambda s: LearnerSessions(s).end(token, time.time()))
    response.delete_cookie(COOKIE)


def _admit(request: Request, rooms: Rooms, code: str) -> None:
    """Raises ApiError unless whoever asks may have a session."""
    settings = rooms.settings
    if settings.demo:
        if from_this_machine(request):
            return
        raise ApiError(403, "demo_is_local", "The demo is for the machine it runs on only.")
    if not settings.access_code:
        raise ApiError(
            403,
            "sign_in_unavailable",
            "Nobody can sign in yet: ACCESS_CODE is not set on the server.",
        )
    address = client_address(request, settings.behind_tls)
    now = time.monotonic()
    if _wrong_codes.too_many(address, now):
        raise ApiError(
            429,
            "too_many_tries",
            "Too many wrong codes. Wait a minute.",
            headers={"Retry-After": "60"},
        )
    if not code:
        raise ApiError(403, "access_code_needed", "Enter the access code.", field="access_code")
    if not hmac.compare_digest(code.encode(), settings.access_code.encode()):
        _wrong_codes.add(address, now)
        raise ApiError(403, "access_code_wrong", "That is not the code.", field="access_code")


def _shape(learner: Learner) -> SessionOut:
    return SessionOut(learner=LearnerOut(id=learner.id, name=learner.name))
