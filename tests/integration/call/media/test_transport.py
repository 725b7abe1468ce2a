"""A connection from offer to close: what it tells, what it refuses, and that it leaves nothing."""

from __future__ import annotations

import asyncio
import gc
import logging
import os
import threading
import time
from collections.abc import Awaitable, Callable

import pytest

from app.call.media.offer import MediaError, OfferError
from app.call.media.ports import MediaLoop, media_loop_factory
from app.call.media.transport import MediaHandlers, MediaSettings, MediaTransport
from app.call.media.video_encoder import EncoderPool
from tests.integration.call.media.peers import Learner, call, parts_for, tone, until


async def leftovers(work: Callable[[], Awaitable[None]]) -> tuple[set[str], set[str], int]:
    """Tasks and threads, and the number of file descriptors, that there are more after `work`."""
    tasks, threads, files = asyncio.all_tasks(), set(threading.enumerate()), _open_files()
    await work()
    for _ in range(3):
        await asyncio.sleep(0)
    gc.collect()
    return (
        {repr(t) for t in asyncio.all_tasks() - tasks},
        {t.name for t in set(threading.enumerate()) - threads},
        _open_files() - files,
    )


def _open_files() -> int:
    return len(os.listdir("/proc/self/fd"))


NOTHING: tuple[set[str], set[str], int] = (set(), set(), 0)


async def test_a_call_leaves_nothing_open(
    warm_pool: EncoderPool, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)

    async def one_call() -> None:
        async with call(warm_pool) as talk:
            talk.parts.playout.place("p1", tone(1.0))
            await until(lambda: len(talk.learner.received.pictures) > 10)
            await asyncio.gather(talk.transport.close(), talk.transport.close())
            await talk.transport.close()
            assert talk.told == [("connected", None)], "closing ourselves is no loss"

    await one_call()  # whatever is made once for the process
    assert await leftovers(one_call) == NOTHING
    assert await leftovers(one_call) == NOTHING
    assert caplog.records == []


@pytest.mark.parametrize("after", [0.0, 0.005, 0.02, 0.05, 0.1, 0.3])
async def test_closing_while_it_connects_leaves_nothing(
    warm_pool: EncoderPool, after: float, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)

    async def hang_up_early() -> None:
        learner, transport = Learner(), MediaTransport(parts_for(warm_pool))
        try:
            await learner.call(transport)
            await asyncio.sleep(after)
            await transport.close()
        finally:
            await learner.close()

    await hang_up_early()
    assert await leftovers(hang_up_early) == NOTHING
    assert await leftovers(hang_up_early) == NOTHING
    assert caplog.records == []


async def test_an_answer_that_nobody_takes_leaves_nothing(warm_pool: EncoderPool) -> None:
    async def answer_only() -> None:
        learner, transport = Learner(), MediaTransport(parts_for(warm_pool))
        await transport.accept(await learner.offer())
        await transport.close()
        await learner.close()

    await answer_only()
    assert await leftovers(answer_only) == NOTHING


async def test_a_malformed_offer_is_refused_before_anything_is_opened(
    warm_pool: EncoderPool,
) -> None:
    learner = Learner()
    offer = await learner.offer()
    bad = {
        "": "no_audio",
        "hello": "no_audio",
        offer.replace("a=fingerprint", "a=thumbprint"): "no_dtls",
        offer.replace("a=ice-pwd", "a=ice-password"): "no_ice",
        offer.replace("opus", "speex"): "no_opus",
        offer.replace("a=group:BUNDLE", "a=group:LS"): "not_bundled",
        offer.replace("a=sendrecv", "a=sendonly"): "not_receiving",
        offer + offer[offer.index("m=audio") :]: "offer_malformed",
        offer.replace("m=audio", "m=audio x y z"): "offer_malformed",
        "x" * 300_000: "offer_too_large",
    }

    async def refuse_all() -> None:
        for sdp, code in bad.items():
            transport = MediaTransport(parts_for(warm_pool))
            with pytest.raises(OfferError) as refused:
                await transport.accept(sdp)
            assert refused.value.code == code
            assert refused.value.message

    assert await leftovers(refuse_all) == NOTHING
    await learner.close()


async def test_a_transport_answers_one_offer(pool: EncoderPool) -> None:
    async with call(pool) as talk:
        with pytest.raises(MediaError, match="one offer"):
            await talk.transport.accept("")


async def test_a_connection_that_does_not_come_about_is_told(pool: EncoderPool) -> None:
    told: list[str] = []
    learner = Learner()
    transport = MediaTransport(
        parts_for(pool, MediaHandlers(disconnected=told.append)),
        MediaSettings(connect_seconds=0.3),
    )
    await transport.accept(await learner.offer())
    await until(lambda: bool(told), 3)
    assert told == ["timeout"]
    await transport.close()
    await learner.close()


