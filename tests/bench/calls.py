"""What 1, 2 and 4 calls at once cost: frame rate as it arrives, CPU share, set-up time.

Every call talks: all learners speak, so hearing, thinking, voice and face all work. The learners
run on this machine too; their pictures are counted and not decoded, since that is work of their
own machines. Run: python -m tests.bench.calls
"""

from __future__ import annotations

import asyncio
import itertools
import statistics
import tempfile
import time
from fractions import Fraction
from pathlib import Path

import aiortc.rtcrtpreceiver
import av
import psutil
from aiortc.codecs import get_decoder
from aiortc.codecs.base import Decoder
from aiortc.jitterbuffer import JitterFrame
from aiortc.rtcrtpparameters import RTCRtpCodecParameters
from av.frame import Frame

from tests.bench.latency import QUESTIONS, SCENARIO, load
from tests.support.learner import CallClient, learner
from tests.support.server import Server
from tests.support.spoken import speak

SECONDS = 30.0


class Unseen(Decoder):
    """Counts a picture and does not look at it."""

    def decode(self, encoded_frame: JitterFrame) -> list[Frame]:
        frame = av.VideoFrame(16, 16)
        frame.pts = encoded_frame.timestamp
        frame.time_base = Fraction(1, 90_000)
        return [frame]


def decoder_of(codec: RTCRtpCodecParameters) -> Decoder:
    return Unseen() if codec.mimeType.startswith("video/") else get_decoder(codec)


async def talk(client: CallClient, voice: str, until: float) -> None:
    for question in itertools.cycle(QUESTIONS):
        if time.monotonic() > until:
            return
        await client.microphone.say(speak(question, voice))
        await asyncio.sleep(5)


async def together(server: Server, count: int) -> tuple[list[float], list[float], float]:
    """Frames a second and set-up seconds of each call, and the server's CPU share of one core."""
    assert server.process is not None
    process = psutil.Process(server.process.pid)
    async with learner(server.url) as http:
        clients = [CallClient(server.url, http) for _ in range(count)]
        setup = []
        for client in clients:
            await client.create(SCENARIO)
            await client.open_socket()
            setup.append(await client.connect())
        await asyncio.sleep(3)
        began, before = time.monotonic(), sum(process.cpu_times()[:2])
        voices = itertools.cycle(("rms", "slt", "awb", "kal"))
        until = began + SECONDS
        async with asyncio.TaskGroup() as group:
            for client in clients:
                group.create_task(talk(client, next(voices), until))
        seconds = time.monotonic() - began
        cpu = (sum(process.cpu_times()[:2]) - before) / seconds
        rates = [len([t for t in c.received.pictures if t >= began]) / seconds for c in clients]
        for client in clients:
            await client.hang_up()
            await client.close()
        return rates, setup, cpu


async def main() -> None:
    aiortc.rtcrtpreceiver.get_decoder = decoder_of
    with tempfile.TemporaryDirectory() as folder:
        server = Server(Path(folder) / "data", env={"MAX_CALLS": "4"}).start()
        try:
            base = 0.0
            for count in (1, 2, 4):
                rates, setup, cpu = await together(server, count)
                base = base or cpu
                print(
                    f"{count} calls: {min(rates):.1f} to {max(rates):.1f} frames a second, "
                    f"server {cpu / count * 100:.0f} % of a core a call "
                    f"({cpu / count / base:.2f} of one call alone), "
                    f"set-up {statistics.median(setup):.2f} s; {load()}"
                )
        finally:
            server.stop()


if __name__ == "__main__":
    asyncio.run(main())
