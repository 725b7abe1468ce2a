"""The API over a real store, with the shipped scenarios and a manager that only stores calls."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx
from fastapi import FastAPI

from app.api import HealthReport, Prepared, Rooms, Shelf, install
from app.call.asked import CallRefused, CreatedCall, NewCall
from app.events import (
    CallEnded,
    CallStarted,
    LearnerActs,
    LearnerUtterance,
    PatientHeard,
    PatientUtterance,
    ScoredAct,
)
from app.scenario import Entry, Library
from app.settings import CHECKOUT, Settings
from app.store import Calls, Events, Recordings, ScenarioSnapshot, Store

SCENARIO = "theresa-nowak"


@dataclass
class StoringManager:
    """Keeps the rows and the first event of a call; no media."""

    store: Store
    full: bool = False
    ended: list[str] = field(default_factory=list)

    async def create(self, asked: NewCall) -> CreatedCall:
        if self.full:
            raise CallRefused("machine_full", "Every place is taken.", 20)
        scenario = asked.scenario.scenario
        snapshot = ScenarioSnapshot(
            scenario.id,
            asked.scenario.hash,
            asked.scenario.text,
            scenario.title,
            scenario.identity.name,
        )
        row, token = await self.store.run(
            lambda s: Calls(s).open(
                asked.session_id, snapshot, recorded=asked.recorded, now=time.time()
            )
        )
        log = self.store.log(row.id)
        log.append(
            CallStarted(
                t=0,
                scenario=scenario.id,
                scenario_hash=asked.scenario.hash,
                variant=asked.variant,
                seed=1,
                engines={},
                recorded=asked.recorded,
                ease=asked.scenario.ease,
                parent=asked.fork,
            )
        )
        await log.flush()
        return CreatedCall(row.id, token)

    def session(self, call_id: str) -> None:
        return None

    async def end(self, call_id: str) -> None:
        self.ended.append(call_id)

        def hang_up(session: object) -> None:
            events = Events(session)  # type: ignore[arg-type]
            ended = CallEnded(t=9, reason="learner_hung_up")
            events.append([(call_id, events.next_seq(call_id), ended)])
            Calls(session).close(call_id, "ended", "learner_hung_up", time.time())  # type: ignore[arg-type]

        await self.store.run(hang_up)


class Voicing:
    def __init__(self) -> None:
        self.begun: list[str] = []

    def prepare(self, scenario: Entry) -> None:
        self.begun.append(scenario.scenario.id)

    def progress(self, scenario: Entry) -> Prepared:
        return Prepared(3, len(scenario.scenario.lines))


class Health:
    def report(self) -> HealthReport:
        return HealthReport("ok", {"voice": "kokoro"}, ())


@dataclass
class House:
    app: FastAPI
    rooms: Rooms
    manager: StoringManager
    voicing: Voicing

    def browser(self, client: str = "127.0.0.1") -> httpx.AsyncClient:
        """A browser without a session, at that address."""
        return httpx.AsyncClient(
            transport=httpx.ASGITransport(self.app, client=(client, 5000)),
            base_url="http://localhost:8000",
        )

    @asynccontextmanager
    async def learner(self) -> AsyncIterator[httpx.AsyncClient]:
        """A browser with a session of its own."""
        async with self.browser() as browser:
            assert (await browser.post("/api/session")).status_code == 200
            yield browser

    async def talked(self, browser: httpx.AsyncClient) -> str:
        """An ended, recorded call of this browser, with one exchange. Returns its id."""
        asked = {"scenario": SCENARIO, "recorded": True}
        call = (await browser.post("/api/calls", json=asked)).json()["id"]
        said = [
            PatientUtterance(t=1, id="p1", text="I can't tell him. Not before Monday."),
            PatientHeard(t=3, utterance="p1", text="I can't tell him.", complete=False),
            LearnerUtterance(t=6, id="l1", text="What worries you most?", t_start=4),
            LearnerActs(t=6, utterance="l1", acts=(ScoredAct(act="explores", score=0.9),)),
        ]
        folder = self.rooms.store.recordings.make(call)
        (folder / "learner.ogg").write_bytes(bytes(range(100)))

        def store(session: object) -> None:
            rows = [(call, seq, event) for seq, event in enumerate(said, start=1)]
            Events(session).append(rows)  # type: ignore[arg-type]
            Recordings(session).put(call, "learner", f"{call}/learner.ogg", 9.0, 100)  # type: ignore[arg-type]

        await self.rooms.store.run(store)
        assert (await browser.post(f"/api/calls/{call}/end")).status_code == 200
        return call


def build(folder: Path, **settings: object) -> House:
    pages = folder / "dist"
    (pages / "assets").mkdir(parents=True)
    (pages / "index.html").write_text("<!doctype html><title>pages</title>")
    (pages / "assets" / "app-1a2b.js").write_text("export {}")
    chosen = Settings(
        _env_file=None,
        data_dir=folder,
        frontend_dir=pages,
        scenarios_dir=CHECKOUT / "scenarios",
        **settings,  # type: ignore[arg-type]
    )
    store = Store(f"sqlite:///{folder / 'store.sqlite'}", folder / "recordings")
    store.open()
    manager, voicing = StoringManager(store), Voicing()
    app = FastAPI(openapi_url=None)
    install(app, chosen)
    shelf = Shelf(Library(chosen.scenarios_dir))
    rooms = Rooms(chosen, store, shelf, manager, voicing, Health())
    app.state.rooms = rooms
    return House(app, rooms, manager, voicing)
