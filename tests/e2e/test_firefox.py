"""The same call in Firefox ESR, by BiDi."""

from __future__ import annotations

import base64
import json
import re
import subprocess
from pathlib import Path

from app.speech.recognizers import load_recognizer
from tests.support.recording import read_recording
from tests.support.server import CHECKOUT, Server


def test_a_call_in_firefox_brings_face_voice_and_captions(server: Server, tmp_path: Path) -> None:
    assert Path("/usr/bin/firefox-esr").exists(), "bash tests/machine.sh installs Firefox ESR"
    done = subprocess.run(
        ["node", "scripts/firefox-call.mjs", server.url],
        cwd=CHECKOUT / "frontend",
        capture_output=True,
        text=True,
        timeout=150,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout.strip().splitlines()[-1])
    assert found["fps"] >= 18
    assert "Is anyone there with you?" in found["words"]

    webm = tmp_path / "received.webm"
    webm.write_bytes(base64.b64decode(found["webm"]))
    sound = read_recording(webm, found["fps"]).sound
    heard = re.findall(r"[a-z]+", load_recognizer(CHECKOUT / ".models").final(sound).text.lower())
    captioned = set(re.findall(r"[a-z]+", found["words"].lower()))
    assert len(heard) >= 5
    assert len(set(heard) & captioned) > 0.6 * len(set(heard)), (heard, found["words"])
