"""Any local faster-whisper folder, large-v3-turbo for one, on CPU or GPU."""

from __future__ import annotations

from math import exp
from pathlib import Path

import numpy as np
from faster_whisper import WhisperModel
from numpy.typing import NDArray

from app.speech.sessions import need
from app.speech.types import HEARING_RATE, SpeechError, Transcript, Word
from app.speech.voice_activity import clean


class FasterWhisper:
    """A recognizer that the user brings along."""

    def __init__(self, folder: Path, threads: int = 1) -> None:
        """``folder``: a converted CTranslate2 model. Raises SpeechError if it cannot be used."""
        need(folder / "model.bin")
        self.name = folder.name
        try:
            self._model = WhisperModel(
                str(folder), device="auto", cpu_threads=threads, local_files_only=True
            )
        except (RuntimeError, ValueError, OSError) as error:
            raise SpeechError(
                f"{folder} is no faster-whisper model: {error}. Set RECOGNIZER to a folder with "
                "model.bin, config.json and tokenizer.json, or leave it empty."
            ) from error

    def partial(self, audio: NDArray[np.float32], prompt: str = "") -> str:
        """See Recognizer."""
        return self._run(audio, prompt, beam=1).text

    def final(self, audio: NDArray[np.float32], prompt: str = "") -> Transcript:
        """See Recognizer."""
        return self._run(audio, prompt, beam=5)

    def _run(self, audio: NDArray[np.float32], prompt: str, beam: int) -> Transcript:
        if len(audio) < HEARING_RATE // 10:
            return Transcript("")
        segments, _ = self._model.transcribe(
            clean(audio),
            language="en",
            beam_size=beam,
            initial_prompt=prompt or None,
            vad_filter=True,
            condition_on_previous_text=False,
            word_timestamps=beam > 1,
        )
        kept = [segment for segment in segments if segment.text.strip()]
        if not kept:
            return Transcript("")
        words = tuple(
            Word(word.word.strip(), word.start, word.end)
            for segment in kept
            for word in segment.words or ()
        )
        confidence = exp(sum(segment.avg_logprob for segment in kept) / len(kept))
        text = " ".join(segment.text.strip() for segment in kept)
        return Transcript(text, words, min(1.0, confidence))
