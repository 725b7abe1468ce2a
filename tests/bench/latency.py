"""From the end of the learner's speech to the first word of the answer, as a learner hears it.

Thirty and more turns over a real connection to a real server. The end of speech is the wall time
at which its last sample was sent; the first word is the arrival of the first loud sound of the
answer, and beside it stands what the server's own log says. Pauses that the directive wants are
subtracted and printed; hesitations never count. Run: python -m tests.bench.latency, and with
``live`` behind it for a patient of whom nothing was voiced ahead.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import statistics
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.support.learner import CallClient, call, learner
from tests.support.server import CHECKOUT, Server
from tests.support.spoken import speak

SCENARIO = "theresa-nowak"
QUESTIONS = (
    "Hello Theresa, I am Doctor Chen.",
    "How are you today?",
    "Is anyone with you?",
    "Where are you right now?",
    "What do you do for work?",
    "What are the children like?",
    "Do you like your job?",
    "Tell me about the back pain.",
    "When is it worst?",
    "Does anything help?",
    "What medicines do you take?",
    "What do you think these scans were for?",
    "Did anything else cross your mind?",
    "How do you like to hear results?",
    "How have you been sleeping?",
    "Who is at home with you?",
    "Tell me about your son.",
)
CALLS = 2


def load() -> str:
    one, five, _ = os.getloadavg()
    return f"load average {one:.1f} (1 min), {five:.1f} (5 min), {os.cpu_count()} cores"


async def ask(client: CallClient, text: str, voice: str) -> None:
    """One turn: speak, and wait until the answer is over."""
    before = len(client.captions("them"))
    await client.microphone.say(speak(text, voice))
    await client.wait_for(lambda m: len(client.captions("them")) > before, 40)
    await asyncio.sleep(0.8)


async def one_call(url: str, voice: str) -> list[dict[str, Any]]:
    async with learner(url) as http, call(url, http, SCENARIO) as client:
        await client.wait_for(lambda m: len(client.captions("them")) > 0, 40)
        await asyncio.sleep(0.8)
        for question in QUESTIONS:
            await ask(client, question, voice)
        await client.hang_up()
        events: list[dict[str, Any]] = (await http.get(f"/api/calls/{client.id}/events")).json()
        return [event for event in events if event["type"] == "turn_timings"]


def percentile(values: Sequence[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def row(name: str, values: Sequence[float]) -> None:
    if values:
        print(
            f"  {name:34} p50 {statistics.median(values) * 1000:6.0f} ms"
            f"   p95 {percentile(values, 0.95) * 1000:6.0f} ms   n {len(values)}"
        )


def show(turns: list[dict[str, Any]]) -> None:
    for name, prepared in (("voiced ahead", True), ("spoken live", False)):
        own = [turn for turn in turns if turn["prepared"] is prepared]
        print(f"{name}: {len(own)} turns")
        row("endpoint", [t["endpoint"] for t in own])
        row("transcript", [t["transcript"] for t in own])
        row("words", [t["words"] for t in own])
        row("pause that was wanted", [t["directed_pause"] for t in own])
        row("first word", [t["first_audio"] for t in own])
        row(
            "first word, wanted pause subtracted",
            [
                max(t["first_audio"] - t["directed_pause"], max(t["endpoint"], t["words"]))
                for t in own
            ],
        )
        row("first hesitation", [t["hesitation"] for t in own if "hesitation" in t])


def unvoiced(folder: Path) -> dict[str, str]:
    """A copy of the scenarios without the speech that they ship."""
    shutil.copytree(
        CHECKOUT / "scenarios", folder / "scenarios", ignore=shutil.ignore_patterns("voiced")
    )
    return {"SCENARIOS_DIR": str(folder / "scenarios")}


async def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        env = unvoiced(Path(folder)) if "live" in sys.argv[1:] else {}
        server = Server(Path(folder) / "data", env=env).start()
        print(load())
        try:
            turns: list[dict[str, Any]] = []
            for voice in ("rms", "slt")[: int(os.environ.get("BENCH_CALLS", CALLS))]:
                turns += await one_call(server.url, voice)
            show(turns)
            print(load())
        finally:
            server.stop()


if __name__ == "__main__":
    asyncio.run(main())
