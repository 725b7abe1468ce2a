"""Signalling of a live call: offer, answer, candidates, and what is typed or pressed.

Every message is one JSON object. The socket is also the way for captions and turn state while the
data channel is not open.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
from typing import Annotated, Any, Literal

import structlog
from fastapi import APIRouter, WebSocket, WebSocketDisconnect
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from app.api.deps import Rooms
from app.call.media.offer import MediaError
from app.call.session import CallSession
from app.store import CallRow, Calls, Learner

router = APIRouter(prefix="/api/calls", tags=["signalling"])

QUEUE = 256
"""Messages that may wait for a slow browser; the oldest caption is dropped after that."""

NOT_YOURS = 4404
OVER = 4410
NO_TOKEN = 4403
REPLACED = 4409
_REPLACED = "replaced"
"""In the queue of a socket: close it."""

_log = structlog.get_logger(__name__)


class _In(BaseModel):
    model_config = ConfigDict(extra="ignore")


class OfferIn(_In):
    type: Literal["offer"]
    sdp: str = Field(max_length=200_000)


class CandidateBody(_In):
    candidate: str = Field("", max_length=2000)
    sdpMid: str | None = Field(None, max_length=64)
    sdpMLineIndex: int | None = Field(None, ge=0, le=64)


class CandidateIn(_In):
    type: Literal["candidate"]
    candidate: CandidateBody | None = None


class TypedIn(_In):
    type: Literal["typed"]
    text: str = Field(min_length=1, max_length=4000)


class PressedIn(_In):
    type: Literal["ping", "typing", "pause", "resume", "hang_up", "media_blocked"]


class NotedIn(_In):
    """What the server takes note of and needs not act on."""

    type: Literal["microphone", "camera", "stats"]


_INCOMING: TypeAdapter[OfferIn | CandidateIn | TypedIn | PressedIn | NotedIn] = TypeAdapter(
    Annotated[OfferIn | CandidateIn | TypedIn | PressedIn | NotedIn, Field(discriminator="type")]
)


@router.websocket("/{call_id}/signal")
async def signal(socket: WebSocket, call_id: str, token: str = "") -> None:
    """The session gate, and the host and origin checks, have been passed."""
    await socket.accept()
    session = await _admit(socket, call_id, token)
    if session is None:
        return
    line = _Line(socket)
    session.attach(line)
    writer = asyncio.create_task(line.write(), name="signalling")
    try:
        while (text := await _next_message(socket)) is not None:
            session.heard_from(line)
            await _take(session, line, text)
    finally:
        session.detach(line)
        writer.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await writer


async def _next_message(socket: WebSocket) -> str | None:
    """The next message, empty if it was not text; None when either side has closed."""
    try:
        received = await socket.receive()
    except (WebSocketDisconnect, RuntimeError):
        return None
    if received["type"] == "websocket.disconnect":
        return None
    text: str = received.get("text") or ""
    return text


async def _admit(socket: WebSocket, call_id: str, token: str) -> CallSession | None:
    """The live call, if this learner may join it; else the socket is closed with a reason."""
    rooms: Rooms = socket.app.state.rooms
    learner: Learner = socket.state.learner

    def look(s: Any) -> tuple[CallRow | None, bool]:
        calls = Calls(s)
        return calls.find(call_id, learner.id), calls.may_resume(call_id, token)

    row, may_resume = await rooms.store.run(look)
    if row is None:
        await _close(socket, NOT_YOURS, "call_unknown", "There is no such call.")
        return None
    session = rooms.calls.session(call_id)
    if session is None or row.status != "open":
        await _close(socket, OVER, "call_over", "This call has ended. Its report is there.")
        return None
    if not may_resume:
        await _close(
            socket, NO_TOKEN, "token_needed", "This call is open in another window. Use that one."
        )
        return None
    assert isinstance(session, CallSession)
    return session


async def _close(socket: WebSocket, status: int, code: str, message: str) -> None:
    await socket.send_text(_error(code, message))
    await socket.close(status, code)


def _error(code: str, message: str, field: str | None = None) -> str:
    error = {"code": code, "message": message}
    if field:
        error["field"] = field
    return json.dumps({"type": "error", "error": error})


async def _take(session: CallSession, line: _Line, text: str) -> None:
    try:
        message = _INCOMING.validate_json(text)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"]) or "type"
        line.send(_error("message_invalid", f"{field}: {first['msg']}", field))
        return
    match message:
        case OfferIn():
            try:
                answer = await session.offer(message.sdp)
            except MediaError as error:
                line.send(_error(error.code, error.message))
            else:
                line.send(json.dumps({"type": "answer", "sdp": answer}))
        case CandidateIn():
            found = message.candidate
            if found is not None:
                await session.candidate(found.candidate, found.sdpMid, found.sdpMLineIndex)
        case TypedIn():
            session.typed(message.text)
        case PressedIn():
            _press(session, line, message.type)
        case NotedIn():
            pass


def _press(session: CallSession, line: _Line, what: str) -> None:
    match what:
        case "ping":
            line.send('{"type":"pong"}')
        case "typing":
            session.typing()
        case "pause":
            session.pause()
        case "resume":
            session.resume()
        case "media_blocked":
            session.media_blocked()
        case "hang_up":
            session.end("learner_hung_up")


class _Line:
    """The way to one browser: a bounded queue, and the task that empties it."""

    def __init__(self, socket: WebSocket) -> None:
        self._socket = socket
        self._waiting: asyncio.Queue[str] = asyncio.Queue(QUEUE)

    def send(self, text: str) -> None:
        """Never blocks. A browser that takes nothing loses the oldest message."""
        if self._waiting.full():
            self._waiting.get_nowait()
            _log.warning("a browser is too slow; its oldest message is dropped")
        self._waiting.put_nowait(text)

    def replaced(self) -> None:
        """Another window of the same learner has taken over."""
        self.send(_REPLACED)

    async def write(self) -> None:
        """Send what waits, until the call or this socket's part in it is over."""
        with contextlib.suppress(WebSocketDisconnect, RuntimeError):
            while True:
                text = await self._waiting.get()
                if text == _REPLACED:
                    await self._socket.close(REPLACED, "replaced")
                    return
                await self._socket.send_text(text)
                if '"type":"ended"' in text:
                    await self._socket.close(1000, "ended")
                    return
