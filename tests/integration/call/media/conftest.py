"""The encoder pool that the media tests share."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator

import pytest

from app.call.media.video_encoder import EncoderPool


@pytest.fixture
def pool() -> Iterator[EncoderPool]:
    threads = EncoderPool()
    yield threads
    threads.close()


@pytest.fixture
async def warm_pool() -> AsyncIterator[EncoderPool]:
    """A pool whose one thread has started, so that it does not count as left over."""
    threads = EncoderPool(1)
    await threads.run(lambda: None)
    yield threads
    threads.close()
