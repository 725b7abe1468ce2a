"""The tables. Times are Unix seconds; texts in JSON columns are the events' own one JSON form."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Float, ForeignKey, Integer, MetaData, String, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

_NAMES = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """Every constraint has a name, so that a migration on either database can refer to it."""

    metadata = MetaData(naming_convention=_NAMES)


class LearnerSessionRow(Base):
    """One browser that was let in. Only the hash of its token is kept."""

    __tablename__ = "learner_sessions"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    created_at: Mapped[float] = mapped_column(Float)
    expires_at: Mapped[float] = mapped_column(Float, index=True)


class CallRow(Base):
    """One call, with the scenario as it was when the call began."""

    __tablename__ = "calls"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    session_id: Mapped[str] = mapped_column(
        ForeignKey("learner_sessions.id", ondelete="CASCADE"), index=True
    )
    scenario: Mapped[str] = mapped_column(String(100))
    scenario_hash: Mapped[str] = mapped_column(String(64))
    scenario_yaml: Mapped[str] = mapped_column(Text)
    title: Mapped[str] = mapped_column(String(300))
    name: Mapped[str] = mapped_column(String(200))
    status: Mapped[str] = mapped_column(String(10), index=True)
    reason: Mapped[str | None] = mapped_column(String(40))
    started_at: Mapped[float] = mapped_column(Float)
    ended_at: Mapped[float | None] = mapped_column(Float)
    recorded: Mapped[bool] = mapped_column(Boolean)
    resume_token_hash: Mapped[str] = mapped_column(String(64))


class EventRow(Base):
    """One event of a call's log. ``seq`` counts from 0 without a gap."""

    __tablename__ = "events"

    call_id: Mapped[str] = mapped_column(
        ForeignKey("calls.id", ondelete="CASCADE"), primary_key=True
    )
    seq: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    t: Mapped[float] = mapped_column(Float)
    type: Mapped[str] = mapped_column(String(40))
    json: Mapped[str] = mapped_column(Text)


class RecordingRow(Base):
    """One sound file of a recorded call. ``path`` is relative to the recordings folder."""

    __tablename__ = "recordings"

    call_id: Mapped[str] = mapped_column(
        ForeignKey("calls.id", ondelete="CASCADE"), primary_key=True
    )
    track: Mapped[str] = mapped_column(String(10), primary_key=True)
    path: Mapped[str] = mapped_column(String(300))
    seconds: Mapped[float | None] = mapped_column(Float)
    bytes: Mapped[int | None] = mapped_column(Integer)
