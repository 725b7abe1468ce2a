"""VITS models of the TTS package (coqui-tts), from a local folder. Needs the extra ``gpu``."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.speech.clauses import split_clauses
from app.speech.grades import SPEED, grade
from app.speech.pronunciation import Pronunciation, pronounce
from app.speech.sound import faded, shifted, silence, sounding_span, to_call_rate
from app.speech.timings import even_edges, timed_phonemes, timed_words
from app.speech.types import CALL_RATE, Delivery, Speech, SpeechError, Voice

GAP_S = 0.25
MARGIN_S = 0.03

HOW = "Set COQUI_MODEL to a folder with config.json and the .pth file of a VITS model."


class Coqui:
    """One VITS model. ``speak`` may run in one thread at a time."""

    name = "coqui"

    def __init__(self, folder: Path | None, threads: int = 1) -> None:
        """Loads the model, on a GPU where there is one. Raises SpeechError if the package is not
        installed or the folder cannot be used."""
        if folder is None:
            raise SpeechError(f"No model is named for the TTS package. {HOW}")
        config, weights = folder / "config.json", _weights(folder)
        try:
            import torch
            from TTS.config import load_config
            from TTS.tts.models.vits import Vits
        except ImportError as error:
            raise SpeechError(
                f"The TTS package is not installed ({error}). Run: pip install "
                "'synthetic-patients[gpu]', or set VOICE=kokoro"
            ) from error
        self._torch = torch
        if not torch.cuda.is_available():
            torch.set_num_threads(threads)
        self._device = "cuda" if torch.cuda.is_available() else "cpu"
        try:
            settings = load_config(config)
            if settings.model != "vits":
                raise SpeechError(f"{folder} holds a {settings.model} model. {HOW}")
            self._model: Any = Vits(settings)
            self._model.load_checkpoint(settings, weights, eval=True)
            self._model.to(self._device)
        except (RuntimeError, ValueError, KeyError, OSError, AttributeError) as error:
            raise SpeechError(f"{folder} cannot be loaded: {error}. {HOW}") from error
        self._rate = int(settings.audio.sample_rate)

    def speak(
        self, text: str, voice: Voice, delivery: Delivery, quick: bool = False
    ) -> Iterator[Speech]:
        """See Synthesizer. ``voice.id``: a speaker of the model; a name that it does not know
        always gets the same one. Of the delivery, only the grade of its tempo is spoken."""
        speaker = self._speaker(voice.id)
        speed = voice.speed * SPEED[grade(delivery)]
        clauses = split_clauses(text, quick)
        for index, clause in enumerate(clauses):
            last = index + 1 == len(clauses)
            yield self._clause(clause, speaker, speed, 0.0 if last else GAP_S / speed)

    def _clause(self, text: str, speaker: int | None, speed: float, gap: float) -> Speech:
        spoken = pronounce(text)
        if spoken.silent:
            return silence(text, self.name)
        sound, units, symbols = self._infer(text, speaker, speed)
        seconds = len(sound) / self._rate
        ends = np.cumsum(units) / max(float(units.sum()), 1.0) * seconds
        edges = _edges(spoken, _word_spans(symbols, ends.tolist(), len(spoken.words)), seconds)
        begin, end = sounding_span(sound, self._rate)
        begin = max(0, begin - int(MARGIN_S * self._rate))
        end = min(len(sound), end + int(MARGIN_S * self._rate))
        words, phonemes = shifted(
            timed_words(spoken, edges), timed_phonemes(spoken.symbols, edges),
            by=-begin / self._rate, limit=(end - begin) / self._rate,
        )  # fmt: skip
        samples = to_call_rate(faded(sound[begin:end], self._rate), self._rate)
        pause = np.zeros(int(gap * CALL_RATE), np.int16)
        return Speech(np.concatenate([samples, pause]), text, words, phonemes, self.name)

    def _infer(
        self, text: str, speaker: int | None, speed: float
    ) -> tuple[NDArray[np.float32], NDArray[np.float64], list[str]]:
        """The sound, and the duration and the character of each of the model's tokens."""
        torch, model = self._torch, self._model
        ids = model.tokenizer.text_to_ids(text)
        if not ids:
            raise SpeechError(f"The model has no sound for any character of {text!r}")
        model.length_scale = 1.0 / speed
        # The same words sound the same each time.
        torch.manual_seed(zlib.crc32(text.encode()))
        known = {"x_lengths": None, "d_vectors": None, "language_ids": None, "durations": None}
        who = None if speaker is None else torch.tensor([speaker], device=self._device)
        with torch.inference_mode():
            out = model.inference(
                torch.tensor([ids], device=self._device), {**known, "speaker_ids": who}
            )
        sound = out["model_outputs"].float().cpu().numpy().ravel()
        units = out["durations"].float().cpu().numpy().ravel().astype(np.float64)
        return sound, units, [model.tokenizer.characters.id_to_char(i) for i in ids]

    def _speaker(self, name: str) -> int | None:
        manager = self._model.speaker_manager
        names = list(manager.name_to_id) if manager is not None else []
        if len(names) < 2:
            return None
        chosen = name if name in names else names[zlib.crc32(name.encode()) % len(names)]
        return int(manager.name_to_id[chosen])


def _weights(folder: Path) -> Path:
    """The checkpoint: the best one where there are several."""
    found = sorted(folder.glob("*.pth"), key=lambda path: ("best" not in path.name, path.name))
    if not found or not (folder / "config.json").is_file():
        raise SpeechError(f"{folder} is no model of the TTS package. {HOW}")
    return found[0]


def _word_spans(
    symbols: Sequence[str], ends: Sequence[float], count: int
) -> list[tuple[float, float]] | None:
    """Start and end of each word, where the model's spaces part as many as the text has."""
    spans: list[tuple[float, float]] = []
    begin, end, open_word = 0.0, 0.0, False
    for index, symbol in enumerate(symbols):
        start = ends[index - 1] if index else 0.0
        if symbol == " ":
            if open_word:
                spans.append((begin, end))
            open_word = False
        elif len(symbol) == 1:  # blanks and marks have longer names
            begin, end, open_word = (begin if open_word else start), ends[index], True
    if open_word:
        spans.append((begin, end))
    return spans if len(spans) == count else None


def _edges(
    spoken: Pronunciation, spans: list[tuple[float, float]] | None, seconds: float
) -> list[float]:
    """Times of our symbols: evenly within each word, or over the clause if words are unknown."""
    if spans is None:
        return even_edges(spoken.symbols, seconds)
    edges: list[float] = []
    now = 0.0
    for index, word in enumerate(spoken.word_of):
        if word >= 0:
            start, end = spans[word]
            place = index - spoken.word_of.index(word)
            now = max(now, start + (end - start) * place / spoken.word_of.count(word))
        edges.append(now)
        if word >= 0 and spoken.word_of[index + 1 : index + 2] != (word,):
            now = max(now, spans[word][1])
    return [*edges, now]
