"""One connection of the learner's browser: the patient goes out, the learner comes in.

A call outlives its connections: when the browser comes back, the session closes the old transport
and makes another on the same clock and playout (aiortc cannot restart ICE).
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from typing import TypeVarTuple

import av
import numpy as np
from aiortc import (
    InvalidAccessError,
    InvalidStateError,
    MediaStreamTrack,
    RTCBundlePolicy,
    RTCConfiguration,
    RTCDataChannel,
    RTCIceServer,
    RTCPeerConnection,
    RTCSessionDescription,
)
from aiortc.exceptions import InternalError, OperationError
from aiortc.mediastreams import MediaStreamError
from aiortc.rtcconfiguration import RTCIceTransportPolicy
from aiortc.sdp import candidate_from_sdp
from numpy.typing import NDArray

from app.call.media.camera import Camera
from app.call.media.clock import MediaClock
from app.call.media.hooks import (
    bit_rate_limit,
    close_connection,
    on_key_frame_request,
    shorten_jitter_buffer,
)
from app.call.media.microphone import Microphone, MicrophoneBlock
from app.call.media.offer import (
    UNREADABLE,
    MediaError,
    Offer,
    OfferError,
    is_reachable,
    negotiated_video_codec,
    preferences,
    read_offer,
)
from app.call.media.pace import Pace
from app.call.media.playout import Playout
from app.call.media.ports import announce
from app.call.media.stats import MediaStats, Traffic, summarise, traffic
from app.call.media.tracks import AudioTrack, FaceSource, VideoTrack
from app.call.media.video_encoder import EncoderPool, VideoCodec

logger = logging.getLogger(__name__)

CHANNEL = "events"
MAX_MESSAGE_CHARACTERS = 64_000
MAX_UNSENT_BYTES = 1_000_000
MAX_CANDIDATES = 100
WATCH_SECONDS = 0.25
CLOSE_SECONDS = 5.0

_Args = TypeVarTuple("_Args")


def _nothing(*_: object) -> None:
    """The handler of what nobody asked for."""


@dataclass
class MediaHandlers:
    """What the session wants to be told. All are called on the event loop and must not block."""

    connected: Callable[[], None] = _nothing
    disconnected: Callable[[str], None] = _nothing
    """Once, with why: "timeout" (no connection came about), "failed" or "closed"."""
    silent: Callable[[bool], None] = _nothing
    """True when nothing has come from the microphone for two seconds, which a mere pause of the
    learner never causes; False when it comes again."""
    channel_open: Callable[[], None] = _nothing
    message: Callable[[str], None] = _nothing
    microphone: Callable[[MicrophoneBlock], None] = _nothing
    learner_sound: Callable[[float, NDArray[np.int16]], None] = _nothing
    """Media time and 48 kHz mono samples, for the recording."""
    patient_sound: Callable[[float, NDArray[np.int16]], None] = _nothing
    problem: Callable[[str, str], None] = _nothing
    """Stage and sentence, when something stopped working while the call goes on."""


@dataclass(frozen=True)
class MediaSettings:
    """How connections are made."""

    codecs: tuple[VideoCodec, ...] = ("VP8", "H264")
    """May be sent, best first."""
    ice_servers: tuple[RTCIceServer, ...] = ()
    """Own STUN or TURN servers. None by default: aiortc's default would ask Google's."""
    relay_only: bool = False
    announced_address: str | None = None
    """The address that a 1:1 NAT gives this server."""
    connect_seconds: float = 15.0
    silent_seconds: float = 2.0


@dataclass(frozen=True)
class MediaParts:
    """What a call owns, and every connection of it uses."""

    clock: MediaClock
    playout: Playout
    face_source: FaceSource
    pool: EncoderPool
    handlers: MediaHandlers = field(default_factory=MediaHandlers)


class MediaTransport:
    """Answers one offer and carries media until it is closed. Use on the event loop only."""

    def __init__(self, parts: MediaParts, settings: MediaSettings | None = None) -> None:
        self._parts = parts
        self._settings = settings or MediaSettings()
        self._pace = Pace()
        self._camera = Camera()
        self._microphone = Microphone(
            parts.clock, self._block, lambda t, s: self._tell(parts.handlers.learner_sound, t, s)
        )
        self._pc: RTCPeerConnection | None = None
        self._audio: AudioTrack | None = None
        self._video: VideoTrack | None = None
        self._channel: RTCDataChannel | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._connected = asyncio.Event()
        self._over = False
        self._closing: asyncio.Task[None] | None = None
        self._sends_audio = False
        self._last_sound = 0.0
        self._silent = False
        self._candidates = 0
        self._traffic = Traffic(time.monotonic())

    @property
    def camera(self) -> Camera:
        """The learner's latest picture."""
        return self._camera

    @property
    def is_connected(self) -> bool:
        return self._connected.is_set() and not self._over

    async def accept(self, offer_sdp: str) -> str:
        """The answer to a browser's offer. Raises OfferError for an offer that cannot be
        answered, before anything is opened, and MediaError when this machine cannot."""
        if self._pc is not None or self._closing is not None:
            raise MediaError("already_used", "A transport answers one offer: make another one.")
        offer = read_offer(offer_sdp, self._settings.codecs)
        try:
            return await self._answer(offer)
        except (InternalError, InvalidAccessError, InvalidStateError, OperationError) as error:
            await self.close()
            raise OfferError("offer_malformed", f"The offer cannot be answered: {error}") from error
        except UNREADABLE as error:
            logger.warning("an offer passed its check and could not be answered", exc_info=error)
            await self.close()
            raise OfferError("offer_malformed", f"The offer cannot be answered: {error}") from error
        except BaseException:
            await self.close()
            raise

    async def add_candidate(
        self, candidate: str | None, mid: str | None, line_index: int | None
    ) -> None:
        """A candidate that the browser found later, in the form of RTCIceCandidate. Those that
        cannot be used (names of multicast DNS, unreadable ones, too many) are left out, as the
        connection can be found from the browser's side."""
        if self._pc is None or self._over or not candidate or (mid is None and line_index is None):
            return
        self._candidates += 1
        if self._candidates > MAX_CANDIDATES:
            return
        try:
            parsed = candidate_from_sdp(candidate.removeprefix("candidate:"))
        except (ValueError, IndexError, AssertionError):
            logger.info("a remote candidate could not be read")
            return
        if not is_reachable(parsed.ip):
            return
        parsed.sdpMid = mid
        parsed.sdpMLineIndex = line_index
        with contextlib.suppress(ValueError):  # a kind of candidate that aioice does not know
            await self._pc.addIceCandidate(parsed)

    def send(self, text: str) -> bool:
        """Send over the data channel. False when it is not open, or when too much waits to be
        sent: then use the WebSocket."""
        channel = self._channel
        if channel is None or channel.readyState != "open":
            return False
        if channel.bufferedAmount + len(text) > MAX_UNSENT_BYTES:
            return False
        channel.send(text)
        return True

    def request_key_frame(self) -> None:
        """Make the next picture one that can be shown without those before it."""
        if self._video is not None:
            self._video.request_key_frame()

    async def stats(self) -> MediaStats | None:
        """A reading of the connection; None where there is none."""
        if self._pc is None or self._video is None or self._closing is not None:
            return None
        report = await self._pc.getStats()
        before, self._traffic = self._traffic, traffic(report, time.monotonic())
        sender = next(s for s in self._pc.getSenders() if s.kind == "video")
        return summarise(
            report,
            before,
            self._traffic,
            bit_rate_limit(sender),
            self._video.report(),
            self._pace.report(),
        )

    async def close(self) -> None:
        """End the connection. May be called again, at any time, by anybody: when it returns, no
        task, thread or socket is left."""
        await asyncio.shield(self._begin_close())

    def _begin_close(self) -> asyncio.Task[None]:
        if self._closing is None:
            self._closing = asyncio.create_task(self._close(), name="close media")
        return self._closing

    async def _answer(self, offer: Offer) -> str:
        parts, settings = self._parts, self._settings
        self._sends_audio = offer.sends_audio
        pc = RTCPeerConnection(
            RTCConfiguration(
                iceServers=list(settings.ice_servers),
                iceTransportPolicy=(
                    RTCIceTransportPolicy.RELAY
                    if settings.relay_only
                    else RTCIceTransportPolicy.ALL
                ),
                # MAX_BUNDLE loses the candidates of a browser that bundles all.
                bundlePolicy=RTCBundlePolicy.BALANCED,
            )
        )
        self._pc = pc
        heard = parts.handlers.patient_sound
        self._audio = AudioTrack(
            self._pace, parts.clock, parts.playout, lambda t, s: self._tell(heard, t, s)
        )
        self._video = VideoTrack(
            self._pace, parts.clock, parts.face_source, parts.pool, self._problem
        )
        pc.addTrack(self._audio)
        on_key_frame_request(pc.addTrack(self._video), self._video.request_key_frame)
        for transceiver in pc.getTransceivers():
            # Before the remote description: afterwards they are ignored without a word.
            if transceiver.kind == "video":
                transceiver.setCodecPreferences(preferences("video", settings.codecs))
            else:
                transceiver.setCodecPreferences(preferences("audio", ["opus"]))
                shorten_jitter_buffer(transceiver.receiver)
        pc.on("connectionstatechange", self._on_state)
        pc.on("track", self._on_track)
        pc.on("datachannel", self._on_channel)
        await pc.setRemoteDescription(RTCSessionDescription(offer.sdp, "offer"))
        await pc.setLocalDescription(await pc.createAnswer())
        answer = pc.localDescription.sdp
        self._video.use(negotiated_video_codec(answer))
        if "a=candidate:" not in answer:
            raise MediaError(
                "no_candidates",
                "No UDP port could be opened for media: check the network interfaces, the media "
                "port range and the TURN server.",
            )
        self._start(self._watch(), "watch media")
        if settings.announced_address is not None:
            answer = announce(answer, settings.announced_address)
        return answer

    def _on_state(self) -> None:
        state = self._pc.connectionState if self._pc is not None else "closed"
        if state == "connected" and not self._connected.is_set():
            self._last_sound = time.monotonic()
            self._connected.set()
            self._tell(self._parts.handlers.connected)
        elif state in ("failed", "closed"):
            self._end(state)

    def _on_track(self, track: MediaStreamTrack) -> None:
        drain = self._hear(track) if track.kind == "audio" else self._see(track)
        self._start(drain, f"drain {track.kind}")

    def _on_channel(self, channel: RTCDataChannel) -> None:
        if channel.label != CHANNEL or self._channel is not None:
            channel.close()
            return
        self._channel = channel
        channel.on("message", self._on_message)
        self._tell(self._parts.handlers.channel_open)

    def _on_message(self, message: str | bytes) -> None:
        if isinstance(message, str) and len(message) <= MAX_MESSAGE_CHARACTERS:
            self._tell(self._parts.handlers.message, message)

    async def _hear(self, track: MediaStreamTrack) -> None:
        with contextlib.suppress(MediaStreamError):
            while True:
                frame = await track.recv()
                self._last_sound = time.monotonic()
                if isinstance(frame, av.AudioFrame):
                    self._microphone.add(frame)

    async def _see(self, track: MediaStreamTrack) -> None:
        with contextlib.suppress(MediaStreamError):
            while True:
                frame = await track.recv()
                if isinstance(frame, av.VideoFrame):
                    self._camera.add(self._parts.clock.now(), frame)

    async def _watch(self) -> None:
        try:
            async with asyncio.timeout(self._settings.connect_seconds):
                await self._connected.wait()
        except TimeoutError:
            self._end("timeout")
            return
        while self._sends_audio and not self._over:
            await asyncio.sleep(WATCH_SECONDS)
            silent = time.monotonic() - self._last_sound > self._settings.silent_seconds
            if silent != self._silent:
                self._silent = silent
                self._tell(self._parts.handlers.silent, silent)

    def _end(self, reason: str) -> None:
        """The connection is over by itself: nothing more may come of it, sound least of all."""
        if not self._over:
            self._over = True
            self._tell(self._parts.handlers.disconnected, reason)
            self._begin_close()

    async def _close(self) -> None:
        self._over = True
        self._pace.close()
        if self._audio is not None:
            self._audio.stop()
        if self._pc is not None:
            await self._hang_up(self._pc)
        if self._video is not None:
            await self._video.close()
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self._camera.clear()
        self._channel = None

    async def _hang_up(self, pc: RTCPeerConnection) -> None:
        try:
            async with asyncio.timeout(CLOSE_SECONDS):
                await close_connection(pc)
        except TimeoutError:  # a TURN server that does not answer the goodbye
            logger.error("a connection could not be closed within %s s", CLOSE_SECONDS)

    def _start(self, work: Coroutine[None, None, None], name: str) -> None:
        task = asyncio.create_task(work, name=name)
        self._tasks.add(task)
        task.add_done_callback(self._done)

    def _done(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            logger.error("%s stopped", task.get_name(), exc_info=error)
            self._problem("media", f"Part of the connection stopped: {error}")

    def _block(self, block: MicrophoneBlock) -> None:
        self._tell(self._parts.handlers.microphone, block)

    def _problem(self, stage: str, message: str) -> None:
        self._tell(self._parts.handlers.problem, stage, message)

    def _tell(self, handler: Callable[[*_Args], None], *args: *_Args) -> None:
        """Call a handler; media goes on whatever it does."""
        try:
            handler(*args)
        except Exception:
            logger.exception("a media handler failed")
