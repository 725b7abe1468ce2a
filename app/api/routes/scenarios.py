"""The catalogue: what a learner may know of a patient before the call, and nothing else."""

from __future__ import annotations

from pathlib import Path

from fastapi import APIRouter
from fastapi.responses import FileResponse
from pydantic import BaseModel

import avatar
from app.api.deps import KnownScenario, LearnerDep, Rooms, RoomsDep
from app.api.errors import not_found
from app.scenario import Entry
from app.scenario.ease import Ease, eases

router = APIRouter(prefix="/api/scenarios", tags=["scenarios"])

CAST = Path(avatar.__file__).parent / "cast"


class DifficultyOut(BaseModel):
    emotion: int
    complexity: int
    language: int


class ContentNoteOut(BaseModel):
    themes: list[str]
    severity: int
    text: str


class PreparedOut(BaseModel):
    done: int
    total: int


class ScenarioCard(BaseModel):
    id: str
    title: str
    name: str
    age: int
    pronouns: str
    who: str
    setting: str
    practise: list[str]
    difficulty: DifficultyOut
    minutes: int
    content_note: ContentNoteOut
    portrait: str | None
    prepared: PreparedOut


class BriefOut(BaseModel):
    task: str
    chart: list[str]


class ScenarioOut(ScenarioCard):
    brief: BriefOut
    objectives: list[str]
    variants: list[str]
    eases: list[Ease]
    privacy: list[str]


@router.get("")
async def catalogue(rooms: RoomsDep, _learner: LearnerDep) -> list[ScenarioCard]:
    """Every scenario that can be used."""
    return [ScenarioCard(**_card(entry, rooms)) for entry in await rooms.shelf.list()]


@router.get("/{scenario_id}")
async def brief(entry: KnownScenario, rooms: RoomsDep) -> ScenarioOut:
    """What the learner reads before the call."""
    scenario = entry.scenario
    meeting = scenario.meeting.variant if scenario.meeting else None
    return ScenarioOut(
        **_card(entry, rooms),
        brief=BriefOut(task=scenario.brief.task.strip(), chart=list(scenario.brief.chart)),
        objectives=list(scenario.objectives),
        variants=[one for one in scenario.variants if one != meeting],
        eases=list(eases(scenario)),
        privacy=privacy(scenario.identity.name),
    )


@router.post("/{scenario_id}/prepare", status_code=202)
async def prepare(entry: KnownScenario, rooms: RoomsDep) -> PreparedOut:
    """Begins to voice the patient's lines in the background; the brief shows how far it is."""
    rooms.voicing.prepare(entry)
    return _prepared(entry, rooms)


@router.get("/{scenario_id}/portrait.jpg")
async def portrait(entry: KnownScenario) -> FileResponse:
    """The patient's picture."""
    path = _portrait(entry.scenario.look.cast)
    if path is None:
        raise not_found("portrait")
    return FileResponse(path, headers={"cache-control": "private, max-age=3600"})


def portrait_url(scenario_id: str, cast: str) -> str | None:
    """Where a browser gets the patient's picture, if there is one."""
    return f"/api/scenarios/{scenario_id}/portrait.jpg" if _portrait(cast) else None


def privacy(name: str) -> list[str]:
    """Who sees what, in whole sentences."""
    return [
        f"{name} is a computer program with a drawn face and a made voice; it can be wrong.",
        "Your camera picture and your voice go to this server only, and to nobody else.",
        "What you said is kept as text with the report; only you can open it, in this browser.",
        "Sound is kept only if you agree to a recording before the call. Your picture never is.",
        "This is practice: nothing here is graded, and nothing in it is clinical advice.",
    ]


def _card(entry: Entry, rooms: Rooms) -> dict[str, object]:
    scenario = entry.scenario
    return {
        "id": scenario.id,
        "title": scenario.title,
        "name": scenario.identity.name,
        "age": scenario.identity.age,
        "pronouns": scenario.identity.pronouns,
        "who": scenario.card,
        "setting": scenario.setting.place,
        "practise": list(scenario.objectives),
        "difficulty": scenario.brief.difficulty.model_dump(),
        "minutes": scenario.brief.minutes,
        "content_note": scenario.content_note.model_dump(),
        "portrait": portrait_url(scenario.id, scenario.look.cast),
        "prepared": _prepared(entry, rooms).model_dump(),
    }


def _prepared(entry: Entry, rooms: Rooms) -> PreparedOut:
    progress = rooms.voicing.progress(entry)
    return PreparedOut(done=progress.done, total=progress.total)


def _portrait(cast: str) -> Path | None:
    path = CAST / cast / "portrait.jpg"
    return path if path.is_file() else None
