"""Who helps a learner in need, as the site has written it."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict

from app.api.deps import LearnerDep, RoomsDep

router = APIRouter(prefix="/api/help-lines", tags=["help"])

SHIPPED = Path(__file__).parents[1] / "help_lines.toml"
EVERYWHERE = "*"


class HelpLine(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    region: str
    name: str
    how: str


@router.get("")
async def help_lines(learner: LearnerDep, rooms: RoomsDep) -> list[HelpLine]:
    """Those of the site's region first, then those that hold everywhere."""
    lines = read_help_lines(rooms.settings.help_lines or SHIPPED)
    region = rooms.settings.help_region.upper()
    near = [line for line in lines if line.region == region]
    return [*near, *(line for line in lines if line.region == EVERYWHERE)]


@cache
def read_help_lines(path: Path) -> tuple[HelpLine, ...]:
    """Raises ValueError naming the file, where it cannot be used: nobody may meet an empty page
    then."""
    try:
        rows = tomllib.loads(path.read_text(encoding="utf-8")).get("lines", [])
        lines = tuple(HelpLine.model_validate(row) for row in rows)
    except (OSError, ValueError) as error:
        raise ValueError(f"HELP_LINES {path}: {error}") from error
    if not any(line.region == EVERYWHERE for line in lines):
        raise ValueError(f'HELP_LINES {path}: give at least one line with region = "{EVERYWHERE}"')
    return lines
