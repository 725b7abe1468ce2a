"""What a browser received, looked at and listened to: faces, movement, words."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from pathlib import Path

import av
import numpy as np
import soxr
from numpy.typing import NDArray
from playwright.sync_api import Page

KEEP_PEERS = """
(() => {
  const Real = window.RTCPeerConnection;
  window.peers = [];
  window.RTCPeerConnection = class extends Real {
    constructor(...given) { super(...given); window.peers.push(this); }
  };
})();
"""
"""Lets ``pictures_decoded`` ask the page's own connection."""

PICTURES_DECODED = """
async () => {
  let decoded = 0;
  for (const peer of window.peers) {
    for (const report of (await peer.getStats()).values()) {
      if (report.type === 'inbound-rtp' && report.kind === 'video') {
        decoded += report.framesDecoded ?? 0;
      }
    }
  }
  return [decoded, performance.now() / 1000];
}
"""

START_RECORDING = """
() => {
  const video = document.querySelector('video.them-video, main video');
  const chunks = [];
  const recorder = new MediaRecorder(video.srcObject, {
    mimeType: 'video/webm;codecs=vp8,opus', videoBitsPerSecond: 1500000,
  });
  recorder.ondataavailable = (event) => chunks.push(event.data);
  recorder.start();
  let frames = 0;
  const started = performance.now();
  const count = () => { frames += 1; video.requestVideoFrameCallback(count); };
  video.requestVideoFrameCallback(count);
  window.stopRecording = async () => {
    const seconds = (performance.now() - started) / 1000;
    await new Promise((done) => { recorder.onstop = done; recorder.stop(); });
    const bytes = new Uint8Array(await new Blob(chunks).arrayBuffer());
    let text = '';
    for (let i = 0; i < bytes.length; i += 32768) {
      text += String.fromCharCode.apply(null, bytes.subarray(i, i + 32768));
    }
    return { webm: btoa(text), fps: frames / seconds };
  };
}
"""


@dataclass
class Recording:
    """The remote stream as a browser played it."""

    pictures: list[NDArray[np.uint8]]
    """RGB, (height, width, 3), about two a second."""
    picture_times: list[float]
    sound: NDArray[np.float32]
    """Mono, 16 kHz."""
    fps: float
    """Pictures a second that were shown, beside the recording."""


def pictures_decoded(page: Page) -> tuple[int, float]:
    """How many pictures the browser has decoded so far, and its clock in seconds. Needs
    KEEP_PEERS as an init script."""
    decoded, now = page.evaluate(PICTURES_DECODED)
    return decoded, now


def start_recording(page: Page) -> None:
    page.evaluate(START_RECORDING)


def stop_recording(page: Page, path: Path, every: float = 0.5) -> Recording:
    """End the recording that was started, and take it apart. ``every``: seconds between the
    pictures that are kept."""
    found = page.evaluate("() => window.stopRecording()")
    path.write_bytes(base64.b64decode(found["webm"]))
    return read_recording(path, found["fps"], every)


def read_recording(path: Path, fps: float, every: float = 0.5) -> Recording:
    """What a browser's MediaRecorder wrote; a file of sound alone has no pictures."""
    pictures: list[NDArray[np.uint8]] = []
    times: list[float] = []
    sound: list[NDArray[np.float32]] = []
    rate = 48_000
    with av.open(str(path)) as container:
        for frame in container.decode():
            if isinstance(frame, av.VideoFrame):
                t = float(frame.time or 0.0)
                if not times or t - times[-1] >= every:
                    times.append(t)
                    pictures.append(frame.to_ndarray(format="rgb24"))
            elif isinstance(frame, av.AudioFrame):
                rate = frame.sample_rate
                samples = frame.to_ndarray()
                if frame.format.is_planar:
                    mono = samples.mean(axis=0)
                else:
                    mono = samples.reshape(-1, len(frame.layout.channels)).mean(axis=1)
                scale = 1.0 if frame.format.name.startswith("flt") else 1 / 32768
                sound.append((mono * scale).astype(np.float32))
    heard = np.concatenate(sound) if sound else np.zeros(0, np.float32)
    return Recording(pictures, times, soxr.resample(heard, rate, 16_000), fps)


def faces_found(pictures: list[NDArray[np.uint8]]) -> list[bool]:
    """Whether MediaPipe, which nobody here wrote, sees a face in each picture."""
    import mediapipe as mp

    with mp.solutions.face_mesh.FaceMesh(
        static_image_mode=True, max_num_faces=1, min_detection_confidence=0.4
    ) as mesh:
        return [mesh.process(picture).multi_face_landmarks is not None for picture in pictures]


def mouth_gaps(pictures: list[NDArray[np.uint8]]) -> list[float]:
    """Lip opening by MediaPipe's landmarks, as a share of the face's height."""
    import mediapipe as mp

    gaps = []
    with mp.solutions.face_mesh.FaceMesh(
        static_image_mode=True, max_num_faces=1, min_detection_confidence=0.4
    ) as mesh:
        for picture in pictures:
            found = mesh.process(picture).multi_face_landmarks
            if not found:
                continue
            at = found[0].landmark
            gaps.append(abs(at[14].y - at[13].y) / abs(at[152].y - at[10].y))
    return gaps
