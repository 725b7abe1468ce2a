"""The private parts of aiortc that the media layer leans on, all in one place, and their check.

aiortc has no public way to answer a request for a key frame where packets are sent, to set the
receive buffer, or to stop a connection attempt. They are reached through names that another
version may not have; the server checks them when it starts.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from importlib.metadata import version
from types import CodeType, CoroutineType

from aiortc import RTCPeerConnection, RTCRtpReceiver, RTCRtpSender
from aiortc.jitterbuffer import JitterBuffer

AIORTC = "1.16"
_JITTER_BUFFER = "_RTCRtpReceiver__jitter_buffer"
_ENCODER = "_RTCRtpSender__encoder"
_CONNECT = "_RTCPeerConnection__connect"


class HookError(RuntimeError):
    """aiortc is not the version that the media layer was written for."""


def check_hooks() -> None:
    """Raises HookError, saying what to install, when a private part is missing."""
    missing = [
        name
        for name, there in (
            ("RTCRtpSender._send_keyframe", hasattr(RTCRtpSender, "_send_keyframe")),
            ("RTCRtpSender.__encoder", _sets(RTCRtpSender, _ENCODER)),
            ("RTCRtpReceiver.__jitter_buffer", _sets(RTCRtpReceiver, _JITTER_BUFFER)),
            ("RTCPeerConnection.__connect", hasattr(RTCPeerConnection, _CONNECT)),
        )
        if not there
    ]
    if missing:
        raise HookError(
            f"aiortc {version('aiortc')} lacks {', '.join(missing)}: "
            f"install aiortc=={AIORTC}.* (pip install 'aiortc=={AIORTC}.*')"
        )


def on_key_frame_request(sender: RTCRtpSender, request: Callable[[], None]) -> None:
    """Have `request` called when the receiver lost its picture (PLI, FIR). Without this a lost
    picture stays frozen for the rest of the call, since aiortc passes requests to its own
    encoders only."""
    sender._send_keyframe = request  # type: ignore[method-assign]


def shorten_jitter_buffer(receiver: RTCRtpReceiver) -> None:
    """Let sound through at once. aiortc's own buffer waits for four packets, and after the first
    lost one holds 280 ms for the rest of the call."""
    setattr(receiver, _JITTER_BUFFER, JitterBuffer(capacity=4, prefetch=0))


def bit_rate_limit(sender: RTCRtpSender) -> int | None:
    """What the receiver says it can take (REMB), in bits a second; None before it has said so."""
    encoder = getattr(sender, _ENCODER)
    rate = getattr(encoder, "target_bitrate", None)
    return int(rate) if rate is not None else None


async def close_connection(pc: RTCPeerConnection) -> None:
    """Close a connection at any moment. Closed while it connects, aiortc would go on connecting,
    and ask for consent for half a minute on a socket that nobody closes."""
    connect = getattr(RTCPeerConnection, _CONNECT).__code__
    attempts = [task for task in asyncio.all_tasks() if _runs(task, connect, pc)]
    for task in attempts:
        task.cancel()
    await asyncio.gather(*attempts, return_exceptions=True)
    await pc.close()


def _runs(task: asyncio.Task[object], code: CodeType, owner: object) -> bool:
    """Whether a task is at a method, of this code, of this object."""
    coroutine = task.get_coro()
    frame = coroutine.cr_frame if isinstance(coroutine, CoroutineType) else None
    return frame is not None and frame.f_code is code and frame.f_locals.get("self") is owner


def _sets(cls: type, attribute: str) -> bool:
    """Whether the constructor of a class sets an attribute."""
    return attribute in cls.__init__.__code__.co_names  # type: ignore[misc]
