"""The patient's mouth: puts speech on the wire, moves the face to it, knows what was heard."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass

from app.call.face import Face
from app.call.media.playout import Playout
from app.call.spoken import PlacedClause, Spoken
from app.events import SpokenWord
from app.speech.types import Speech

LEAD = 0.10
"""Seconds between placing speech and hearing it: pictures are drawn this far ahead."""

DUCKED = 0.22
"""Loudness of a voice that is spoken over."""

DUCK_RAMP = 0.04
RESTORE_RAMP = 0.15

Started = Callable[[Spoken], None]
Caption = Callable[[str, str, bool], None]
"""Utterance id, text so far, final."""


@dataclass(frozen=True, slots=True)
class Said:
    """The end of an utterance: what was heard of it, and what was left."""

    id: str
    text: str
    complete: bool
    words: tuple[SpokenWord, ...] = ()
    left: tuple[Speech, ...] = ()


class Mouth:
    """Speaks one utterance at a time. Owned by the call's session, on the event loop."""

    def __init__(self, playout: Playout, face: Face, now: Callable[[], float]) -> None:
        self._playout = playout
        self._face = face
        self._now = now
        self._spoken: Spoken | None = None
        self._heard = asyncio.Event()
        self._caption: Caption = lambda id_, text, final: None
        self._shown = ""

    def on_caption(self, caption: Caption) -> None:
        """Be told of each clause when it begins to be heard."""
        self._caption = caption

    @property
    def speaking(self) -> Spoken | None:
        """What is being said now."""
        return self._spoken

    async def say(
        self,
        id_: str,
        speech: list[Speech] | AsyncIterator[Speech],
        not_before: float,
        started: Started,
    ) -> Said:
        """Speak clauses, all at hand or as they come; return when the last one was heard.

        The first sample is heard at the media time ``not_before`` or LEAD from now, whichever is
        later. ``started`` is called once, when it is placed. If the caller is cancelled the voice
        goes on: call ``stop``. Raises what ``speech`` raises, SpeechError for one.
        """
        spoken = Spoken(id_)
        self._spoken, self._shown = spoken, ""
        self._heard.clear()
        if isinstance(speech, list):
            for clause in speech:
                self._place(spoken, clause, not_before)
            if speech:
                started(spoken)
        else:
            async for clause in speech:
                self._place(spoken, clause, not_before)
                if len(spoken.clauses) == 1:
                    started(spoken)
        return await self._hear_out(spoken)

    async def finish(self, rest: list[Speech]) -> Said | None:
        """No further clause can be had: end with ``rest``. None if nothing was placed before."""
        spoken = self._spoken
        if spoken is None or not spoken.clauses:
            return None
        for clause in rest:
            self._place(spoken, clause, spoken.end)
        return await self._hear_out(spoken)

    async def _hear_out(self, spoken: Spoken) -> Said:
        spoken.finished = True
        if spoken.clauses:
            await self._heard.wait()
            self._caption(spoken.id, spoken.text, True)
        self._spoken = None
        return Said(spoken.id, spoken.text, complete=True, words=spoken.words())

    def _place(self, spoken: Spoken, clause: Speech, not_before: float) -> None:
        earliest = max(not_before, self._now() + LEAD)
        start = self._playout.place(spoken.id, clause.samples, not_before=earliest)
        spoken.clauses.append(PlacedClause(start, clause))
        self._face.speak(start, clause.phonemes)

    def tick(self) -> None:
        """Time has passed: show what is being heard. Called every 20 ms."""
        spoken = self._spoken
        if spoken is None or not spoken.clauses:
            return
        now = self._now()
        text = spoken.begun(now)
        if text != self._shown:
            self._shown = text
            self._caption(spoken.id, text, False)
        if spoken.finished and now >= spoken.end:
            self._heard.set()

    def duck(self) -> None:
        self._playout.duck(DUCKED, DUCK_RAMP)

    def restore(self) -> None:
        self._playout.unduck(RESTORE_RAMP)

    def stop(self) -> Said | None:
        """Fall silent now, mouth too. None if nothing of an utterance was placed yet."""
        spoken, self._spoken = self._spoken, None
        now = self._now()
        self._playout.cut()
        self._playout.unduck(RESTORE_RAMP)
        self._face.cut(now)
        if spoken is None or not spoken.clauses:
            return None
        heard = spoken.heard(now)
        self._caption(spoken.id, heard, True)
        complete = spoken.finished and bool(spoken.clauses) and now >= spoken.end
        words = spoken.words()[: len(heard.split())]
        return Said(spoken.id, heard, complete, words, tuple(spoken.unheard_clauses(now)))
