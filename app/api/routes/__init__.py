"""The routers, one file a resource: parse, authorise, call a room below, shape the answer."""

from __future__ import annotations

from fastapi import APIRouter

from app.api.routes import calls, health, help_lines, recordings, reports, scenarios, session

ROUTERS: tuple[APIRouter, ...] = (
    health.router,
    help_lines.router,
    session.router,
    scenarios.router,
    calls.router,
    reports.router,
    recordings.router,
)