async def test_a_learner_who_leaves_is_told_at_once(pool: EncoderPool) -> None:
    async with call(pool) as talk:
        left = time.monotonic()
        await talk.learner.pc.close()
        await until(lambda: ("disconnected", "closed") in talk.told, 3)
        assert time.monotonic() - left < 1.0
        assert not talk.transport.is_connected
        assert not talk.transport.send("anybody there?")


async def test_a_silent_loss_is_told_after_two_seconds(pool: EncoderPool) -> None:
    async with call(pool) as talk:
        await asyncio.sleep(0.3)
        talk.learner.microphone.open.clear()
        stopped = time.monotonic()
        await until(lambda: ("silent", True) in talk.told, 5)
        assert 1.5 < time.monotonic() - stopped < 3.0
        talk.learner.microphone.open.set()
        await until(lambda: ("silent", False) in talk.told, 3)


async def test_a_reading_tells_how_the_connection_does(pool: EncoderPool) -> None:
    async with call(pool) as talk:
        await talk.transport.stats()
        await asyncio.sleep(3.2)
        stats = await talk.transport.stats()
        assert stats is not None
        assert stats.round_trip_seconds is not None
        assert 0 <= stats.round_trip_seconds < 0.5
        assert stats.audio_loss == stats.video_loss == stats.microphone_loss == 0.0
        assert stats.sent_kbps > 20
        assert stats.received_kbps > 20
        assert stats.receivable_kbps is not None
        assert stats.pictures.sent > 60
        await talk.transport.close()
        assert await talk.transport.stats() is None


async def test_messages_go_both_ways_and_never_pile_up(pool: EncoderPool) -> None:
    async with call(pool) as talk:
        await asyncio.wait_for(talk.learner.opened.wait(), 5)
        talk.learner.channel.send("from the learner")
        await until(lambda: ("message", "from the learner") in talk.told)
        assert talk.transport.send("to the learner")
        await until(lambda: "to the learner" in talk.learner.received.messages)
        sent = [talk.transport.send("x" * 50_000) for _ in range(60)]
        assert sent[0]
        assert not sent[-1]
        assert sum(sent) * 50_000 <= 1_000_000


async def test_a_learner_who_comes_back_goes_on_where_the_clock_stood(pool: EncoderPool) -> None:
    async with call(pool) as talk:
        talk.parts.playout.place("p1", tone(30.0))
        await until(lambda: talk.parts.clock.now() > 0.5)
        await talk.transport.close()
        stood_at = talk.parts.clock.now()
        await asyncio.sleep(0.3)
        assert talk.parts.clock.now() == pytest.approx(stood_at, abs=0.021)
        again, learner = MediaTransport(talk.parts), Learner()
        await learner.call(again)
        await until(lambda: len(learner.received.sounds) > 20)
        assert talk.parts.clock.now() > stood_at + 0.3
        assert talk.parts.playout.position == talk.parts.clock.samples
        await learner.close()
        await again.close()


def test_media_keeps_to_its_port_range_and_shows_its_public_address() -> None:
    pool = EncoderPool(1)
    settings = MediaSettings(announced_address="203.0.113.7")

    async def one_call() -> str:
        learner, transport = Learner(), MediaTransport(parts_for(pool), settings)
        try:
            return await transport.accept(await learner.offer())
        finally:
            await transport.close()
            await learner.close()

    with asyncio.Runner(loop_factory=media_loop_factory(range(42_100, 42_140))) as runner:
        answer = runner.run(one_call())
    candidates = [x.split() for x in answer.splitlines() if x.startswith("a=candidate")]
    assert candidates
    assert all(42_100 <= int(fields[5]) < 42_140 for fields in candidates)
    assert {fields[4] for fields in candidates if "." in fields[4]} == {"203.0.113.7"}
    pool.close()


async def test_an_address_that_is_left_out_carries_no_media() -> None:
    loop = MediaLoop(None, frozenset({"192.0.2.7"}))
    try:
        with pytest.raises(OSError, match="MEDIA_ADDRESSES"):
            await loop.create_datagram_endpoint(asyncio.DatagramProtocol, ("127.0.0.1", 0))
    finally:
        loop.close()


def test_a_port_range_that_is_used_up_is_told_clearly() -> None:
    pool = EncoderPool(1)

    async def one_call() -> None:
        learner, transport = Learner(), MediaTransport(parts_for(pool))
        try:
            with pytest.raises(MediaError, match="port range") as refused:
                await transport.accept(await learner.offer())
            assert refused.value.code == "no_candidates"
        finally:
            await transport.close()
            await learner.close()

    # The learner's own sockets stand in the same range and use it up.
    with asyncio.Runner(loop_factory=media_loop_factory(range(42_200, 42_201))) as runner:
        runner.run(one_call())
    pool.close()
