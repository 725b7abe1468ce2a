"""The same call in Firefox ESR, by BiDi."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from tests.support.server import CHECKOUT, Server


def test_a_call_in_firefox_brings_face_voice_and_captions(server: Server) -> None:
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
    assert "prop you up" in found["captions"]
