"""Puts the API and the pages into an application."""

from __future__ import annotations

from fastapi import APIRouter, FastAPI

from app.api.edge.body_limit import BodyLimit
from app.api.edge.headers import SecurityHeaders
from app.api.edge.hosts import HostsAndOrigins
from app.api.edge.session_gate import SessionGate
from app.api.errors import install_handlers
from app.api.pages import pages
from app.api.routes import ROUTERS
from app.settings import Settings


def install(app: FastAPI, settings: Settings, *more: APIRouter) -> None:
    """Routers, error shape and middleware, before the application starts.

    ``more``: routers of other rooms, such as signalling; they come before the pages, which take
    every address that is left. The application sets ``app.state.rooms`` in its lifespan.
    """
    for router in (*ROUTERS, *more):
        app.include_router(router)
    app.include_router(pages(settings.frontend_dir))
    install_handlers(app)
    names = frozenset(name.lower() for name in settings.split(settings.allowed_hosts))
    # The last one added is the first that a request meets.
    app.add_middleware(SessionGate)
    app.add_middleware(BodyLimit)
    app.add_middleware(HostsAndOrigins, allowed_hosts=names)
    app.add_middleware(SecurityHeaders, behind_tls=settings.behind_tls)
