"""Calls: one row each, owned by a browser session."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.store.models import CallRow
from app.store.sessions import new_token, token_hash

CallStatus = Literal["open", "ended", "cut_off"]


@dataclass(frozen=True, slots=True)
class ScenarioSnapshot:
    """The scenario as it was when the call began: a report must not change with the file."""

    id: str
    hash: str
    yaml: str
    title: str
    name: str
    """The patient's name."""


def new_call_id() -> str:
    """Unguessable: 128 bits, safe in a URL."""
    return secrets.token_hex(16)


class Calls:
    def __init__(self, session: Session) -> None:
        self._session = session

    def open(
        self,
        session_id: str,
        scenario: ScenarioSnapshot,
        *,
        recorded: bool,
        now: float,
        call_id: str | None = None,
    ) -> tuple[CallRow, str]:
        """A call of this browser session, and its resume token: the only time it can be had."""
        token = new_token()
        row = CallRow(
            id=call_id or new_call_id(),
            session_id=session_id,
            scenario=scenario.id,
            scenario_hash=scenario.hash,
            scenario_yaml=scenario.yaml,
            title=scenario.title,
            name=scenario.name,
            status="open",
            reason=None,
            started_at=now,
            ended_at=None,
            recorded=recorded,
            resume_token_hash=token_hash(token),
        )
        self._session.add(row)
        # The row must be there before the first event of its log refers to it.
        self._session.flush()
        return row, token

    def find(self, call_id: str, session_id: str) -> CallRow | None:
        """The call, if it is this session's own."""
        row = self._session.get(CallRow, call_id)
        return row if row and row.session_id == session_id else None

    def of_session(self, session_id: str, limit: int = 200) -> Sequence[CallRow]:
        """The session's calls, the latest first."""
        return self._session.scalars(
            select(CallRow)
            .where(CallRow.session_id == session_id)
            .order_by(CallRow.started_at.desc(), CallRow.id)
            .limit(limit)
        ).all()

    def may_resume(self, call_id: str, token: str) -> bool:
        """Whether ``token`` is the call's resume token and the call is still open."""
        row = self._session.get(CallRow, call_id)
        if row is None or row.status != "open":
            return False
        return hmac.compare_digest(row.resume_token_hash, token_hash(token))

    def close(self, call_id: str, status: CallStatus, reason: str, now: float) -> None:
        """The call is over. A call that is over already stays as it ended."""
        row = self._session.get(CallRow, call_id)
        if row and row.status == "open":
            row.status, row.reason, row.ended_at = status, reason, now
