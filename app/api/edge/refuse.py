"""Says no to a request or to a WebSocket that is not open yet."""

from __future__ import annotations

from starlette.responses import JSONResponse
from starlette.types import Receive, Scope, Send
from starlette.websockets import WebSocket

_POLICY_VIOLATION = 1008


async def refuse(answer: JSONResponse, scope: Scope, receive: Receive, send: Send) -> None:
    """Sends ``answer``; a server that cannot answer a WebSocket with HTTP closes it (1008)."""
    if scope["type"] == "http":
        await answer(scope, receive, send)
        return
    socket = WebSocket(scope, receive, send)
    if "websocket.http.response" in scope.get("extensions", {}):
        await socket.send_denial_response(answer)
    else:
        await socket.close(_POLICY_VIOLATION)
