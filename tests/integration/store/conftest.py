"""Every test of the store runs on SQLite and on a real PostgreSQL."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from itertools import count
from pathlib import Path

import pytest

from app.store import Store
from tests.integration.store.postgres import cluster, create

_numbers = count()


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    with cluster() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'store.sqlite'}"
    return create(request.getfixturevalue("postgres"), f"test_{next(_numbers)}")


@pytest.fixture
async def store(url: str, tmp_path: Path) -> AsyncIterator[Store]:
    """An open store on an empty database."""
    store = Store(url, tmp_path / "recordings")
    store.open()
    yield store
    store.close()
