"""A language model on a short leash: guarded, given one more try, and replaced by the script."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
from dataclasses import dataclass
from typing import Literal

from app.events import EngineDegraded, GuardTripped
from app.patient.engines.clauses import clauses, split
from app.patient.engines.guard import Guard
from app.patient.engines.prompt import messages
from app.patient.engines.protocol import LanguageModel, ModelFailure, TalkContext
from app.patient.turn import Intent

TRIES = 2
FIRST_CLAUSE_S = 4.0
"""So long a patient may be silent before the line as it is written takes over."""
NEXT_CLAUSE_S = 3.0


@dataclass(slots=True)
class _Outcome:
    """How an attempt went."""

    released: bool = False
    """A clause was given out."""
    failed: bool = False
    """The model failed, or was too slow."""


class GuardedEngine:
    """Puts intents into a model's words, as far as the guard lets them through.

    A clause is released only when it is whole and has passed. What the guard stops before anything
    was released is tried once more, then the authored line is said; where the model fails, the line
    is said at once. What is stopped later ends the utterance there.
    """

    def __init__(
        self,
        model: LanguageModel,
        first_clause_s: float = FIRST_CLAUSE_S,
        next_clause_s: float = NEXT_CLAUSE_S,
    ) -> None:
        self._model = model
        self._first = first_clause_s
        self._next = next_clause_s
        self.name = model.name

    async def words(self, intent: Intent, context: TalkContext) -> AsyncIterator[str]:
        if not intent.hesitation:
            for attempt in range(1, TRIES + 1):
                outcome = _Outcome()
                async with aclosing(self._attempt(intent, context, attempt, outcome)) as attempted:
                    async for clause in attempted:
                        yield clause
                if outcome.released:
                    return
                if outcome.failed:  # a second try would only make the silence longer
                    break
        for clause in split(intent.text):
            yield clause

    async def _attempt(
        self, intent: Intent, context: TalkContext, attempt: int, outcome: _Outcome
    ) -> AsyncGenerator[str, None]:
        """The clauses that pass; ends at the first that does not, or when the model fails."""
        guard = Guard(intent, context)
        pieces = self._model.stream(messages(intent, context))
        stream = clauses(pieces)
        try:
            while True:
                limit = self._next if outcome.released else self._first
                clause = await asyncio.wait_for(anext(stream, None), limit)
                if clause is None:
                    if not outcome.released:
                        self._degraded(context, "it gave no words", outcome)
                    return
                rule = guard.objection(clause)
                if rule is not None:
                    self._tripped(context, rule, outcome.released, attempt)
                    return
                outcome.released = True
                yield clause
        except TimeoutError:
            self._degraded(context, "it was too slow", outcome)
        except ModelFailure as error:
            self._degraded(context, str(error), outcome)
        finally:
            for generator in (stream, pieces):
                if isinstance(generator, AsyncGenerator):
                    await generator.aclose()

    def _tripped(self, context: TalkContext, rule: str, released: bool, attempt: int) -> None:
        instead: Literal["regenerated", "scripted", "cut_short"] = "regenerated"
        if released:
            instead = "cut_short"
        elif attempt == TRIES:
            instead = "scripted"
        context.report(GuardTripped(t=context.t, rule=rule, engine=self.name, instead=instead))

    def _degraded(self, context: TalkContext, reason: str, outcome: _Outcome) -> None:
        outcome.failed = True
        context.report(
            EngineDegraded(
                t=context.t,
                stage="words",
                engine=self.name,
                reason=reason,
                instead="The patient breaks off."
                if outcome.released
                else "The patient says the line as it is written.",
            )
        )
