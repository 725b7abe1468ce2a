"""The store: sessions, calls, their event logs and recordings, in SQLite or PostgreSQL."""

from __future__ import annotations

from app.store.calls import Calls, CallStatus, ScenarioSnapshot, new_call_id
from app.store.database import StoreBusy, StoreError
from app.store.event_log import EventLog, EventLogFull
from app.store.events import Events
from app.store.models import CallRow, RecordingRow
from app.store.recordings import TRACKS, Recordings, Track
from app.store.sessions import Learner, LearnerSessions
from app.store.store import Store

__all__ = [
    "TRACKS",
    "CallRow",
    "CallStatus",
    "Calls",
    "EventLog",
    "EventLogFull",
    "Events",
    "Learner",
    "LearnerSessions",
    "RecordingRow",
    "Recordings",
    "ScenarioSnapshot",
    "Store",
    "StoreBusy",
    "StoreError",
    "Track",
    "new_call_id",
]
