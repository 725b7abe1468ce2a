"""Sessions, calls and recordings, on both databases."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app.events import Silence
from app.store import (
    CallRow,
    Calls,
    Events,
    Learner,
    LearnerSessions,
    Recordings,
    ScenarioSnapshot,
    Store,
    StoreError,
)
from app.store.models import EventRow, LearnerSessionRow

SCENARIO = ScenarioSnapshot("somebody", "a" * 64, "schema: 1", "A talk", "Some Body")


async def learner(store: Store) -> tuple[Learner, str]:
    return await store.run(lambda s: LearnerSessions(s).open("Learner", now=100, seconds=50))


async def call(store: Store, owner: Learner, now: float = 100) -> tuple[CallRow, str]:
    return await store.run(lambda s: Calls(s).open(owner.id, SCENARIO, recorded=True, now=now))


async def test_a_session_is_known_by_its_token_while_it_lasts(store: Store) -> None:
    owner, token = await learner(store)
    find = lambda token, now: store.run(lambda s: LearnerSessions(s).find(token, now))  # noqa: E731
    assert await find(token, 149) == owner
    assert await find(token, 151) is None
    assert await find(token + "x", 110) is None
    row = await store.run(lambda s: s.scalar(select(LearnerSessionRow)))
    assert row is not None
    assert token not in (row.token_hash, row.id)
    assert len(row.token_hash) == 64
    await store.run(lambda s: LearnerSessions(s).end(token, 120))
    assert await find(token, 130) is None


async def test_calls_are_found_by_their_owner_only(store: Store) -> None:
    owner, _ = await learner(store)
    other, _ = await learner(store)
    first, _ = await call(store, owner, now=100)
    second, _ = await call(store, owner, now=200)
    assert len(first.id) == 32
    own = await store.run(lambda s: Calls(s).of_session(owner.id))
    assert [row.id for row in own] == [second.id, first.id]
    assert await store.run(lambda s: Calls(s).of_session(other.id)) == []
    assert await store.run(lambda s: Calls(s).find(first.id, other.id)) is None


async def test_resuming_needs_the_token_and_an_open_call(store: Store) -> None:
    owner, _ = await learner(store)
    row, token = await call(store, owner)
    may = lambda given: store.run(lambda s: Calls(s).may_resume(row.id, given))  # noqa: E731
    assert await may(token)
    assert not await may("guess")
    await store.run(lambda s: Calls(s).close(row.id, "ended", "patient_left", 140))
    assert not await may(token)


async def test_a_call_stays_as_it_ended(store: Store) -> None:
    owner, _ = await learner(store)
    row, _ = await call(store, owner)
    await store.run(lambda s: Calls(s).close(row.id, "ended", "patient_left", 140))
    await store.run(lambda s: Calls(s).close(row.id, "cut_off", "cut_off", 150))
    found = await store.run(lambda s: Calls(s).find(row.id, owner.id))
    assert found is not None
    assert (found.status, found.reason, found.ended_at) == ("ended", "patient_left", 140)


async def test_work_that_raises_changes_nothing(store: Store) -> None:
    owner, _ = await learner(store)
    row, _ = await call(store, owner)

    def breaks(session: object) -> None:
        Calls(session).close(row.id, "ended", "failed", 140)  # type: ignore[arg-type]
        raise RuntimeError("stop")

    with pytest.raises(RuntimeError):
        await store.run(breaks)
    found = await store.run(lambda s: Calls(s).find(row.id, owner.id))
    assert found is not None
    assert found.status == "open"


async def test_events_keep_order_and_belong_to_a_call(store: Store) -> None:
    owner, _ = await learner(store)
    row, _ = await call(store, owner)
    rows = [(row.id, seq, Silence(t=seq / 2, seconds=3)) for seq in range(5)]
    await store.run(lambda s: Events(s).append(rows))
    assert await store.run(lambda s: Events(s).of_call(row.id)) == [event for *_, event in rows]
    assert len(await store.run(lambda s: Events(s).of_call(row.id, until=1.0))) == 3
    assert await store.run(lambda s: Events(s).next_seq(row.id)) == 5
    with pytest.raises(IntegrityError):
        await store.run(lambda s: Events(s).append([("nobody", 0, Silence(t=0, seconds=1))]))
    with pytest.raises(IntegrityError):
        await store.run(lambda s: Events(s).append([(row.id, 4, Silence(t=0, seconds=1))]))


async def test_forgetting_a_learner_forgets_all_of_it(store: Store) -> None:
    owner, _ = await learner(store)
    row, _ = await call(store, owner)
    await store.run(lambda s: Events(s).append([(row.id, 0, Silence(t=0, seconds=1))]))
    await store.run(lambda s: Recordings(s).put(row.id, "learner", "x/learner.ogg", None, None))
    await store.run(lambda s: LearnerSessions(s).forget(owner.id))
    assert await store.run(lambda s: s.scalar(select(CallRow))) is None
    assert await store.run(lambda s: s.scalar(select(EventRow))) is None
    assert await store.run(lambda s: Recordings(s).find(row.id, "learner")) is None


async def test_recordings_are_put_twice_and_stay_in_their_folder(store: Store) -> None:
    owner, _ = await learner(store)
    row, _ = await call(store, owner)
    path = store.recordings.relative(row.id, "patient")
    await store.run(lambda s: Recordings(s).put(row.id, "patient", path, None, None))
    await store.run(lambda s: Recordings(s).put(row.id, "patient", path, 61.5, 900))
    found = await store.run(lambda s: Recordings(s).find(row.id, "patient"))
    assert found is not None
    assert (found.seconds, found.bytes) == (61.5, 900)
    assert store.recordings.resolve(found.path).parent == store.recordings.make(row.id)
    with pytest.raises(ValueError, match="leaves the recordings folder"):
        store.recordings.resolve("../store.sqlite")


@pytest.mark.parametrize(
    ("bad", "says"),
    [
        ("nonsense", "cannot be read"),
        ("sqlite://", "in-memory"),
        ("mysql://a/b", "not supported"),
    ],
)
def test_urls_that_cannot_be_used_are_explained(bad: str, says: str, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=says):
        Store(bad, tmp_path)
