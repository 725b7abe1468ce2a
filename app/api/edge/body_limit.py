"""No request body is larger than 1 MB, whatever it says of its length."""

from __future__ import annotations

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.api.errors import plain_error

MAX_BYTES = 1_000_000


class BodyLimit:
    """Middleware: 413 at once for a declared length above the limit, else as soon as the bytes
    that came are more."""

    def __init__(self, app: ASGIApp, limit: int = MAX_BYTES) -> None:
        self._app = app
        self._limit = limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        declared = Headers(scope=scope).get("content-length", "0")
        if not declared.isdigit() or int(declared) > self._limit:
            await plain_error(413)(scope, receive, send)
            return
        counted = 0

        async def limited_receive() -> Message:
            nonlocal counted
            message = await receive()
            counted += len(message.get("body", b""))
            if counted > self._limit:
                raise HTTPException(413)
            return message

        await self._app(scope, limited_receive, send)
