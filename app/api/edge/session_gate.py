"""Nobody without a session gets further than the door: 401 before anything is validated."""

from __future__ import annotations

import time

from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Receive, Scope, Send

from app.api.edge.refuse import refuse
from app.api.errors import error_response, plain_error
from app.store import LearnerSessions, Store, StoreBusy

COOKIE = "sp_session"
_OPEN = frozenset({"/api/health", "/api/session"})


class SessionGate:
    """Middleware: finds the learner by the session cookie and sets ``state.learner``.

    Everything under /api but health and session needs one: routes that do not exist, and the
    signalling WebSocket, too.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope.get("path", "")
        if scope["type"] not in ("http", "websocket") or not f"{path}/".startswith("/api/"):
            await self._app(scope, receive, send)
            return
        connection = HTTPConnection(scope)
        rooms = getattr(connection.app.state, "rooms", None)
        token = connection.cookies.get(COOKIE)
        learner = None
        if rooms is not None and token:
            store: Store = rooms.store
            try:
                learner = await store.run(lambda s: LearnerSessions(s).find(token, time.time()))
            except StoreBusy as error:
                busy = error_response(503, "store_busy", str(error), headers={"Retry-After": "2"})
                await refuse(busy, scope, receive, send)
                return
        if learner is None and path not in _OPEN:
            await refuse(plain_error(401), scope, receive, send)
            return
        connection.state.learner = learner
        await self._app(scope, receive, send)
