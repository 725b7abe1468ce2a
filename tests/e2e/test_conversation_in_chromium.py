"""A whole conversation in a real browser, with a spoken file as its microphone."""

from __future__ import annotations

import difflib
import re
from pathlib import Path

import numpy as np
import pytest

from app.speech.recognizers import load_recognizer
from tests.support.browser import chromium, context
from tests.support.recording import (
    KEEP_PEERS,
    faces_found,
    mouth_gaps,
    pictures_decoded,
    start_recording,
    stop_recording,
)
from tests.support.server import CHECKOUT, Server
from tests.support.spoken import Turn, timeline, write_wav

TURNS = (
    Turn(9.0, "Hello Theresa, my name is Doctor Chen. I am one of the doctors."),
    Turn(22.0, "Is anyone there with you?"),
    Turn(33.0, "What do you think these scans were for?"),
    Turn(47.0, "I am afraid the cancer has come back. It is in your liver and your bones."),
    Turn(66.0, "I can see that this is a shock. I am so sorry."),
    Turn(80.0, "What worries you most right now?"),
)
SECONDS = 96.0


def words_of(text: str) -> list[str]:
    return re.findall(r"[a-z]+", text.lower())


def likeness(one: str, other: str) -> float:
    return difflib.SequenceMatcher(None, words_of(one), words_of(other)).ratio()


@pytest.fixture(scope="module")
def microphone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("microphone") / "learner.wav"
    return write_wav(path, timeline(TURNS, SECONDS, voice="slt"))


def test_six_turns_are_heard_answered_shown_stored_and_reported(
    server: Server, microphone: Path, tmp_path: Path
) -> None:
    with chromium(microphone) as browser:
        page = context(browser, server.url).new_page()
        page.add_init_script(KEEP_PEERS)
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(f"{server.url}/scenarios/theresa-nowak")
        page.locator("label", has_text="Yes").click()
        page.get_by_text("Check sound and camera").click()
        page.get_by_role("button", name="Go in to Theresa").click()
        page.wait_for_url(re.compile(r"/calls/[0-9a-f]+$"))
        call_id = page.url.rsplit("/", 1)[1]
        page.wait_for_function(
            "() => { const v = document.querySelector('video'); return v && v.videoWidth === 512; }"
        )
        before, began = pictures_decoded(page)
        start_recording(page)
        page.locator(".c-them").first.wait_for()
        page.wait_for_timeout(int((SECONDS - 8) * 1000))
        captions = page.locator(".captions").inner_text()
        after, ended = pictures_decoded(page)
        recording = stop_recording(page, tmp_path / "received.webm")
        page.get_by_role("button", name="Hang up").click()
        page.get_by_role("alertdialog").get_by_role("button", name="Hang up").click()
        page.wait_for_url(re.compile(r"/report$"))
        page.get_by_role("heading", name="After your call with Theresa").wait_for()
        events = page.request.get(f"{server.url}/api/calls/{call_id}/events").json()
        report = page.request.get(f"{server.url}/api/calls/{call_id}/report").json()
        page.get_by_text("Every word").wait_for()
        assert errors == []

    said = [e["text"] for e in events if e["type"] == "learner_utterance"]
    for turn in TURNS:
        assert max((likeness(turn.text, text) for text in said), default=0) > 0.7, (turn, said)
    answers = [e for e in events if e["type"] == "patient_heard" and e["complete"]]
    assert len(answers) >= 6
    # A breath ("…") and a hesitation may come twice, words never.
    worded = [e["text"] for e in answers if len(words_of(e["text"])) > 2]
    assert len(set(worded)) == len(worded)
    assert captions.strip()

    heard = load_recognizer(CHECKOUT / ".models").final(recording.sound).text
    spoken = " ".join(e["text"] for e in answers)
    overlap = set(words_of(heard)) & set(words_of(spoken))
    assert len(overlap) > 0.5 * len(set(words_of(spoken))), (heard, spoken)

    # Recording them costs the browser, which draws without a GPU on the same two cores, some of
    # those that it could show: what arrived and was decoded is the product's own figure.
    decoded = (after - before) / (ended - began)
    print(f"{decoded:.1f} frames a second decoded, {recording.fps:.1f} shown")
    assert decoded >= 23
    assert recording.fps >= 17
    faces = faces_found(recording.pictures)
    assert np.mean(faces) > 0.97
    gaps = mouth_gaps(recording.pictures)
    assert np.percentile(gaps, 95) - np.percentile(gaps, 5) > 0.01

    assert report["call"]["status"] == "ended"
    assert {e["type"] for e in events} >= {
        "call_started", "learner_acts", "patient_state", "patient_utterance", "turn_timings",
        "call_ended",
    }  # fmt: skip
    assert report["audio"].keys() == {"learner", "patient"}
    assert report["measures"]["emotional_moments"]["denominator"] >= 1
