"""Being interrupted, measured where the learner hears it."""

from __future__ import annotations

import asyncio
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.support.learner import CallClient, call, learner
from tests.support.server import Server
from tests.support.spoken import RATE, speak

SCENARIO = "theresa-nowak"
LONG_ANSWER = "What are the children on your bus like?"
VOICE = "rms"


def is_final_of_them(message: dict[str, Any]) -> bool:
    return message["type"] == "caption" and message["who"] == "them" and message["final"]


async def patient_speaks(client: CallClient, said: str | None = None) -> float:
    """Wait until the patient is heard; returns the wall time of it."""
    if said is not None:
        await client.microphone.say(speak(said, VOICE))
    since = asyncio.get_running_loop().time()
    async with asyncio.timeout(30):
        while True:
            loud = [t for t, rms in client.received.loudness(since) if rms > 0.02]
            if len(loud) >= 5:
                return loud[0]
            await asyncio.sleep(0.02)


def onset_of(samples: NDArray[np.int16]) -> float:
    """Seconds until a recording's first audible sample."""
    return float(np.argmax(np.abs(samples.astype(np.int32)) > 600)) / RATE


def quieter_after(client: CallClient, onset: float, window: float, share: float) -> float | None:
    """Seconds from ``onset`` until what is received stays below ``share`` of the loudness
    before; None if that does not come within ``window``."""
    before = [rms for t, rms in client.received.loudness(onset - 0.4) if t < onset and rms > 0.005]
    level = float(np.median(before)) if before else 0.05
    after = [(t, rms) for t, rms in client.received.loudness(onset) if t < onset + window]
    for index, (t, _) in enumerate(after):
        run = [rms for _, rms in after[index : index + 4]]
        if len(run) == 4 and float(np.mean(run)) < share * level:
            return t - onset
    return None


async def barge_in_events(client: CallClient) -> list[dict[str, object]]:
    await client.hang_up()
    report = await client.http.get(f"/api/calls/{client.id}/events")
    report.raise_for_status()
    return [event for event in report.json() if event["type"] == "barge_in"]


async def test_a_bid_for_the_floor_ducks_then_stops_the_voice(server: Server) -> None:
    async with learner(server.url) as http, call(server.url, http, SCENARIO) as client:
        await patient_speaks(client)
        await client.wait_for(
            lambda m: m["type"] == "caption" and m["who"] == "them" and m["final"]
        )
        await patient_speaks(client, LONG_ANSWER)
        bid = speak("Sorry, wait. Can I ask you something else first?", VOICE)
        started = asyncio.get_running_loop().time()
        await client.microphone.say(bid)
        onset = started + onset_of(bid)
        ducked = quieter_after(client, onset, 0.6, 0.6)
        stopped = quieter_after(client, onset, 1.5, 0.08)
        events = await barge_in_events(client)
        assert [event["outcome"] for event in events] == ["stopped"]
        assert float(str(events[0]["ducked_after"])) <= 0.15
        assert float(str(events[0]["settled_after"])) <= 0.5
        assert ducked is not None
        assert stopped is not None
        # On the wire, with the receiver's jitter buffer and this machine's load on top.
        assert ducked <= 0.35
        assert stopped <= 0.75


@pytest.mark.parametrize("sound", ["Mm hmm.", "Yeah."])
async def test_a_backchannel_does_not_interrupt(server: Server, sound: str) -> None:
    async with learner(server.url) as http, call(server.url, http, SCENARIO) as client:
        await patient_speaks(client)
        await client.microphone.say(speak(sound, VOICE))
        final = await client.wait_for(is_final_of_them)
        assert final["text"].endswith("There.")
        assert all(event["outcome"] == "restored" for event in await barge_in_events(client))


async def test_the_patients_own_voice_from_the_loudspeaker_does_not_interrupt(
    server: Server,
) -> None:
    async with learner(server.url) as http, call(server.url, http, SCENARIO) as client:
        begun = await patient_speaks(client)
        task = asyncio.create_task(play_back(client, begun))
        final = await client.wait_for(is_final_of_them)
        task.cancel()
        assert final["text"].endswith("There.")
        assert await barge_in_events(client) == []


async def play_back(client: CallClient, since: float) -> None:
    """A loudspeaker beside the microphone: what was received 120 ms ago, at half loudness."""
    sent = since
    while True:
        await asyncio.sleep(0.02)
        pieces = [(t, s) for t, s in client.received.sound if sent < t]
        if pieces:
            sent = pieces[-1][0]
            heard = np.concatenate([s for _, s in pieces])
            client.microphone.feed((heard * 0.5).astype(np.int16))
