"""The events of a call, in the order in which they happened."""

from __future__ import annotations

import json
from collections.abc import Iterable

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from app.events import AnyEvent, dump_line, parse
from app.store.models import EventRow


class Events:
    def __init__(self, session: Session) -> None:
        self._session = session

    def append(self, rows: Iterable[tuple[str, int, AnyEvent]]) -> None:
        """Stores events as (call id, sequence number, event)."""
        values = [
            {
                "call_id": call,
                "seq": seq,
                "t": event.t,
                "type": event.type,
                "json": dump_line(event),
            }
            for call, seq, event in rows
        ]
        if values:
            self._session.execute(insert(EventRow), values)

    def of_call(self, call_id: str, until: float | None = None) -> list[AnyEvent]:
        """The log, up to and with ``until`` seconds on the call's clock.

        Raises EventError for a row that this version of the program cannot read.
        """
        query = select(EventRow.json).where(EventRow.call_id == call_id)
        if until is not None:
            query = query.where(EventRow.t <= until)
        return [
            parse(json.loads(text)) for text in self._session.scalars(query.order_by(EventRow.seq))
        ]

    def next_seq(self, call_id: str) -> int:
        """The sequence number that the call's next event takes."""
        last = self._session.scalar(
            select(func.max(EventRow.seq)).where(EventRow.call_id == call_id)
        )
        return 0 if last is None else last + 1

    def last_t(self, call_id: str) -> float:
        """The latest time on the call's clock, 0 for a log without events."""
        t = self._session.scalar(select(func.max(EventRow.t)).where(EventRow.call_id == call_id))
        return t or 0.0
