"""After a crash: calls that were open when the last process died were cut off."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.events import CallEnded
from app.store.calls import Calls
from app.store.events import Events
from app.store.models import CallRow


def mark_cut_off(session: Session, now: float) -> list[str]:
    """Ends every call that is still open, at the last moment of its log. Returns their ids.

    Only for a process that starts, and only where it is the only one on this database.
    """
    cut_off = list(session.scalars(select(CallRow.id).where(CallRow.status == "open")))
    events = Events(session)
    for call_id in cut_off:
        ended = CallEnded(t=events.last_t(call_id), wall=now, reason="cut_off")
        events.append([(call_id, events.next_seq(call_id), ended)])
        Calls(session).close(call_id, "cut_off", "cut_off", now)
    return cut_off
