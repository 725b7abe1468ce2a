"""Browser sessions: who was let in, known by the hash of a random token."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from uuid import uuid4

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.store.models import LearnerSessionRow


@dataclass(frozen=True, slots=True)
class Learner:
    """The learner behind a browser session."""

    id: str
    name: str


def new_token() -> str:
    """A secret that nobody guesses: 256 bits, safe in a URL and a cookie."""
    return secrets.token_urlsafe(32)


def token_hash(token: str) -> str:
    """What is kept of a token. The tokens are random, so a plain SHA-256 is enough."""
    return hashlib.sha256(token.encode()).hexdigest()


class LearnerSessions:
    def __init__(self, session: Session) -> None:
        self._session = session

    def open(self, name: str, now: float, seconds: float) -> tuple[Learner, str]:
        """A session that lasts ``seconds``, and its token: the only time that it can be had."""
        token = new_token()
        row = LearnerSessionRow(
            id=uuid4().hex,
            token_hash=token_hash(token),
            name=name,
            created_at=now,
            expires_at=now + seconds,
        )
        self._session.add(row)
        return Learner(row.id, row.name), token

    def find(self, token: str, now: float) -> Learner | None:
        """The learner whose token this is, unless the session is over."""
        row = self._session.scalar(
            select(LearnerSessionRow).where(
                LearnerSessionRow.token_hash == token_hash(token),
                LearnerSessionRow.expires_at > now,
            )
        )
        return Learner(row.id, row.name) if row else None

    def end(self, token: str, now: float) -> None:
        """Signs this browser out. Its calls stay."""
        row = self._session.scalar(
            select(LearnerSessionRow).where(LearnerSessionRow.token_hash == token_hash(token))
        )
        if row:
            row.expires_at = min(row.expires_at, now)

    def forget(self, learner_id: str) -> None:
        """Deletes the learner with every call, event and recording row of theirs."""
        self._session.execute(delete(LearnerSessionRow).where(LearnerSessionRow.id == learner_id))
