"""The live calls of this process: makes them, finds them, and sees each to its end."""

from __future__ import annotations

import asyncio
import secrets
import time

import structlog
from sqlalchemy.orm import Session

from app.call.asked import CallRefused, CreatedCall, NewCall
from app.call.engines import Engines
from app.call.making import CallMaker, Made
from app.call.media.recorder import Recorded
from app.call.session import CallSession
from app.events import EndReason
from app.scenario import Entry
from app.settings import Settings
from app.store import Calls, Recordings, ScenarioSnapshot, Store, Track

FULL = (
    "Every place on this machine is taken by a call. Yours can begin as soon as one ends; "
    "the calls that run are not disturbed."
)
MOST_WARMING = 4
"""Scenarios that are made ready at once."""
CLOSE_WITHIN = 8.0
"""Seconds that a stopping server gives its calls to end."""

_log = structlog.get_logger(__name__)


class Manager:
    """Owns one task a call."""

    def __init__(self, settings: Settings, store: Store, engines: Engines) -> None:
        self._settings = settings
        self._store = store
        self._engines = engines
        self._maker = CallMaker(settings, store, engines)
        self._sessions: dict[str, CallSession] = {}
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._opening = 0
        self._warming: set[asyncio.Task[None]] = set()

    @property
    def live(self) -> int:
        """Calls that are open now."""
        return len(self._sessions) + self._opening

    def session(self, call_id: str) -> CallSession | None:
        """The live call of that id."""
        return self._sessions.get(call_id)

    async def create(self, asked: NewCall) -> CreatedCall:
        """A call that may be joined. Raises CallRefused when the machine is full or starting."""
        if not self._engines.ready:
            raise CallRefused("starting", "The patient's voice and ears are still waking up.", 3)
        if asked.fork is not None:
            message = "Going on from a moment of an earlier call is not possible yet."
            raise CallRefused("fork_unavailable", message, 60)
        if self.live >= self._settings.call_limit:
            raise CallRefused("machine_full", FULL, 60)
        self._opening += 1
        try:
            return await self._open(asked)
        finally:
            self._opening -= 1

    async def _open(self, asked: NewCall) -> CreatedCall:
        scenario = asked.scenario.scenario
        snapshot = ScenarioSnapshot(
            id=scenario.id,
            hash=asked.scenario.hash,
            yaml=asked.scenario.text,
            title=scenario.title,
            name=scenario.identity.name,
        )
        now = time.time()
        row, token = await self._store.run(
            lambda s: Calls(s).open(asked.session_id, snapshot, recorded=asked.recorded, now=now)
        )
        try:
            making = await self._maker.make(row.id, asked, secrets.randbits(31))
        except Exception as error:  # whatever it is, no row may stay open for a call that is not
            _log.exception("a call could not be made", call=row.id)
            await self._store.run(lambda s: Calls(s).close(row.id, "ended", "failed", now))
            message = f"This patient cannot be called now: {error}"
            raise CallRefused("not_ready", message, 60) from error
        if asked.recorded:
            await self._note_recording(row.id, None)
        self._sessions[row.id] = making.session
        self._tasks[row.id] = asyncio.create_task(
            self._see_through(row.id, making), name=f"call {row.id}"
        )
        return CreatedCall(row.id, token, self._maker.ice_servers())

    async def _see_through(self, call_id: str, made: Made) -> None:
        async def put_away(reason: EndReason, recorded: Recorded | None) -> None:
            now = time.time()
            await self._store.run(lambda s: Calls(s).close(call_id, "ended", reason, now))
            if recorded is not None:
                await self._note_recording(call_id, recorded)
            else:
                await self._store.run(lambda s: Recordings(s).forget(call_id))

        try:
            await made.run(put_away)
        except Exception:  # the call is over; the server and the other calls go on
            _log.exception("a call failed", call=call_id)
        finally:
            self._sessions.pop(call_id, None)
            self._tasks.pop(call_id, None)

    async def _note_recording(self, call_id: str, recorded: Recorded | None) -> None:
        """Say where both tracks lie: at the start, so that a crash leaves them playable, and at
        the end with what they came to."""
        folder = self._store.recordings
        seconds = recorded.seconds if recorded else None
        sizes: dict[Track, int | None] = {"learner": None, "patient": None}
        if recorded is not None:
            sizes = {
                "learner": recorded.learner.stat().st_size,
                "patient": recorded.patient.stat().st_size,
            }

        def put(s: Session) -> None:
            for track, size in sizes.items():
                Recordings(s).put(call_id, track, folder.relative(call_id, track), seconds, size)

        await self._store.run(put)

    def warm_up(self, entry: Entry) -> None:
        """A brief has been opened: a call of this scenario may follow. Returns at once."""
        if self._engines.ready and len(self._warming) < MOST_WARMING:
            task = asyncio.create_task(self._maker.warm_up(entry), name="warm up")
            self._warming.add(task)
            task.add_done_callback(self._warming.discard)

    async def end(self, call_id: str) -> None:
        """Hang up for the learner; returns when the log is stored."""
        session, task = self._sessions.get(call_id), self._tasks.get(call_id)
        if session is None or task is None:
            return
        session.end("learner_hung_up")
        await asyncio.wait([task], timeout=CLOSE_WITHIN)

    async def close(self) -> None:
        """End every call, because the server stops."""
        for session in list(self._sessions.values()):
            session.end("server_stopped")
        await asyncio.gather(*self._warming, return_exceptions=True)
        tasks = list(self._tasks.values())
        if not tasks:
            return
        _, late = await asyncio.wait(tasks, timeout=CLOSE_WITHIN)
        for task in late:
            task.cancel()
        if late:
            _log.error("calls did not end in time", calls=len(late))
            await asyncio.wait(late)
