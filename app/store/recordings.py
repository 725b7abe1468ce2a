"""Recordings: where the sound files of a call lie, and what is known of them."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from sqlalchemy import delete
from sqlalchemy.orm import Session

from app.store.models import RecordingRow

Track = Literal["learner", "patient"]
TRACKS: tuple[Track, ...] = ("learner", "patient")


class RecordingFolder:
    """The folder of recordings: one folder a call, one Ogg file a track."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def relative(self, call_id: str, track: Track) -> str:
        """What the table keeps: the recordings folder may move."""
        return f"{call_id}/{track}.ogg"

    def make(self, call_id: str) -> Path:
        """The call's folder, readable by this user alone."""
        folder = self._root / call_id
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        return folder

    def resolve(self, relative: str) -> Path:
        """The file behind a table's ``path``. Raises ValueError if it lies outside the folder."""
        path = (self._root / relative).resolve()
        if not path.is_relative_to(self._root.resolve()):
            raise ValueError(f"recording path {relative!r} leaves the recordings folder")
        return path


class Recordings:
    def __init__(self, session: Session) -> None:
        self._session = session

    def put(
        self, call_id: str, track: Track, path: str, seconds: float | None, size: int | None
    ) -> None:
        """Adds a track, or says what is known now that it is finished. ``size`` in bytes."""
        self._session.merge(
            RecordingRow(call_id=call_id, track=track, path=path, seconds=seconds, bytes=size)
        )

    def find(self, call_id: str, track: Track) -> RecordingRow | None:
        return self._session.get(RecordingRow, (call_id, track))

    def forget(self, call_id: str) -> None:
        """Removes every track of a call; the files are the caller's."""
        self._session.execute(delete(RecordingRow).where(RecordingRow.call_id == call_id))
