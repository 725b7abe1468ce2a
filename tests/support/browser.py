"""A learner's Chromium, headless. Its microphone is a sound file, or one that we speak into."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--autoplay-policy=no-user-gesture-required",
    "--use-fake-ui-for-media-stream",
    "--use-fake-device-for-media-stream",
]

SPEAK_INTO_MICROPHONE = """
(() => {
  const context = new AudioContext({ sampleRate: 48000 });
  const microphone = context.createMediaStreamDestination();
  const silence = context.createConstantSource();
  silence.offset.value = 0;
  silence.connect(microphone);
  silence.start();
  const real = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  navigator.mediaDevices.getUserMedia = async (wanted) => {
    const tracks = [];
    if (wanted.audio) tracks.push(microphone.stream.getAudioTracks()[0].clone());
    if (wanted.video) tracks.push(...(await real({ video: wanted.video })).getVideoTracks());
    return new MediaStream(tracks);
  };
  window.speakIntoMicrophone = async (base64) => {
    await context.resume();
    const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
    const sound = await context.decodeAudioData(bytes.buffer);
    const source = context.createBufferSource();
    source.buffer = sound;
    source.connect(microphone);
    const started = performance.now();
    source.start();
    await new Promise((done) => { source.onended = done; });
    return { started, ended: performance.now(), seconds: sound.duration };
  };
})();
"""
"""Put in place of the microphone: the test speaks when it wants, as a person answers."""


@contextmanager
def chromium(microphone: Path | None = None) -> Iterator[Browser]:
    """A browser. ``microphone``: a wav of 48 kHz that is played once from the moment the page
    opens its microphone; without it the fake device beeps."""
    if not Path(CHROMIUM).exists():
        raise AssertionError(f"{CHROMIUM} is missing: bash tests/machine.sh installs it")
    flags = list(FLAGS)
    if microphone is not None:
        flags.append(f"--use-file-for-fake-audio-capture={microphone}%noloop")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, headless=True, args=flags)
        try:
            yield browser
        finally:
            browser.close()


def context(browser: Browser, url: str, width: int = 1440, height: int = 900) -> BrowserContext:
    """A browser profile that has given microphone and camera to the product."""
    made = browser.new_context(viewport={"width": width, "height": height})
    made.grant_permissions(["microphone", "camera"], origin=url)
    return made


def speakable(page: Page) -> None:
    """Let ``say`` be heard on this page."""
    page.add_init_script(SPEAK_INTO_MICROPHONE)
