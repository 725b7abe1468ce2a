"""A learner's browser for tests: a real aiortc peer that calls a MediaTransport on this host."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

import av
import numpy as np
from aiortc import (
    MediaStreamTrack,
    RTCConfiguration,
    RTCDataChannel,
    RTCPeerConnection,
    RTCSessionDescription,
)
from aiortc.mediastreams import MediaStreamError
from av.packet import Packet
from av.stream import Stream
from numpy.typing import NDArray

from app.call.media.clock import MediaClock
from app.call.media.hooks import close_connection, shorten_jitter_buffer
from app.call.media.offer import preferences
from app.call.media.opus_encoder import OpusEncoder
from app.call.media.playout import Playout
from app.call.media.transport import MediaHandlers, MediaParts, MediaSettings, MediaTransport
from app.call.media.video_encoder import EncoderPool, VideoEncoder
from tests.integration.call.media.wire import Wire, without_candidates

SIZE = 128


def plain_face(t: float) -> NDArray[np.uint8]:
    """A grey picture that changes a little, so that every frame has something to encode."""
    picture = np.full((SIZE * 3 // 2, SIZE), 128, np.uint8)
    column = int(t * 40) % (SIZE - 16)
    picture[:16, column : column + 16] = 60
    return picture


def flashing_face(t: float) -> NDArray[np.uint8]:
    """White in the first 120 ms of every second, else dark."""
    picture = plain_face(t)
    picture[:SIZE] = 235 if (t + 1e-6) % 1.0 < 0.12 else 30
    return picture


def tone(seconds: float, frequency: float = 1000.0, amplitude: int = 9000) -> NDArray[np.int16]:
    times = np.arange(int(seconds * 48_000)) / 48_000
    samples: NDArray[np.int16] = (amplitude * np.sin(2 * np.pi * frequency * times)).astype(
        np.int16
    )
    return samples


class ToneMicrophone(MediaStreamTrack):
    """A microphone that hears a tone, and can be made to send nothing at all."""

    kind = "audio"

    def __init__(self) -> None:
        super().__init__()
        self.started: float | None = None
        """Monotonic time of the first sample."""
        self.open = asyncio.Event()
        self.open.set()
        self._count = 0
        self._encoder = OpusEncoder()

    async def recv(self) -> Packet[Stream]:
        if self.readyState != "live":
            raise MediaStreamError
        if self.started is None:
            self.started = time.monotonic()
        await asyncio.sleep(self.started + self._count * 0.02 - time.monotonic())
        await self.open.wait()
        times = (np.arange(960) + self._count * 960) / 48_000
        samples = (8000 * np.sin(2 * np.pi * 440 * times)).astype(np.int16)
        self._count += 1
        return self._encoder.encode(samples, (self._count - 1) * 960)


class SmallCamera(MediaStreamTrack):
    """A VP8 camera of 160 x 120 at 10 pictures a second."""

    kind = "video"

    def __init__(self) -> None:
        super().__init__()
        self._started: float | None = None
        self._count = 0
        self._encoder = VideoEncoder("VP8", (160, 120), 150_000)

    async def recv(self) -> Packet[Stream]:
        if self.readyState != "live":
            raise MediaStreamError
        if self._started is None:
            self._started = time.monotonic()
        await asyncio.sleep(self._started + self._count * 0.1 - time.monotonic())
        picture = np.full((180, 160), 100 + self._count % 50, np.uint8)
        packet: Packet[Stream] = Packet(self._encoder.encode(picture))
        packet.pts = self._count * 9000
        packet.time_base = Fraction(1, 90_000)
        self._count += 1
        return packet


@dataclass
class Received:
    """What the learner's side got: when (monotonic seconds) each frame came, and its content."""

    sounds: list[tuple[float, NDArray[np.int16]]] = field(default_factory=list)
    pictures: list[tuple[float, float]] = field(default_factory=list)
    """Arrival and mean brightness."""
    messages: list[str] = field(default_factory=list)


