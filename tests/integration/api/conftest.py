"""Houses to knock at: one that shows the demo, one that is closed to whoever has no code."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.integration.api.house import House, build


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    house = build(tmp_path)
    yield house
    house.rooms.shelf.close()
    house.rooms.store.close()


@pytest.fixture
async def closed_house(tmp_path: Path) -> AsyncIterator[House]:
    """No demo: an access code lets learners in, at a public name behind TLS."""
    house = build(
        tmp_path,
        demo=False,
        access_code="open sesame",
        behind_tls=True,
        allowed_hosts="sim.example",
    )
    yield house
    house.rooms.shelf.close()
    house.rooms.store.close()
