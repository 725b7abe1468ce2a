"""Recognizers: engines that turn speech into words."""

from __future__ import annotations

from pathlib import Path

from app.speech.types import Recognizer


def load_recognizer(models_dir: Path, folder: Path | None = None, threads: int = 1) -> Recognizer:
    """The recognizer in ``folder`` (a faster-whisper model), or the embedded one whose weights
    lie in ``models_dir``. Takes a second or two. Raises SpeechError with what to do."""
    if folder is not None:
        from app.speech.recognizers.faster_whisper import FasterWhisper

        return FasterWhisper(folder, threads)
    from app.speech.recognizers.whisper_short import WhisperShort

    return WhisperShort(models_dir, threads)
