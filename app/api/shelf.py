"""The library of scenarios, read off the event loop: one YAML file takes a second to parse."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor

from app.scenario import Entry, Library, Problem


class Shelf:
    """The library, on a thread of its own. ``close`` it at the end."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="scenarios")

    async def list(self) -> tuple[Entry, ...]:
        """Every scenario that can be used, by id."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, self._library.list)

    async def get(self, scenario_id: str) -> Entry | None:
        """The scenario of that id."""
        return next((e for e in await self.list() if e.scenario.id == scenario_id), None)

    async def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the files that cannot be used."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._thread, lambda: self._library.problems)

    def close(self) -> None:
        self._thread.shutdown(wait=True)
