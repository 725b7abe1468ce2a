"""What the media of a call costs, and how punctual it stays with several calls at once.

Run it with nothing else on the machine: ``python -m tests.bench.media [--calls 1 2 4]``. The
learners are aiortc peers in a process of their own, so that only the server's work is counted;
they share the cores with it. The face is ready-made: drawing costs nothing here.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import sys
import time
from dataclasses import dataclass

import numpy as np
import psutil
from numpy.typing import NDArray

from app.call.media.clock import MediaClock
from app.call.media.playout import Playout
from app.call.media.transport import MediaParts, MediaTransport
from app.call.media.video_encoder import EncoderPool
from tests.integration.call.media.peers import Learner, tone

SIZE = 512
SETTLE_SECONDS = 2.0


class MovingFace:
    """Two seconds of a soft picture that sways, as a head does."""

    def __init__(self) -> None:
        y, x = np.mgrid[0:SIZE, 0:SIZE].astype(np.float32)
        self._pictures: list[NDArray[np.uint8]] = []
        for i in range(50):
            sway = 6 * np.sin(2 * np.pi * i / 50)
            distance = np.hypot((x - 256 - sway) / 150, (y - 256) / 190)
            luma = 60 + 110 / (1 + np.exp(12 * (distance - 1))) + 8 * np.sin(x / 9 + y / 7)
            mouth = np.hypot((x - 256 - sway) / 50, (y - 340) / (6 + 5 * np.sin(i))) < 1
            luma[mouth] = 50
            chroma = np.full((SIZE // 2, SIZE), 128, np.float32)
            self._pictures.append(np.concatenate([luma, chroma]).astype(np.uint8))

    def __call__(self, t: float) -> NDArray[np.uint8]:
        return self._pictures[int(t * 25) % len(self._pictures)]


async def learners() -> None:
    """The other process: makes an offer for each line "offer", takes the answers, and counts
    pictures between "start" and "stop"."""
    peers: list[Learner] = []
    loop = asyncio.get_running_loop()
    reader = asyncio.StreamReader(limit=2**20)
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    began, counts = 0.0, [0]
    async for line in reader:
        command = json.loads(line)
        reply: object = None
        if command == "offer":
            peers.append(Learner())
            reply = await peers[-1].offer()
        elif command == "start":
            began, counts = time.monotonic(), [len(p.received.pictures) for p in peers]
        elif command == "stop":
            seconds = time.monotonic() - began
            reply = [
                (len(p.received.pictures) - c) / seconds for p, c in zip(peers, counts, strict=True)
            ]
        else:
            await peers[-1].take(command["answer"])
        print(json.dumps(reply), flush=True)
    for peer in peers:
        await peer.close()


class Learners:
    """That process, seen from here."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process

    @classmethod
    async def start(cls) -> Learners:
        return cls(
            await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                "tests.bench.media",
                "--learners",
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                limit=2**20,
            )
        )

    async def ask(self, command: object) -> object:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(command).encode() + b"\n")
        return json.loads(await self._process.stdout.readline())

    async def stop(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        await self._process.wait()


@dataclass(frozen=True)
class Result:
    calls: int
    cpu_per_call: float
    """Of one core, this process only."""
    fps: float
    late_p50: float
    late_p95: float
    dropped: int
    kbps: float
    load: float

    def line(self) -> str:
        return (
            f"{self.calls:5} {self.cpu_per_call:12.1%} {self.fps:6.1f} "
            f"{self.late_p50 * 1e3:9.1f} {self.late_p95 * 1e3:9.1f} {self.dropped:8} "
            f"{self.kbps:6.0f} {self.load:5.1f}"
        )


async def measure(calls: int, seconds: float) -> Result:
    """So many calls for so many seconds. The worst of them counts for rate and lateness."""
    pool, face, other = EncoderPool(), MovingFace(), await Learners.start()
    transports: list[MediaTransport] = []
    for _ in range(calls):
        parts = MediaParts(MediaClock(), Playout(), face, pool)
        parts.playout.place("speech", tone(seconds + 10))
        transports.append(MediaTransport(parts))
        answer = await transports[-1].accept(str(await other.ask("offer")))
        await other.ask({"answer": answer})
    await asyncio.sleep(SETTLE_SECONDS)
    process = psutil.Process()
    for transport in transports:
        await transport.stats()
    used, began = sum(process.cpu_times()[:2]), time.monotonic()
    await other.ask("start")
    await asyncio.sleep(seconds)
    rates = await other.ask("stop")
    spent = (sum(process.cpu_times()[:2]) - used) / (time.monotonic() - began)
    stats = [s for t in transports if (s := await t.stats()) is not None]
    for transport in transports:
        await transport.close()
    await other.stop()
    pool.close()
    assert isinstance(rates, list)
    return Result(
        calls=calls,
        cpu_per_call=spent / calls,
        fps=min(rates),
        late_p50=max(s.pace.late_p50 for s in stats),
        late_p95=max(s.pace.late_p95 for s in stats),
        dropped=sum(s.pictures.dropped for s in stats),
        kbps=sum(s.sent_kbps for s in stats) / calls,
        load=os.getloadavg()[0],
    )


async def main(calls: list[int], seconds: float) -> None:
    print("calls  core / call    fps  late p50  late p95  dropped   kbps  load")
    print("                            (ms, sound)")
    results = [await measure(n, seconds) for n in calls]
    for result in results:
        print(result.line())
    if len(results) > 1:
        first, last = results[0], results[-1]
        ratio = last.cpu_per_call / first.cpu_per_call
        print(f"a call among {last.calls} costs {ratio:.2f} of what it costs alone")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--calls", type=int, nargs="+", default=[1, 2, 4])
    parser.add_argument("--seconds", type=float, default=8.0)
    parser.add_argument("--learners", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.learners:
        asyncio.run(learners())
    else:
        asyncio.run(main(options.calls, options.seconds))
