"""The patient's voice and face as tracks that hand encoded packets to aiortc.

The face for media time t leaves with the sound for media time t. It is drawn and encoded before,
in the pool, so that it is ready by then; a picture that comes too late is dropped, sound never is.
"""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from aiortc.mediastreams import MediaStreamError, MediaStreamTrack
from av.packet import Packet
from av.stream import Stream
from numpy.typing import NDArray

from app.call.media.clock import FRAME_SAMPLES, FRAME_SECONDS, SAMPLE_RATE, MediaClock
from app.call.media.opus_encoder import OpusEncoder
from app.call.media.pace import Pace
from app.call.media.playout import Playout
from app.call.media.video_encoder import (
    PICTURE_RATE,
    EncoderPool,
    Picture,
    VideoCodec,
    VideoEncoder,
)

logger = logging.getLogger(__name__)

FaceSource = Callable[[float], Picture]
"""Draws the face at a media time as an I420 picture. Blocks; called in the encoder pool."""

Heard = Callable[[float, NDArray[np.int16]], None]
"""Told of each 20 ms of the patient's sound that goes out: media time, int16 mono samples."""

Problem = Callable[[str, str], None]
"""Told of what went wrong: the stage ("face", "recording", …) and a sentence."""

VIDEO_RATE = 90_000
VIDEO_TIME_BASE = Fraction(1, VIDEO_RATE)

BEATS_PER_PICTURE = int(1 / PICTURE_RATE / FRAME_SECONDS)
BEATS_AHEAD = 4
"""A picture is begun this many beats (of 20 ms) before it goes out."""
BEATS_TOO_LATE = 2
"""A picture that is not encoded by this many beats after its time is dropped."""
REPEATS_IN_PAUSE = 5
"""While the clock stands still, only every so many pictures are drawn anew."""
PICTURES_BETWEEN_KEY_FRAMES = 8
"""A key frame is ten times as large as others: requests sooner than this wait for it."""


def play_frame(clock: MediaClock, playout: Playout, heard: Heard | None) -> NDArray[np.int16]:
    """The next 20 ms of sound, shape (960,), with the clock moved on; silence in a pause."""
    if clock.paused:
        return np.zeros(FRAME_SAMPLES, np.int16)
    samples = playout.pull(FRAME_SAMPLES)
    t = clock.release(FRAME_SAMPLES)
    if heard is not None:
        heard(t, samples)
    return samples


async def play_unheard(clock: MediaClock, playout: Playout, heard: Heard | None = None) -> None:
    """Move the clock on where no peer is connected: a call that is only typed. Runs until it is
    cancelled, as a task of the session's."""
    pace = Pace()
    while True:
        await pace.next_beat()
        play_frame(clock, playout, heard)


class AudioTrack(MediaStreamTrack):
    """The patient's voice. Each packet it hands out is a beat of the connection."""

    kind = "audio"

    def __init__(
        self, pace: Pace, clock: MediaClock, playout: Playout, heard: Heard | None = None
    ) -> None:
        super().__init__()
        self._pace = pace
        self._clock = clock
        self._playout = playout
        self._heard = heard
        self._encoder = OpusEncoder()

    async def recv(self) -> Packet[Stream]:
        """The next 20 ms, when they are due. Raises MediaStreamError once stopped."""
        if self.readyState != "live":
            raise MediaStreamError
        beat = await self._pace.next_beat()
        samples = play_frame(self._clock, self._playout, self._heard)
        return self._encoder.encode(samples, self._pace.rtp_samples(beat))


@dataclass(frozen=True, slots=True)
class VideoReport:
    """Pictures since the connection began."""

    sent: int
    dropped: int
    key_frames_asked: int


