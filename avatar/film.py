"""A patient who says one thing, as an mp4: for looking at faces without a call."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from av.audio.stream import AudioStream
from av.video.stream import VideoStream
from numpy.typing import NDArray

from avatar.animator import Animator
from avatar.renderers.protocol import Renderer
from avatar.rig import FRAME_RATE
from avatar.timing import TimedPhoneme

SOUND_RATE = 48_000
_SOUND_CHUNK = 1024


def film(
    renderer: Renderer,
    animator: Animator,
    samples_48k: NDArray[np.int16],
    phonemes: Sequence[TimedPhoneme],
    out: Path,
    fps: int = FRAME_RATE,
    *,
    lead_s: float = 0.8,
    tail_s: float = 1.2,
) -> int:
    """Draws and writes an mp4 (H.264, AAC) and returns the number of frames.

    ``samples_48k`` is mono, int16, shape (n,); ``phonemes`` count from its first sample. The
    patient listens for ``lead_s``, speaks, and is silent for ``tail_s``. Emotions and cues are
    told to the animator before, with 0 as the film's first instant. Raises FileNotFoundError
    where the folder of ``out`` is missing, OSError where the file cannot be written.
    """
    if not out.parent.is_dir():
        raise FileNotFoundError(f"{out}: its folder does not exist; make it first")
    lead = np.zeros(round(lead_s * SOUND_RATE), np.int16)
    tail = np.zeros(round(tail_s * SOUND_RATE), np.int16)
    sound = np.concatenate([lead, samples_48k.astype(np.int16, copy=False), tail])
    animator.attend(0.0, "listening")
    animator.attend(max(0.0, lead_s - 0.35), "speaking")
    animator.speak(lead_s, phonemes)
    animator.attend(lead_s + len(samples_48k) / SOUND_RATE, "listening")
    frames = round(len(sound) / SOUND_RATE * fps)
    with av.open(str(out), "w", format="mp4") as container:
        pictures = container.add_stream("libx264", rate=fps)
        pictures.width = pictures.height = renderer.size
        pictures.pix_fmt = "yuv420p"
        pictures.options = {"crf": "18", "preset": "fast"}
        voice = container.add_stream("aac", rate=SOUND_RATE, layout="mono")
        written = 0
        for number in range(frames):
            picture = renderer.render(animator.state_at(number / fps))
            frame = av.VideoFrame.from_ndarray(np.ascontiguousarray(picture), format="rgb24")
            frame.pts, frame.time_base = number, Fraction(1, fps)
            _mux(container, pictures, frame)
            # Sound follows close behind the pictures, so that the file can be played as it grows.
            until = (number + 1) * SOUND_RATE // fps
            written = _sound(container, voice, sound, written, until, last=number == frames - 1)
        _mux(container, pictures, None)
        _mux(container, voice, None)
    return frames


def _sound(
    container: av.container.OutputContainer,
    voice: AudioStream,
    sound: NDArray[np.int16],
    written: int,
    until: int,
    *,
    last: bool,
) -> int:
    """Encodes whole chunks up to sample ``until``, all of them at the end; returns how far."""
    while written < len(sound) and (last or written + _SOUND_CHUNK <= until):
        chunk = sound[written : written + _SOUND_CHUNK]
        frame = av.AudioFrame.from_ndarray(chunk[None, :], format="s16", layout="mono")
        frame.sample_rate = SOUND_RATE
        frame.pts, frame.time_base = written, Fraction(1, SOUND_RATE)
        _mux(container, voice, frame)
        written += len(chunk)
    return written


def _mux(
    container: av.container.OutputContainer,
    stream: VideoStream | AudioStream,
    frame: av.VideoFrame | av.AudioFrame | None,
) -> None:
    for packet in stream.encode(frame):  # type: ignore[arg-type]
        container.mux(packet)
