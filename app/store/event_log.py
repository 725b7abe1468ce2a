"""The event log as it is written during a call: append at once, commit within half a second.

One writer thread serves every call of the process. Appending never waits for the database: events
stand in a bounded queue until the thread commits them together. When the database fails, the
thread keeps what it has and tries again; ``EventWriter.problem`` says so meanwhile. When the queue
is full, ``append`` refuses with EventLogFull: the log never has a gap, since a log with a gap would
be replayed to another patient. A killed process loses at most what the last second brought.
"""

from __future__ import annotations

import asyncio
import threading
from collections import deque
from concurrent.futures import Future

import structlog
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from app.events import AnyEvent
from app.store.database import Database, StoreError
from app.store.events import Events

_log = structlog.get_logger(__name__)

MAX_WAITING = 20_000
"""Events that may stand waiting: more than a busy call brings in ten minutes."""
COMMIT_EVERY_S = 0.5
RETRY_AFTER_S = 1.0
_CLOSE_WITHIN_S = 10.0


class EventLogFull(StoreError):
    """The database has not taken events for so long that no more can be kept."""


class EventLog:
    """The log of one call. Made by ``EventWriter.log``; used from one thread."""

    def __init__(self, writer: EventWriter, call_id: str, next_seq: int) -> None:
        self._writer = writer
        self._next_seq = next_seq
        self._closed = False
        self.call_id = call_id

    @property
    def length(self) -> int:
        """Events so far, written or waiting."""
        return self._next_seq

    def append(self, event: AnyEvent) -> int:
        """Adds the event and returns its sequence number, at once.

        Raises EventLogFull; the event is then not in the log. Raises StoreError when closed.
        """
        if self._closed:
            raise StoreError(f"call {self.call_id}: its log is closed, {event.type} came too late")
        seq = self._next_seq
        self._writer.put(self.call_id, seq, event)
        self._next_seq = seq + 1
        return seq

    async def flush(self) -> None:
        """Returns when all that was appended before is in the database."""
        await asyncio.wrap_future(self._writer.flushed())

    async def close(self) -> None:
        """Flushes; nothing can be appended afterwards. May be called twice."""
        self._closed = True
        await self.flush()


class EventWriter:
    """The thread that commits. ``start`` it before the first call, ``close`` it after the last."""

    def __init__(self, database: Database, max_waiting: int = MAX_WAITING) -> None:
        self._database = database
        self._max_waiting = max_waiting
        self._changed = threading.Condition()
        self._waiting: deque[tuple[str, int, AnyEvent]] = deque()
        self._flushes: list[Future[None]] = []
        self._closing = False
        self._problem: str | None = None
        self._thread = threading.Thread(target=self._run, name="event-writer", daemon=True)

    @property
    def problem(self) -> str | None:
        """What keeps events from being stored, or None when all is well."""
        return self._problem

    def start(self) -> None:
        self._thread.start()

    def log(self, call_id: str, next_seq: int = 0) -> EventLog:
        """The log of a call whose row is in the database. ``next_seq``: see Events.next_seq."""
        return EventLog(self, call_id, next_seq)

    def put(self, call_id: str, seq: int, event: AnyEvent) -> None:
        """Hands an event to the thread. Raises EventLogFull, StoreError when closed."""
        with self._changed:
            if self._closing:
                raise StoreError("the event writer is closed")
            if len(self._waiting) >= self._max_waiting:
                raise EventLogFull(
                    f"{self._max_waiting} events wait for the database "
                    f"({self._problem or 'it is too slow'}); no more can be kept"
                )
            self._waiting.append((call_id, seq, event))
            self._changed.notify()

    def flushed(self) -> Future[None]:
        """Done when all that was put before is committed; fails if it cannot be at close."""
        future: Future[None] = Future()
        with self._changed:
            if self._closing and not self._thread.is_alive():
                future.set_result(None)
                return future
            self._flushes.append(future)
            self._changed.notify()
        return future

    def close(self) -> None:
        """Commits what is left, within a limit, and ends the thread. Blocks."""
        with self._changed:
            self._closing = True
            self._changed.notify()
        if self._thread.ident is not None:
            self._thread.join(_CLOSE_WITHIN_S)

    def _run(self) -> None:
        while True:
            self._wait_for_work()
            if not self._commit() and self._give_up():
                return
            with self._changed:
                if self._closing and not self._waiting and not self._flushes:
                    return

    def _wait_for_work(self) -> None:
        """Until events are half a second old, somebody waits for them, or it is the end."""
        with self._changed:
            self._changed.wait_for(lambda: self._waiting or self._flushes or self._closing)
            self._changed.wait_for(lambda: self._flushes or self._closing, COMMIT_EVERY_S)

    def _commit(self) -> bool:
        """Commits all that waits, in one transaction. What was not committed stays first."""
        with self._changed:
            batch = list(self._waiting)
            flushes, self._flushes = self._flushes, []
        try:
            self._store(batch)
        except SQLAlchemyError as error:
            if self._problem is None:
                _log.error(
                    "events cannot be stored; trying again", waiting=len(batch), error=str(error)
                )
            self._problem = f"events cannot be stored: {error.__class__.__name__}"
            with self._changed:
                self._flushes = flushes + self._flushes
            return False
        if self._problem is not None:
            _log.info("events are stored again", stored=len(batch))
        self._problem = None
        with self._changed:
            for _ in batch:
                self._waiting.popleft()
        for future in flushes:
            future.set_result(None)
        return True

    def _store(self, batch: list[tuple[str, int, AnyEvent]]) -> None:
        """One transaction; if one call's events do not fit (its row was deleted meanwhile), one
        transaction a call, so that no call holds up the others."""
        try:
            self._append(batch)
        except IntegrityError:
            for call_id in dict.fromkeys(call for call, _, _ in batch):
                own = [row for row in batch if row[0] == call_id]
                try:
                    self._append(own)
                except IntegrityError:
                    _log.error("a call's events do not fit its log", call=call_id, lost=len(own))

    def _append(self, batch: list[tuple[str, int, AnyEvent]]) -> None:
        self._database.run_here(lambda session: Events(session).append(batch))

    def _give_up(self) -> bool:
        """After a failed commit: waits before the next try, or, at the end, tells who waits."""
        with self._changed:
            if not self._closing:
                self._changed.wait_for(lambda: self._closing, RETRY_AFTER_S)
                return False
            flushes, self._flushes = self._flushes, []
            lost = len(self._waiting)
        _log.error("events lost at the end", lost=lost, problem=self._problem)
        for future in flushes:
            future.set_exception(StoreError(f"{lost} events are lost: {self._problem}"))
        return True