class VideoTrack(MediaStreamTrack):
    """The patient's face, one picture every 40 ms of sound."""

    kind = "video"

    def __init__(
        self,
        pace: Pace,
        clock: MediaClock,
        face_source: FaceSource,
        pool: EncoderPool,
        problem: Problem,
    ) -> None:
        super().__init__()
        self._pace = pace
        self._clock = clock
        self._face_source = face_source
        self._pool = pool
        self._problem = problem
        self._codec: VideoCodec = "VP8"
        self._encoder: VideoEncoder | None = None
        self._key_frame = threading.Event()
        self._since_key_frame = 0
        self._last: Picture | None = None
        self._repeated = 0
        self._face_failed = False
        self._ready: asyncio.Queue[tuple[int, bytes]] = asyncio.Queue(BEATS_AHEAD)
        self._drawing: asyncio.Task[None] | None = None
        self._sent = 0
        self._dropped = 0
        self._asked = 0

    def use(self, codec: VideoCodec) -> None:
        """Set the codec that was negotiated. Before the first `recv`."""
        self._codec = codec

    def request_key_frame(self) -> None:
        """Make the next picture decodable on its own (a receiver lost its picture)."""
        self._asked += 1
        self._key_frame.set()

    def report(self) -> VideoReport:
        return VideoReport(self._sent, self._dropped, self._asked)

    async def recv(self) -> Packet[Stream]:
        """The next picture, with its sound. Raises MediaStreamError once stopped."""
        if self.readyState != "live":
            raise MediaStreamError
        if self._drawing is None:
            self._drawing = asyncio.create_task(self._draw(), name="face")
        beat, data = await self._ready.get()
        await self._pace.reach(beat)
        packet: Packet[Stream] = Packet(data)
        packet.pts = self._pace.rtp_samples(beat) * VIDEO_RATE // SAMPLE_RATE
        packet.time_base = VIDEO_TIME_BASE
        self._sent += 1
        return packet

    async def close(self) -> None:
        """Stop drawing, and wait until the pool has let go of this face."""
        self.stop()
        if self._drawing is not None:
            self._drawing.cancel()
            await asyncio.gather(self._drawing, return_exceptions=True)

    async def _draw(self) -> None:
        """Have pictures made, one after the other, each from BEATS_AHEAD before its time."""
        beat = 0
        while True:
            try:
                await self._pace.reach(beat - BEATS_AHEAD)
            except MediaStreamError:
                return
            data = await self._in_pool(beat)
            if data is None:
                self._dropped += 1
            else:
                await self._ready.put((beat, data))
            following = beat + BEATS_PER_PICTURE
            # A machine that fell behind skips to a picture that it can still make in time.
            beat = max(following, _even(self._pace.beat + BEATS_PER_PICTURE))
            self._dropped += (beat - following) // BEATS_PER_PICTURE

    async def _in_pool(self, beat: int) -> bytes | None:
        """Draw and encode one picture. When cancelled, waits for the thread to let go."""
        work = asyncio.ensure_future(self._pool.run(lambda: self._make(beat)))
        try:
            return await asyncio.shield(work)
        except asyncio.CancelledError:
            await asyncio.gather(work, return_exceptions=True)
            raise

    def _make(self, beat: int) -> bytes | None:
        """In a pool thread: one encoded picture, or None when it is too late to be of use.

        What is encoded must be sent, since later pictures build on it; so lateness is judged
        before encoding."""
        picture = self._picture(self._time_of(beat))
        if picture is None or self._pace.beat > beat + BEATS_TOO_LATE:
            return None
        height, width = picture.shape
        if self._encoder is None:
            self._encoder = VideoEncoder(self._codec, (width, height * 2 // 3))
        return self._encoder.encode(picture, self._wants_key_frame())

    def _wants_key_frame(self) -> bool:
        self._since_key_frame += 1
        if not self._key_frame.is_set() or self._since_key_frame < PICTURES_BETWEEN_KEY_FRAMES:
            return False
        self._key_frame.clear()
        self._since_key_frame = 0
        return True

    def _time_of(self, beat: int) -> float:
        """The media time that will be heard at a beat, if no pause comes between."""
        if self._clock.paused:
            return self._clock.now()
        ahead = beat - self._pace.beat - 1
        return max(self._clock.samples / SAMPLE_RATE + ahead * FRAME_SECONDS, 0.0)

    def _picture(self, t: float) -> Picture | None:
        """The face at t; the last one when it cannot be drawn, and mostly in a pause."""
        self._repeated += 1
        if self._clock.paused and self._last is not None and self._repeated < REPEATS_IN_PAUSE:
            return self._last
        self._repeated = 0
        try:
            self._last = self._face_source(t)
        except Exception as error:  # whatever a renderer does, the voice must go on
            self._report_face(error)
        return self._last

    def _report_face(self, error: Exception) -> None:
        if self._face_failed:
            return
        self._face_failed = True
        logger.exception("the face could not be drawn")
        message = f"The face stands still: it could not be drawn ({error})"
        loop = self._drawing.get_loop() if self._drawing is not None else None
        if loop is not None:
            loop.call_soon_threadsafe(self._problem, "face", message)


def _even(beat: int) -> int:
    """The next beat, from this one on, at which a picture goes out."""
    return -(-beat // BEATS_PER_PICTURE) * BEATS_PER_PICTURE
