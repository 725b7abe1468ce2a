"""From an empty database to the tables that the models say, and again, and by two at once."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text

from app.store import Store, StoreError, migrate
from app.store.database import open_engine
from app.store.models import Base


def test_migrations_make_exactly_the_models(url: str) -> None:
    engine = open_engine(url)
    migrate.upgrade(engine)
    migrate.upgrade(engine)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []
        assert context.get_current_revision() == migrate.head()
    assert set(inspect(engine).get_table_names()) == {*Base.metadata.tables, "alembic_version"}
    engine.dispose()


def test_two_processes_that_start_together_take_turns(url: str) -> None:
    failed: list[Exception] = []

    def start() -> None:
        engine = open_engine(url)
        try:
            migrate.upgrade(engine)
        except Exception as error:
            failed.append(error)
        finally:
            engine.dispose()

    threads = [threading.Thread(target=start) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert failed == []


def test_a_database_of_a_later_version_is_left_alone(url: str, tmp_path: Path) -> None:
    engine = open_engine(url)
    migrate.upgrade(engine)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    store = Store(url, tmp_path)
    with pytest.raises(StoreError, match="later version"):
        store.open()
    store.close()


def test_sqlite_is_prepared_for_several_threads(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'a' / 'store.sqlite'}")
    with engine.connect() as connection:
        pragma = lambda name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()  # noqa: E731
        assert pragma("journal_mode") == "wal"
        assert pragma("foreign_keys") == 1
        assert pragma("busy_timeout") == 5000
        assert pragma("synchronous") == 2
    engine.dispose()
