"""The database: SQLite or PostgreSQL by URL, and the few threads that may wait for it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.orm import Session, sessionmaker

T = TypeVar("T")

_BUSY_TIMEOUT_S = 5.0
_THREADS = 2
_MAX_WAITING = 200


class StoreError(RuntimeError):
    """The store cannot do its work. The message says what to do."""


class StoreBusy(StoreError):
    """Too much waits for the database already; try again in a moment."""


def open_engine(url: str) -> Engine:
    """An engine for ``url``. SQLite files get their folder made, write-ahead logging, a busy
    timeout and foreign keys; ``postgresql://`` means the psycopg driver. Raises StoreError."""
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise StoreError(f"database URL {url!r} cannot be read: {error}") from error
    backend = parsed.get_backend_name()
    if backend == "sqlite":
        if parsed.database in (None, "", ":memory:"):
            raise StoreError(
                "database URL: an in-memory SQLite is lost with its thread; name a file"
            )
        Path(parsed.database or "").parent.mkdir(parents=True, exist_ok=True)
        engine = create_engine(parsed, connect_args={"timeout": _BUSY_TIMEOUT_S})
        event.listen(engine, "connect", _prepare_sqlite)
        return engine
    if backend == "postgresql":
        try:
            return create_engine(
                parsed.set(drivername="postgresql+psycopg"),
                pool_pre_ping=True,
                pool_size=_THREADS + 1,
            )
        except ModuleNotFoundError as error:
            raise StoreError(
                "PostgreSQL needs its driver: pip install 'synthetic-patients[postgres]'"
            ) from error
    raise StoreError(f"database URL: {backend!r} is not supported; use sqlite:/// or postgresql://")


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    # Two commits a second are cheap to sync fully, and then a power cut loses no more than a crash.
    cursor.execute("PRAGMA synchronous=FULL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.close()


class Database:
    """Runs short pieces of work in transactions, off the event loop, on threads of its own."""

    def __init__(self, url: str) -> None:
        self.engine = open_engine(url)
        self.sessions = sessionmaker(self.engine, expire_on_commit=False)
        self._threads = ThreadPoolExecutor(_THREADS, thread_name_prefix="store")
        self._waiting = 0

    def run_here(self, work: Callable[[Session], T]) -> T:
        """``work`` in one transaction, in this thread: commits, or rolls back when it raises."""
        with self.sessions.begin() as session:
            return work(session)

    async def run(self, work: Callable[[Session], T]) -> T:
        """``work`` in one transaction on a store thread. Raises StoreBusy when too much waits."""
        if self._waiting >= _MAX_WAITING:
            raise StoreBusy(
                f"the database is {_MAX_WAITING} requests behind; try again in a moment"
            )
        self._waiting += 1
        future = asyncio.get_running_loop().run_in_executor(self._threads, self.run_here, work)
        # Counted down when the work is over, not when the one who asked has gone.
        future.add_done_callback(self._done)
        return await asyncio.shield(future)

    def _done(self, future: asyncio.Future[Any]) -> None:
        self._waiting -= 1
        if not future.cancelled():
            future.exception()

    def close(self) -> None:
        """Waits for the work in hand, then closes every connection."""
        self._threads.shutdown(wait=True)
        self.engine.dispose()
