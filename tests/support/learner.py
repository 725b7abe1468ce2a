"""A learner without a browser: a real peer connection to a running server, that can speak.

Its clock is the wall clock of this machine, and it keeps what it received with the time at which
it came, so that delays are measured where a learner would hear them.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

import av
import httpx
import numpy as np
import websockets
from aiortc import RTCConfiguration, RTCPeerConnection, RTCSessionDescription
from aiortc.mediastreams import MediaStreamError, MediaStreamTrack
from numpy.typing import NDArray
from websockets.asyncio.client import ClientConnection

RATE = 48_000
FRAME = 960


class Microphone(MediaStreamTrack):
    """Silence, or what ``say`` was given, 20 ms at a time on the wall clock."""

    kind = "audio"

    def __init__(self) -> None:
        super().__init__()
        self._start: float | None = None
        self._count = 0
        self._waiting = np.zeros(0, np.int16)
        self._spoken: asyncio.Event = asyncio.Event()
        self._unplugged = False
        self.last_sample_at = 0.0
        """Wall time at which the last spoken sample was sent."""

    async def say(self, samples: NDArray[np.int16]) -> float:
        """Speak; returns the wall time of the last sample."""
        self._spoken.clear()
        self._waiting = np.concatenate([self._waiting, samples])
        await self._spoken.wait()
        return self.last_sample_at

    def feed(self, samples: NDArray[np.int16]) -> None:
        """Add sound without waiting for it."""
        self._waiting = np.concatenate([self._waiting, samples])

    def unplug(self) -> None:
        """Nothing comes from it any more, not even silence."""
        self._unplugged = True

    async def recv(self) -> av.AudioFrame:
        if self._unplugged:
            await asyncio.Event().wait()
        now = time.monotonic()
        if self._start is None:
            self._start = now
        due = self._start + self._count * FRAME / RATE
        if due > now:
            await asyncio.sleep(due - now)
        piece, self._waiting = self._waiting[:FRAME], self._waiting[FRAME:]
        if len(piece):
            self.last_sample_at = time.monotonic() + len(piece) / RATE
        if not len(self._waiting):
            self._spoken.set()
        samples = np.zeros(FRAME, np.int16)
        samples[: len(piece)] = piece
        frame = av.AudioFrame.from_ndarray(samples.reshape(1, -1), format="s16", layout="mono")
        frame.sample_rate = RATE
        frame.pts = self._count * FRAME
        frame.time_base = Fraction(1, RATE)
        self._count += 1
        return frame


@dataclass
class Received:
    """What came from the patient, with the wall time at which it came."""

    sound: list[tuple[float, NDArray[np.int16]]] = field(default_factory=list)
    pictures: list[float] = field(default_factory=list)
    messages: list[tuple[float, dict[str, Any]]] = field(default_factory=list)
    keep_pictures: bool = False
    frames: list[NDArray[np.uint8]] = field(default_factory=list)

    def loudness(self, since: float) -> list[tuple[float, float]]:
        """Arrival time and RMS (0 to 1) of each 20 ms from ``since`` on."""
        return [
            (t, float(np.sqrt(np.mean(np.square(s.astype(np.float64) / 32768)))))
            for t, s in self.sound
            if t >= since
        ]


class CallClient:
    """One call, joined."""

    def __init__(self, url: str, http: httpx.AsyncClient) -> None:
        self.url = url
        self.http = http
        self.id = ""
        self.token = ""
        self.microphone = Microphone()
        self.received = Received()
        self.pc = RTCPeerConnection(RTCConfiguration(iceServers=[]))
        self.ended = asyncio.Event()
        self._connected = asyncio.Event()
        self._socket: ClientConnection | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._answer: asyncio.Future[dict[str, Any]] = asyncio.get_running_loop().create_future()
        self._changed = asyncio.Condition()

    async def create(self, scenario: str, **asked: Any) -> None:
        answer = await self.http.post("/api/calls", json={"scenario": scenario, **asked})
        answer.raise_for_status()
        created = answer.json()
        self.id, self.token = created["id"], created["resume_token"]

    async def open_socket(self) -> None:
        cookie = f"sp_session={self.http.cookies['sp_session']}"
        address = f"{self.url.replace('http', 'ws')}/api/calls/{self.id}/signal?token={self.token}"
        self._socket = await websockets.connect(
            address, additional_headers={"Cookie": cookie}, max_size=None
        )
        self._start(self._read())

    async def lose_socket(self) -> None:
        """The signalling socket goes, the media stay."""
        assert self._socket is not None
        await self._socket.close()

    async def connect(self) -> float:
        """Offer, answer, media. Returns the seconds that it took."""
        began = time.monotonic()
        self.pc.addTrack(self.microphone)
        self.pc.addTransceiver("video", direction="recvonly")
        channel = self.pc.createDataChannel("events")
        channel.on("message", lambda text: self._message(json.loads(text)))
        self.pc.on("track", self._on_track)
        self.pc.on("connectionstatechange", self._on_state)
        await self.pc.setLocalDescription(await self.pc.createOffer())
        await self.send({"type": "offer", "sdp": self.pc.localDescription.sdp})
        answer = await asyncio.wait_for(self._answer, 20)
        if "sdp" not in answer:
            raise AssertionError(f"no answer: {answer}")
        await self.pc.setRemoteDescription(RTCSessionDescription(answer["sdp"], "answer"))
        await asyncio.wait_for(self._connected.wait(), 20)
        return time.monotonic() - began

    async def send(self, message: dict[str, Any]) -> None:
        assert self._socket is not None
        await self._socket.send(json.dumps(message))

    async def wait_for(self, test: Any, within: float = 30.0) -> dict[str, Any]:
        """The first message, of those that came or will come, for which ``test`` is true."""
        async with asyncio.timeout(within), self._changed:
            while True:
                for _, message in self.received.messages:
                    if test(message):
                        return message
                await self._changed.wait()

    def captions(self, who: str, final: bool = True) -> list[dict[str, Any]]:
        return [
            m
            for _, m in self.received.messages
            if m["type"] == "caption" and m["who"] == who and m["final"] == final
        ]

    async def hang_up(self) -> None:
        await self.send({"type": "hang_up"})
        await asyncio.wait_for(self.ended.wait(), 20)

    async def close(self) -> None:
        await self.pc.close()
        self.microphone.stop()
        if self._socket is not None:
            await self._socket.close()
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _start(self, work: Any) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _read(self) -> None:
        assert self._socket is not None
        with contextlib.suppress(websockets.ConnectionClosed):
            async for text in self._socket:
                message = json.loads(text)
                if message["type"] in ("answer", "error") and not self._answer.done():
                    self._answer.set_result(message)
                self._message(message)

    def _message(self, message: dict[str, Any]) -> None:
        self.received.messages.append((time.monotonic(), message))
        if message["type"] == "ended":
            self.ended.set()
        self._start(self._notify())

    async def _notify(self) -> None:
        async with self._changed:
            self._changed.notify_all()

    def _on_state(self) -> None:
        if self.pc.connectionState == "connected":
            self._connected.set()

    def _on_track(self, track: MediaStreamTrack) -> None:
        self._start(self._hear(track) if track.kind == "audio" else self._see(track))

    async def _hear(self, track: MediaStreamTrack) -> None:
        with contextlib.suppress(MediaStreamError):
            while True:
                frame = await track.recv()
                assert isinstance(frame, av.AudioFrame)
                samples = frame.to_ndarray().reshape(-1, len(frame.layout.channels))
                mono = samples.mean(axis=1).astype(np.int16)
                self.received.sound.append((time.monotonic(), mono))

    async def _see(self, track: MediaStreamTrack) -> None:
        with contextlib.suppress(MediaStreamError):
            while True:
                frame = await track.recv()
                assert isinstance(frame, av.VideoFrame)
                self.received.pictures.append(time.monotonic())
                if self.received.keep_pictures:
                    self.received.frames.append(frame.to_ndarray(format="rgb24"))


@contextlib.asynccontextmanager
async def learner(url: str) -> AsyncIterator[httpx.AsyncClient]:
    """A session of the demo learner."""
    async with httpx.AsyncClient(base_url=url, timeout=30) as http:
        (await http.post("/api/session")).raise_for_status()
        yield http


@contextlib.asynccontextmanager
async def call(
    url: str, http: httpx.AsyncClient, scenario: str, **asked: Any
) -> AsyncIterator[CallClient]:
    """A call that is joined, and left at the end."""
    client = CallClient(url, http)
    try:
        await client.create(scenario, **asked)
        await client.open_socket()
        if not asked.get("typed_only"):
            await client.connect()
        yield client
    finally:
        if not client.ended.is_set():
            with contextlib.suppress(httpx.HTTPError):
                await http.post(f"/api/calls/{client.id}/end")
        await client.close()
