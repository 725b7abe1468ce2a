"""The lines as they are written."""

from __future__ import annotations

from collections.abc import AsyncIterator

from app.patient.engines.clauses import split
from app.patient.engines.protocol import TalkContext
from app.patient.turn import Intent


class ScriptedEngine:
    """Says the authored line. Needs nothing, and cannot fail."""

    name = "scripted"

    async def words(self, intent: Intent, context: TalkContext) -> AsyncIterator[str]:
        for clause in split(intent.text):
            yield clause
