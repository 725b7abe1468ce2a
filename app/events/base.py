"""What every event of a call shares: its type, and its time on the call's one media clock."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field


class Event(BaseModel):
    """One thing that happened in a call.

    ``t`` is in seconds on the call's media clock, which stands still in a time-out and while the
    learner is disconnected. ``wall`` is Unix time in seconds, for the reader only: nothing that is
    computed from a log may depend on it. Subclasses set a literal ``type``.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    t: float = Field(ge=0, description="Seconds on the call's media clock")
    wall: float | None = Field(default=None, description="Unix time in seconds")


class OfPerson(Event):
    """An event that belongs to one patient where several are in the call."""

    person: str | None = Field(
        default=None, description="Scenario id of that person; none where there is one patient"
    )
