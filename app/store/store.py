"""The store as the application holds it: opened at start, closed at the end."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from sqlalchemy.orm import Session

from app.store import migrate
from app.store.database import Database
from app.store.event_log import EventLog, EventWriter
from app.store.recordings import RecordingFolder
from app.store.restart import mark_cut_off

T = TypeVar("T")


class Store:
    """Database, event writer and recordings folder, with one life."""

    def __init__(self, url: str, recordings: Path) -> None:
        self.database = Database(url)
        self.writer = EventWriter(self.database)
        self.recordings = RecordingFolder(recordings)
        self.cut_off: list[str] = []
        """Calls that the last process left open, known after ``open``."""

    def open(self) -> None:
        """Migrates, ends what a crash left open, starts the writer. Blocks: call it at start."""
        migrate.upgrade(self.database.engine)
        self.cut_off = self.database.run_here(lambda session: mark_cut_off(session, time.time()))
        self.writer.start()

    async def run(self, work: Callable[[Session], T]) -> T:
        """One transaction off the event loop, for example
        ``await store.run(lambda s: Calls(s).find(call_id, learner.id))``."""
        return await self.database.run(work)

    def log(self, call_id: str) -> EventLog:
        """The log of a call that has no event yet."""
        return self.writer.log(call_id)

    @property
    def problem(self) -> str | None:
        """What is wrong with the store now, for the health page; None when all is well."""
        return self.writer.problem

    def close(self) -> None:
        """Commits what waits and closes every connection. Blocks: call it at the end."""
        self.writer.close()
        self.database.close()
