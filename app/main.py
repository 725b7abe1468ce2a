"""The application: what is opened when it starts and closed when it ends."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager

import structlog
from fastapi import FastAPI

from app.api.deps import HealthReport, Rooms
from app.api.install import install
from app.api.routes import signal
from app.api.routes.help_lines import SHIPPED, read_help_lines
from app.api.shelf import Shelf
from app.call.engines import Engines, Threads
from app.call.manager import Manager
from app.call.voicing import Voicing
from app.scenario import Library
from app.settings import Settings, read_settings
from app.store import Store

_log = structlog.get_logger(__name__)


class Health:
    """What /api/health says of the engines."""

    def __init__(self, engines: Engines) -> None:
        self._engines = engines

    def report(self) -> HealthReport:
        engines = self._engines
        if engines.failure:
            return HealthReport("degraded", dict(engines.names), (engines.failure,))
        if not engines.ready:
            return HealthReport("starting", dict(engines.names))
        if engines.problems:
            return HealthReport("degraded", dict(engines.names), tuple(engines.problems))
        return HealthReport("ok", dict(engines.names))


OnReady = Callable[[Mapping[str, str], Sequence[str]], None]
"""Told once of the engines by stage, and of what is wrong."""


def create_app(settings: Settings | None = None, on_ready: OnReady | None = None) -> FastAPI:
    """The application. Raises SettingsError for settings, and ValueError for help
    lines, that cannot be used."""
    chosen = settings or read_settings()
    read_help_lines(chosen.help_lines or SHIPPED)

    def load(engines: Engines) -> None:
        engines.load()
        if on_ready is not None:
            on_ready(engines.names, [engines.failure] if engines.failure else engines.problems)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        store = Store(chosen.database, chosen.data_dir / "recordings")
        store.open()
        threads = Threads.for_cores(chosen.cores)
        engines = Engines(chosen, threads)
        loading = threading.Thread(target=load, args=(engines,), name="loading", daemon=True)
        loading.start()
        manager = Manager(chosen, store, engines)
        voicing = Voicing(engines, lambda: manager.live > 0, manager.warm_up)
        shelf = Shelf(Library(chosen.scenarios_dir))
        app.state.rooms = Rooms(chosen, store, shelf, manager, voicing, Health(engines))
        if store.cut_off:
            _log.warning("calls of the last run were cut off", calls=len(store.cut_off))
        try:
            yield
        finally:
            await manager.close()
            voicing.close()
            await asyncio.get_running_loop().run_in_executor(threads.loading, loading.join)
            threads.close()
            shelf.close()
            store.close()

    app = FastAPI(title="Synthetic Patients", lifespan=lifespan, openapi_url=None)
    install(app, chosen, signal.router)
    return app
