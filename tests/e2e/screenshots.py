"""Makes the pictures of the README from a running product: ``make screenshots``."""

from __future__ import annotations

import base64
import re
import tempfile
from pathlib import Path

import cv2
import numpy as np

from avatar.animator import Animator
from avatar.renderers import available_casts, load_renderer
from tests.support.browser import chromium, context, speakable
from tests.support.server import CHECKOUT, Server
from tests.support.spoken import speak, write_wav

PICTURES = CHECKOUT / "docs" / "pictures"
TURNS = (
    "Hello, I am Doctor Chen.",
    "What do you think these scans were for?",
    "The cancer has come back. I am so sorry.",
    "I can see that this is a shock.",
    "What worries you most right now?",
)
MOODS = (("neutral", 0.3), ("warm", 0.8), ("fear", 0.8), ("sadness", 0.9), ("anger", 0.8))


def faces() -> None:
    """The contact sheet: each patient in five moods."""
    rows = []
    for cast in available_casts():
        renderer = load_renderer(cast)
        row = []
        for emotion, intensity in MOODS:
            animator = Animator(seed=3)
            animator.feel(0.0, emotion, intensity)
            picture = np.array([])
            for step in range(75):
                picture = renderer.render(animator.state_at(step / 25)).copy()
            row.append(cv2.resize(picture, (320, 320), interpolation=cv2.INTER_AREA))
        rows.append(np.hstack(row))
    sheet = cv2.cvtColor(np.vstack(rows), cv2.COLOR_RGB2BGR)
    cv2.imwrite(str(PICTURES / "faces.jpg"), sheet, [cv2.IMWRITE_JPEG_QUALITY, 86])


def save(png: bytes, name: str) -> None:
    picture = cv2.imdecode(np.frombuffer(png, np.uint8), cv2.IMREAD_COLOR)
    cv2.imwrite(str(PICTURES / f"{name}.jpg"), picture, [cv2.IMWRITE_JPEG_QUALITY, 82])


def pages(server: Server) -> None:
    """One picture of each page that a learner meets."""
    with chromium() as browser, tempfile.TemporaryDirectory() as folder:
        page = context(browser, server.url).new_page()
        speakable(page)
        page.goto(server.url)
        page.get_by_text("Theresa Nowak").first.wait_for()
        page.wait_for_load_state("networkidle")
        save(page.screenshot(), "catalogue")
        page.goto(f"{server.url}/scenarios/theresa-nowak")
        page.get_by_text("From the chart").wait_for()
        page.wait_for_load_state("networkidle")
        save(page.screenshot(), "brief")
        page.get_by_text("Check sound and camera").click()
        page.get_by_role("button", name="Go in to Theresa").wait_for()
        save(page.screenshot(), "devices")
        page.get_by_role("button", name="Go in to Theresa").click()
        page.locator(".c-them").first.wait_for(timeout=60_000)
        wav = Path(folder) / "said.wav"
        for text in TURNS:
            sound = write_wav(wav, speak(text)).read_bytes()
            page.evaluate("(b) => speakIntoMicrophone(b)", base64.b64encode(sound).decode())
            page.wait_for_timeout(7000)
        save(page.screenshot(), "call")
        page.get_by_role("button", name="Hang up").click()
        page.get_by_role("alertdialog").get_by_role("button", name="Hang up").click()
        page.wait_for_url(re.compile("/report$"))
        page.get_by_role("heading", name="The whole call").wait_for()
        page.wait_for_load_state("networkidle")
        # Below the page's first breath: a moment with its curve, and the whole call.
        moment = page.get_by_role("heading", name=re.compile("What helped|To try"))
        moment.first.evaluate("(e) => scrollTo(0, e.getBoundingClientRect().top - 40)")
        save(page.screenshot(), "report")


def main() -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    faces()
    with tempfile.TemporaryDirectory() as folder:
        server = Server(Path(folder) / "data").start()
        try:
            pages(server)
        finally:
            server.stop()


if __name__ == "__main__":
    main()
