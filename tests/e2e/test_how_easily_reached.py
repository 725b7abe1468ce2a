"""A learner chooses how easily the patient may be reached, in a real browser."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.scenario import load_scenario
from tests.support.browser import chromium, context
from tests.support.server import CHECKOUT, Server
from tests.support.spoken import timeline, write_wav


@pytest.fixture(scope="module")
def silence(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("microphone") / "silence.wav"
    return write_wav(path, timeline((), 5.0, voice="slt"))


def test_a_harder_patient_trusts_less_from_the_first_word(server: Server, silence: Path) -> None:
    knob = load_scenario(CHECKOUT / "scenarios" / "eileen-murphy.yaml").knobs.trust_start
    assert knob is not None
    with chromium(silence) as browser:
        page = context(browser, server.url).new_page()
        page.goto(f"{server.url}/scenarios/eileen-murphy")
        page.locator("label", has_text="Harder").click()
        page.get_by_role("button", name="Only type").click()
        page.wait_for_url("**/calls/*")
        call = page.url.rsplit("/", 1)[1]
        page.locator(".captions, [class*=caption]").first.wait_for(timeout=30_000)
        page.request.post(f"{server.url}/api/calls/{call}/end", headers={"origin": server.url})
        events = page.request.get(f"{server.url}/api/calls/{call}/events").json()
    assert events[0]["ease"] == "harder"
    first = next(event for event in events if event["type"] == "patient_state")
    assert first["state"]["trust"] <= knob[0] + 0.02