class Learner:
    """The learner's browser."""

    def __init__(self, camera: bool = True, codecs: Sequence[str] = ()) -> None:
        """`codecs`: those of video that are offered, best first; all by default."""
        self.pc = RTCPeerConnection(RTCConfiguration(iceServers=[]))
        self.microphone = ToneMicrophone()
        self.pc.addTrack(self.microphone)
        if camera:
            self.pc.addTrack(SmallCamera())
        else:
            self.pc.addTransceiver("video", direction="recvonly")
        if codecs:
            video = next(t for t in self.pc.getTransceivers() if t.kind == "video")
            video.setCodecPreferences(preferences("video", codecs))
        for transceiver in self.pc.getTransceivers():
            if transceiver.kind == "audio":
                shorten_jitter_buffer(transceiver.receiver)
        self.channel: RTCDataChannel = self.pc.createDataChannel("events")
        self.received = Received()
        self.opened = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []
        self.channel.on("open", self.opened.set)
        self.channel.on("message", self.received.messages.append)
        self.pc.on("track", self._on_track)

    async def offer(self) -> str:
        await self.pc.setLocalDescription(await self.pc.createOffer())
        return self.pc.localDescription.sdp

    async def take(self, answer: str) -> None:
        await self.pc.setRemoteDescription(RTCSessionDescription(answer, "answer"))

    async def call(self, transport: MediaTransport, wire: Wire | None = None) -> str:
        offer = await self.offer()
        answer = await transport.accept(without_candidates(offer) if wire else offer)
        await self.take(await wire.lay(answer) if wire else answer)
        return answer

    async def close(self) -> None:
        await close_connection(self.pc)
        self.microphone.stop()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _on_track(self, track: MediaStreamTrack) -> None:
        self._tasks.append(asyncio.create_task(self._drain(track)))

    async def _drain(self, track: MediaStreamTrack) -> None:
        with contextlib.suppress(MediaStreamError):
            while True:
                frame = await track.recv()
                now = time.monotonic()
                if isinstance(frame, av.AudioFrame):
                    samples = frame.to_ndarray().reshape(-1, 2)[:, 0].astype(np.int16)
                    self.received.sounds.append((now, samples))
                elif isinstance(frame, av.VideoFrame):
                    plane = np.asarray(frame.planes[0], np.uint8)[::37]
                    self.received.pictures.append((now, float(plane.mean())))


@dataclass
class Call:
    """A call between a learner and a transport, with everything that the transport told."""

    learner: Learner
    transport: MediaTransport
    parts: MediaParts
    answer: str
    told: list[tuple[str, object]]


def parts_for(
    pool: EncoderPool,
    handlers: MediaHandlers | None = None,
    face: Callable[[float], NDArray[np.uint8]] = plain_face,
) -> MediaParts:
    return MediaParts(MediaClock(), Playout(), face, pool, handlers or MediaHandlers())


@contextlib.asynccontextmanager
async def call(
    pool: EncoderPool,
    face: Callable[[float], NDArray[np.uint8]] = plain_face,
    settings: MediaSettings | None = None,
    handlers: MediaHandlers | None = None,
    camera: bool = True,
    codecs: Sequence[str] = (),
    wire: Wire | None = None,
) -> AsyncIterator[Call]:
    """A connected call, ended at the end; over a wire that can lose packets, if one is given."""
    told: list[tuple[str, object]] = []
    handlers = handlers or MediaHandlers()
    handlers.connected = lambda: told.append(("connected", None))
    handlers.disconnected = lambda why: told.append(("disconnected", why))
    handlers.silent = lambda silent: told.append(("silent", silent))
    handlers.message = lambda text: told.append(("message", text))
    handlers.problem = lambda stage, text: told.append(("problem", (stage, text)))
    parts = parts_for(pool, handlers, face)
    transport = MediaTransport(parts, settings)
    learner = Learner(camera, codecs)
    try:
        answer = await learner.call(transport, wire)
        await until(lambda: ("connected", None) in told)
        yield Call(learner, transport, parts, answer, told)
    finally:
        await learner.close()
        await transport.close()


async def until(condition: Callable[[], bool], seconds: float = 15.0) -> None:
    """Wait for a condition; TimeoutError when it does not come true."""
    async with asyncio.timeout(seconds):
        while True:
            if condition():
                return
            await asyncio.sleep(0.01)
