"""The patient's face as VP8 or H264, encoded in a pool of threads that all calls share."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from fractions import Fraction
from typing import Literal, TypeVar

import av
import numpy as np
from av.video.codeccontext import VideoCodecContext
from av.video.frame import PictureType
from numpy.typing import NDArray

VideoCodec = Literal["VP8", "H264"]
Picture = NDArray[np.uint8]
"""I420: shape (height * 3 / 2, width), the planes Y, U, V one below the other."""

PICTURE_RATE = 25
KEY_FRAME_SECONDS = 10
BIT_RATE = 750_000

_T = TypeVar("_T")


class EncoderPool:
    """Threads that draw and encode the faces of all calls of this process: as many as cores.

    More threads make sound late, and the event loop's default executor must stay free of media.
    """

    def __init__(self, threads: int | None = None) -> None:
        self.threads = threads or max(len(os.sched_getaffinity(0)), 1)
        self._executor = ThreadPoolExecutor(self.threads, thread_name_prefix="face")

    async def run(self, work: Callable[[], _T]) -> _T:
        """The result of `work`, done in one of the threads."""
        return await asyncio.get_running_loop().run_in_executor(self._executor, work)

    def close(self) -> None:
        """End the threads, after the picture that each is at (some 10 ms). Close calls first."""
        self._executor.shutdown(wait=True, cancel_futures=True)


class VideoEncoder:
    """One call's stream of pictures. Calls must not overlap; they may come from any thread."""

    def __init__(self, codec: VideoCodec, size: tuple[int, int], bit_rate: int = BIT_RATE) -> None:
        """`size`: width and height in pixels."""
        self.codec = codec
        self.size = size
        self._context = _vp8(size, bit_rate) if codec == "VP8" else _h264(size, bit_rate)
        self._count = 0

    def encode(self, picture: Picture, key_frame: bool = False) -> bytes:
        """The next picture, decodable after all earlier ones, or after none if `key_frame`.
        Raises ValueError when the picture has another size."""
        width, height = self.size
        if picture.shape != (height * 3 // 2, width) or picture.dtype != np.uint8:
            raise ValueError(
                f"a picture must be I420 uint8 of shape {(height * 3 // 2, width)}, "
                f"not {picture.dtype} of shape {picture.shape}"
            )
        frame = av.VideoFrame.from_ndarray(picture, format="yuv420p")
        frame.pts = self._count
        frame.time_base = Fraction(1, PICTURE_RATE)
        frame.pict_type = PictureType.I if key_frame or self._count == 0 else PictureType.NONE
        self._count += 1
        return b"".join(bytes(packet) for packet in self._context.encode(frame))


def _context(name: Literal["libvpx", "libx264"], size: tuple[int, int]) -> VideoCodecContext:
    context = av.CodecContext.create(name, "w")
    assert isinstance(context, VideoCodecContext)
    context.width, context.height = size
    context.pix_fmt = "yuv420p"
    context.framerate = Fraction(PICTURE_RATE)
    context.time_base = Fraction(1, PICTURE_RATE)
    context.gop_size = PICTURE_RATE * KEY_FRAME_SECONDS
    # Two libvpx threads spin against each other on busy cores: up to fifty times the work.
    context.thread_count = 1
    return context


def _vp8(size: tuple[int, int], bit_rate: int) -> VideoCodecContext:
    context = _context("libvpx", size)
    context.bit_rate = bit_rate
    context.qmin, context.qmax = 2, 56
    context.options = {
        "deadline": "realtime",
        "cpu-used": "-12",
        "noise-sensitivity": "0",  # a drawn face has no camera noise
        "lag-in-frames": "0",
        "minrate": str(bit_rate),
        "maxrate": str(bit_rate),
        "bufsize": str(bit_rate),
        "overshoot-pct": "15",
        "undershoot-pct": "100",
        "static-thresh": "1",
    }
    return context


def _h264(size: tuple[int, int], bit_rate: int) -> VideoCodecContext:
    context = _context("libx264", size)
    context.bit_rate = bit_rate
    context.profile = "Baseline"
    context.options = {
        "preset": "superfast",
        "tune": "zerolatency",
        "level": "31",
        "forced-idr": "1",  # else a key frame on demand is an I frame without new parameter sets
        "maxrate": str(bit_rate),
        "bufsize": str(bit_rate // 2),
    }
    return context
