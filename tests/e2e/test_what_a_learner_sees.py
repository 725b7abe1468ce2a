"""Every byte a browser is given before the end of a call, searched for what it must not hold."""

from __future__ import annotations

import json

from app.scenario import load_scenario
from tests.support.learner import call, learner
from tests.support.server import CHECKOUT, Server

NEVER = ("trust", "arousal", "appraisal", "discloses", "clinical_truth", "directive", "said_to")


async def test_no_hidden_fact_no_state_and_no_line_reaches_the_browser(server: Server) -> None:
    for path in sorted((CHECKOUT / "scenarios").glob("*.yaml")):
        scenario = load_scenario(path)
        async with learner(server.url) as http:
            catalogue = (await http.get("/api/scenarios")).json()
            own = next(card for card in catalogue if card["id"] == scenario.id)
            seen = [
                json.dumps(own, ensure_ascii=False),
                (await http.get(f"/api/scenarios/{scenario.id}")).text,
                (await http.get("/api/health")).text,
            ]
            async with call(server.url, http, scenario.id, typed_only=True) as client:
                await client.wait_for(lambda m: m["type"] == "caption" and m["final"])
                for text in ("Hello, I am Doctor Chen.", "How are you?", "What worries you most?"):
                    count = len(client.captions("them"))
                    await client.send({"type": "typed", "text": text})
                    await client.wait_for(
                        lambda m, c=client, n=count: len(c.captions("them")) > n, 30
                    )
                seen.append((await http.get(f"/api/calls/{client.id}")).text)
                seen.append((await http.get(f"/api/calls/{client.id}/timings")).text)
                during = await http.get(f"/api/calls/{client.id}/events")
                assert during.status_code == 409
                seen += [json.dumps(message) for _, message in client.received.messages]
        everything = "\n".join(seen).lower()
        for fact in scenario.hidden.values():
            for phrase in fact.tells:
                assert phrase not in everything, (scenario.id, phrase)
        messages = "\n".join(seen[3:]).lower()
        for word in NEVER:
            assert word not in messages, (scenario.id, word)
        for line_id in scenario.lines:
            assert f'"{line_id}"' not in messages
