"""Synthesizers: engines that turn words into speech."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from app.speech.types import Synthesizer

Engine = Literal["kokoro", "hibari", "coqui"]


def load_synthesizer(
    engine: Engine, models_dir: Path, threads: int = 1, folder: Path | None = None
) -> Synthesizer:
    """The engine of that name. ``folder``: the model of the TTS package (coqui). Takes a second
    or two. Raises SpeechError with what to do."""
    if engine == "hibari":
        from app.speech.synthesizers.hibari import HibariVoices

        return HibariVoices(threads)
    if engine == "coqui":
        from app.speech.synthesizers.coqui import Coqui

        return Coqui(folder, threads)
    from app.speech.synthesizers.kokoro import Kokoro

    return Kokoro(models_dir, threads)
