"""Whether the server can do its work, for people, load balancers and containers."""

from __future__ import annotations

from typing import Literal

from fastapi import APIRouter, Request
from pydantic import BaseModel

from app.api.deps import rooms_if_open

router = APIRouter(prefix="/api/health", tags=["health"])


class HealthOut(BaseModel):
    status: Literal["ok", "starting", "degraded"]
    engines: dict[str, str]
    problems: list[str]


@router.get("")
async def health(request: Request) -> HealthOut:
    """Status, the engine of each stage, and every problem with what to do about it."""
    rooms = rooms_if_open(request)
    if rooms is None:
        return HealthOut(status="starting", engines={}, problems=[])
    report = rooms.health.report()
    problems = list(report.problems)
    if rooms.store.problem:
        problems.append(rooms.store.problem)
    problems += [str(problem) for problem in await rooms.shelf.problems()]
    worse = report.status == "ok" and bool(problems)
    return HealthOut(
        status="degraded" if worse else report.status, engines=report.engines, problems=problems
    )
