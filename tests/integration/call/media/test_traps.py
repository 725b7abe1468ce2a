"""The traps of sending packets through aiortc, each stepped around and watched."""

from __future__ import annotations

import asyncio
import gc
import logging
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

import numpy as np
import pytest
from aiortc.codecs.vpx import Vp8Decoder
from aiortc.jitterbuffer import JitterBuffer, JitterFrame
from aiortc.rtcicetransport import RTCIceGatherer
from av.frame import Frame
from numpy.typing import NDArray

from app.call.media.offer import OfferError
from app.call.media.transport import MediaHandlers, MediaSettings, MediaTransport
from app.call.media.video_encoder import EncoderPool
from tests.integration.call.media.peers import (
    SIZE,
    Learner,
    call,
    parts_for,
    plain_face,
    until,
)
from tests.integration.call.media.wire import (
    VIDEO_PAYLOAD_TYPE,
    is_rtp,
    payload_type,
    wire,
    without_candidates,
)


def noisy_face(t: float) -> NDArray[np.uint8]:
    """As many bits as may be sent, so that an outage loses more packets than are kept."""
    rng = np.random.default_rng(int(t * 25))
    return rng.integers(16, 235, (SIZE * 3 // 2, SIZE)).astype(np.uint8)


async def test_the_picture_comes_back_after_an_outage(
    pool: EncoderPool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Packets bypass the encoder that aiortc asks for key frames: the hook must hear of it."""
    decoded: list[tuple[float, bool]] = []
    decode = Vp8Decoder.decode

    def noted(self: Vp8Decoder, frame: JitterFrame) -> list[Frame]:
        decoded.append((time.monotonic(), not frame.data[0] & 1))
        return decode(self, frame)

    monkeypatch.setattr(Vp8Decoder, "decode", noted)
    async with wire() as line, call(pool, noisy_face, camera=False, wire=line) as talk:
        give_up_soon(talk.learner)
        await until(lambda: len(decoded) > 25)
        line.loses_down = lambda data: is_rtp(data) and payload_type(data) >= VIDEO_PAYLOAD_TYPE
        await asyncio.sleep(4)
        before = await talk.transport.stats()
        assert before is not None
        unasked = [key for _, key in decoded].count(True) - before.pictures.key_frames_asked
        assert unasked <= 1, "none but the first comes by itself"
        line.loses_down = lambda data: False
        back = time.monotonic()
        await until(lambda: any(at > back and key for at, key in decoded), seconds=4)
        stats = await talk.transport.stats()
        assert stats is not None
        assert stats.pictures.key_frames_asked >= 1
        count = len(talk.learner.received.pictures)
        await asyncio.sleep(1)
        assert len(talk.learner.received.pictures) - count >= 12, "and they move"


def give_up_soon(learner: Learner) -> None:
    """Let aiortc's receiver of pictures do as browsers do: it would wait for 512 packets before
    it asks for a key frame."""
    for transceiver in learner.pc.getTransceivers():
        if transceiver.kind == "video":
            small = JitterBuffer(capacity=64, is_video=True)
            setattr(transceiver.receiver, "_RTCRtpReceiver__jitter_buffer", small)  # noqa: B010


@pytest.mark.parametrize(
    ("offered", "allowed", "sent"),
    [
        (("VP8", "H264"), ("VP8", "H264"), "VP8"),
        (("H264", "VP8"), ("VP8", "H264"), "VP8"),
        (("H264",), ("VP8", "H264"), "H264"),
        (("VP8", "H264"), ("H264", "VP8"), "H264"),
    ],
)
async def test_packets_have_the_codec_that_was_negotiated(
    pool: EncoderPool, offered: tuple[str, ...], allowed: tuple[str, ...], sent: str
) -> None:
    settings = MediaSettings(codecs=allowed)  # type: ignore[arg-type]  # plain strings above
    async with call(pool, settings=settings, camera=False, codecs=offered) as talk:
        video = talk.answer[talk.answer.index("m=video") :]
        first = video.split()[3]
        assert f"a=rtpmap:{first} {sent}/90000" in video
        assert f"apt={first}" in video, "lost packets can be asked for in a stream of their own"
        await until(lambda: len(talk.learner.received.pictures) >= 10)


async def test_a_server_for_h264_only_tells_a_browser_without_it(pool: EncoderPool) -> None:
    learner = Learner(codecs=("VP8",))
    transport = MediaTransport(parts_for(pool), MediaSettings(codecs=("H264",)))
    with pytest.raises(OfferError, match=r"offers VP8.*sends H264") as refused:
        await transport.accept(await learner.offer())
    assert refused.value.code == "no_common_video_codec"
    await learner.close()
    await transport.close()


class Watched(ThreadPoolExecutor):
    """A default executor that notes what it is asked to do."""

    def __init__(self) -> None:
        super().__init__(1)
        self.asked: list[str] = []

    def submit(self, fn: Callable[..., object], /, *args: object, **options: object) -> Future:  # type: ignore[type-arg]  # what it returns does not matter
        self.asked.append(repr(fn))
        return super().submit(fn, *args, **options)


async def test_nothing_of_a_call_runs_in_the_default_executor(pool: EncoderPool) -> None:
    watched = Watched()
    asyncio.get_running_loop().set_default_executor(watched)
    async with call(pool) as talk:
        await until(lambda: len(talk.learner.received.pictures) > 25)
        assert talk.transport.camera.latest() is not None
    assert watched.asked == []


async def test_the_microphone_is_as_quick_after_a_loss_as_before(pool: EncoderPool) -> None:
    """aiortc's own buffer would hold the microphone back by 200 ms for the rest of the call."""
    lags: list[float] = []
    heard = 0

    def sound(t: float, samples: NDArray[np.int16]) -> None:
        nonlocal heard
        heard += len(samples)
        started = talk.learner.microphone.started
        assert started is not None
        lags.append(time.monotonic() - started - heard / 48_000)

    handlers = MediaHandlers(learner_sound=sound)
    async with wire() as line, call(pool, handlers=handlers, wire=line) as talk:
        await until(lambda: len(lags) > 50)
        before = float(np.median(lags[-25:]))
        lost = 0

        def loses(data: bytes) -> bool:
            nonlocal lost
            if is_rtp(data) and payload_type(data) < VIDEO_PAYLOAD_TYPE and lost < 1:
                lost += 1
                return True
            return False

        line.loses_up = loses
        count = len(lags)
        await until(lambda: len(lags) > count + 60)
        after = float(np.median(lags[-25:]))
        assert lost == 1
        assert after - before < 0.05


async def test_no_foreign_stun_server_is_asked(
    pool: EncoderPool, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse() -> list[object]:
        raise AssertionError("aiortc's default servers were about to be used")

    learner = Learner()
    offer = await learner.offer()
    monkeypatch.setattr(RTCIceGatherer, "getDefaultIceServers", refuse)
    transport = MediaTransport(parts_for(pool))
    answer = await transport.accept(offer)
    assert "typ srflx" not in answer
    await learner.close()
    await transport.close()


async def test_candidates_of_a_browser_that_bundles_all_are_known(pool: EncoderPool) -> None:
    """They stand in the first section only, and the browser cannot reach the server here: it is
    the server that must knock. With MAX_BUNDLE it would not know where."""
    learner = Learner()
    head, *sections = (await learner.offer()).split("m=")
    rest = [without_candidates(section) for section in sections[1:]]
    offer = "m=".join([head, sections[0], *rest])
    told: list[str] = []
    handlers = MediaHandlers(connected=lambda: told.append("connected"))
    transport = MediaTransport(parts_for(pool, handlers))
    answer = await transport.accept(offer)
    await learner.take(without_candidates(answer))
    await until(lambda: told == ["connected"])
    await learner.close()
    await transport.close()


async def test_names_of_multicast_dns_cost_nothing(pool: EncoderPool) -> None:
    learner = Learner()
    offer = (await learner.offer()).splitlines()
    hidden = [
        " ".join([*x.split()[:4], "a1b2c3d4-0000-4000-8000-abcdefabcdef.local", *x.split()[5:]])
        if x.startswith("a=candidate")
        else x
        for x in offer
    ]
    told: list[str] = []
    handlers = MediaHandlers(connected=lambda: told.append("connected"))
    transport = MediaTransport(parts_for(pool, handlers))
    began = time.monotonic()
    answer = await transport.accept("\r\n".join(hidden) + "\r\n")
    assert time.monotonic() - began < 0.9, "aioice waits a second for a name"
    await transport.add_candidate(
        "candidate:1 1 udp 2122260223 a1b2c3d4-0000-4000-8000-abcdefabcdef.local 4444 typ host",
        "0",
        0,
    )
    await transport.add_candidate("candidate:nonsense", "0", 0)
    await transport.add_candidate("candidate:1 1 udp 1 192.0.2.77 9 typ unknown", "0", 0)
    await transport.add_candidate(None, None, None)
    await learner.take(answer)
    await until(lambda: told == ["connected"])
    await learner.close()
    await transport.close()


async def test_received_frames_do_not_pile_up(pool: EncoderPool) -> None:
    async with call(pool) as talk:
        await until(lambda: talk.transport.camera.latest() is not None)
        await asyncio.sleep(2)
        gc.collect()
        queues = [o for o in gc.get_objects() if type(o) is asyncio.Queue]
        assert max((q.qsize() for q in queues), default=0) <= 4
        latest = talk.transport.camera.latest()
        assert latest is not None
        assert latest.number >= 15
        assert latest.gray().shape == (120, 160)


async def test_both_tracks_are_of_one_stream(pool: EncoderPool) -> None:
    """A browser keeps sound and picture together only then."""
    async with call(pool) as talk:
        streams = {x.split()[0] for x in talk.answer.splitlines() if x.startswith("a=msid:")}
        names = {x.split("cname:")[1] for x in talk.answer.splitlines() if "cname:" in x}
        assert len(streams) == 1
        assert len(names) == 1


async def test_a_learner_without_a_camera_is_welcome(
    pool: EncoderPool, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    async with call(pool, plain_face, camera=False) as talk:
        await until(lambda: len(talk.learner.received.pictures) > 10)
        assert talk.transport.camera.latest() is None
    assert caplog.records == []
