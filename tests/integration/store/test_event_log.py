"""The event log: never waits, never has a gap, and what a killed process leaves behind."""

from __future__ import annotations

import asyncio
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from app.events import CallEnded, Silence
from app.settings import CHECKOUT
from app.store import Calls, EventLogFull, Events, LearnerSessions, Store, StoreError
from app.store.event_log import EventWriter
from tests.integration.store.test_store import SCENARIO


async def open_call(store: Store, session: str | None = None) -> tuple[str, str]:
    """A call of a fresh session; returns (call id, session id)."""
    owner, _ = await store.run(lambda s: LearnerSessions(s).open("Learner", now=100, seconds=50))
    row, _ = await store.run(lambda s: Calls(s).open(owner.id, SCENARIO, recorded=False, now=100))
    return row.id, owner.id


async def stored(store: Store, call: str) -> int:
    return len(await store.run(lambda s: Events(s).of_call(call)))


async def test_flush_and_close_leave_all_in_the_database(store: Store) -> None:
    call, _ = await open_call(store)
    log = store.log(call)
    assert [log.append(Silence(t=n, seconds=1)) for n in range(50)] == list(range(50))
    await log.flush()
    assert await stored(store, call) == 50
    log.append(Silence(t=51, seconds=1))
    await log.close()
    await log.close()
    assert await stored(store, call) == 51
    with pytest.raises(StoreError, match="came too late"):
        log.append(Silence(t=52, seconds=1))


async def test_events_are_committed_without_being_asked(store: Store) -> None:
    call, _ = await open_call(store)
    store.log(call).append(Silence(t=0, seconds=1))
    began = time.monotonic()
    while await stored(store, call) == 0:
        assert time.monotonic() - began < 5
        await asyncio.sleep(0.02)


async def test_appending_is_quick_while_the_database_is_busy(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path / 'store.sqlite'}", tmp_path)
    store.open()
    call, _ = await open_call(store)
    log = store.log(call)
    with store.database.engine.connect() as other:
        other.exec_driver_sql("BEGIN IMMEDIATE")
        began = time.monotonic()
        for n in range(2000):
            log.append(Silence(t=n, seconds=1))
        assert time.monotonic() - began < 1
        other.rollback()
    await log.close()
    assert await stored(store, call) == 2000
    store.close()


async def test_two_calls_share_the_writer(store: Store) -> None:
    one, _ = await open_call(store)
    two, _ = await open_call(store)
    logs = [store.log(one), store.log(two)]
    for n in range(20):
        logs[n % 2].append(Silence(t=n, seconds=1))
    await asyncio.gather(*(log.close() for log in logs))
    assert (await stored(store, one), await stored(store, two)) == (10, 10)


async def test_a_deleted_call_holds_up_no_other(store: Store) -> None:
    gone, owner = await open_call(store)
    kept, _ = await open_call(store)
    await store.run(lambda s: LearnerSessions(s).forget(owner))
    store.log(gone).append(Silence(t=0, seconds=1))
    log = store.log(kept)
    log.append(Silence(t=0, seconds=1))
    await log.flush()
    assert await stored(store, kept) == 1
    assert store.problem is None


async def test_a_full_log_refuses_and_has_no_gap(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path / 'store.sqlite'}", tmp_path)
    store.open()
    call, _ = await open_call(store)
    writer = EventWriter(store.database, max_waiting=3)
    log = writer.log(call)
    for n in range(3):
        log.append(Silence(t=n, seconds=1))
    with pytest.raises(EventLogFull, match="3 events wait"):
        log.append(Silence(t=3, seconds=1))
    writer.start()
    await log.flush()
    assert log.append(Silence(t=4, seconds=1)) == 3
    await log.close()
    assert await stored(store, call) == 4
    writer.close()
    store.close()


async def test_trouble_is_told_and_passes(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path / 'store.sqlite'}", tmp_path)
    store.open()
    call, _ = await open_call(store)
    log = store.log(call)
    with store.database.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE events RENAME TO elsewhere")
    log.append(Silence(t=0, seconds=1))
    flushed = asyncio.ensure_future(log.flush())
    began = time.monotonic()
    while store.problem is None:
        assert time.monotonic() - began < 5
        await asyncio.sleep(0.02)
    assert "cannot be stored" in store.problem
    assert not flushed.done()
    with store.database.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE elsewhere RENAME TO events")
    await asyncio.wait_for(flushed, 10)
    assert store.problem is None
    assert await stored(store, call) == 1
    store.close()


async def test_what_cannot_be_stored_at_the_end_is_said(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path / 'store.sqlite'}", tmp_path)
    store.open()
    call, _ = await open_call(store)
    log = store.log(call)
    with store.database.engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE events")
    log.append(Silence(t=0, seconds=1))
    flushed = asyncio.ensure_future(log.flush())
    await asyncio.sleep(0)
    await asyncio.get_running_loop().run_in_executor(None, store.close)
    with pytest.raises(StoreError, match="1 events are lost"):
        await asyncio.wait_for(flushed, 5)


def test_a_restart_ends_what_was_open(url: str, tmp_path: Path) -> None:
    async def begin(store: Store) -> tuple[str, str]:
        call, owner = await open_call(store)
        log = store.log(call)
        log.append(Silence(t=4.5, seconds=1))
        await log.flush()
        return call, owner

    first = Store(url, tmp_path)
    first.open()
    call, owner = asyncio.run(begin(first))
    first.close()
    second = Store(url, tmp_path)
    second.open()
    assert second.cut_off == [call]
    row = second.database.run_here(lambda s: Calls(s).find(call, owner))
    assert row is not None
    assert (row.status, row.reason) == ("cut_off", "cut_off")
    last = second.database.run_here(lambda s: Events(s).of_call(call))[-1]
    assert isinstance(last, CallEnded)
    assert (last.t, last.reason) == (4.5, "cut_off")
    second.close()
    third = Store(url, tmp_path)
    third.open()
    assert third.cut_off == []
    third.close()


VICTIM = """
    import asyncio, sys, time
    from pathlib import Path
    from app.events import Silence
    from app.store import Store
    from tests.integration.store.test_event_log import open_call

    async def main():
        store = Store(sys.argv[1], Path(sys.argv[2]))
        store.open()
        call, _ = await open_call(store)
        log = store.log(call)
        print(call, flush=True)
        began = time.monotonic()
        while True:
            log.append(Silence(t=time.monotonic() - began, seconds=1))
            print(log.length, time.monotonic(), flush=True)
            await asyncio.sleep(0.01)

    asyncio.run(main())
"""


def test_a_killed_process_loses_at_most_the_last_second(url: str, tmp_path: Path) -> None:
    victim = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(VICTIM), url, str(tmp_path)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=CHECKOUT,
    )
    assert victim.stdout is not None
    call = victim.stdout.readline().strip()
    appended: list[float] = []
    for line in victim.stdout:
        appended.append(float(line.split()[1]))
        if appended[-1] - appended[0] > 3:
            break
    victim.send_signal(signal.SIGKILL)
    killed = time.monotonic()
    victim.communicate()
    store = Store(url, tmp_path)
    store.open()
    assert store.cut_off == [call]
    events = store.database.run_here(lambda s: Events(s).of_call(call))[:-1]
    sequence = [event.t for event in events]
    assert sequence == sorted(sequence)
    assert len(events) >= sum(1 for at in appended if at < killed - 1.0)
    assert len(events) > 100
    store.close()
