"""Kokoro-82M: real different speakers, and the durations that it predicts for each sound."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from app.speech.clauses import split_clauses
from app.speech.grades import SPEED, grade
from app.speech.pronunciation import pronounce, tokens
from app.speech.sessions import need, onnx_session
from app.speech.sound import faded, shifted, silence, sounding_span, to_call_rate
from app.speech.timings import timed_phonemes, timed_words
from app.speech.types import CALL_RATE, Delivery, Speech, SpeechError, Voice

RATE = 24_000
UNIT_S = 0.025
"""Seconds of one unit of predicted duration."""

LEAD_S = 0.05
"""The sound comes this much before the predicted time."""

KEEP_BEFORE_S = 0.02
KEEP_AFTER_S = 0.06
"""Silence left at the ends of a clause."""

CLICKS_S = 0.07
"""What comes earlier than this before the first sound is cut."""

GAP_S = {".": 0.30, "!": 0.30, "?": 0.34, "…": 0.45, ",": 0.12, ";": 0.2, ":": 0.2, "—": 0.2}
"""Pause after a clause that is not the last, by its last character."""

MOST_SYMBOLS = 500
"""Kokoro takes 510 at most; a clause never comes near."""

_STYLE = 256


class Kokoro:
    """One model for all patients and calls. ``speak`` may run in one thread at a time."""

    name = "kokoro"

    def __init__(self, models_dir: Path, threads: int = 1) -> None:
        """Raises SpeechError if the weights are not there."""
        self._session = onnx_session(models_dir / "kokoro" / "model.onnx", threads)
        self._styles = models_dir / "kokoro" / "voices"
        self._load = cache(self._read_style)
        self._warm_up()

    def _warm_up(self) -> None:
        """The first words of a process take longer than all others: let them be nobody's."""
        pronounce("Hello there.", False)
        feed = {
            "tokens": np.zeros((1, 16), np.int64),
            "style": np.zeros((1, _STYLE), np.float32),
            "speed": np.ones(1, np.float32),
        }
        self._session.run(None, feed)

    def speak(
        self, text: str, voice: Voice, delivery: Delivery, quick: bool = False
    ) -> Iterator[Speech]:
        """See Synthesizer. Of the delivery, only the grade of its tempo is spoken."""
        style = self._load(voice.id)
        speed = voice.speed * SPEED[grade(delivery)]
        clauses = split_clauses(text, quick)
        for index, clause in enumerate(clauses):
            gap = GAP_S.get(clause.rstrip("\"'”’)")[-1:], 0.1) if index + 1 < len(clauses) else 0.0
            yield self._clause(clause, voice.id.startswith("b"), style, speed, gap / speed)

    def _clause(
        self, text: str, british: bool, style: NDArray[np.float32], speed: float, gap: float
    ) -> Speech:
        spoken = pronounce(text, british)
        if spoken.silent:
            return silence(text, self.name)
        if len(spoken.symbols) > MOST_SYMBOLS:
            raise SpeechError(f"This is too long to be said in one breath, add a comma: {text!r}")
        ids = tokens(spoken.symbols)
        feed = {
            "tokens": np.array([ids], np.int64),
            "style": style[len(ids) - 2][None],
            "speed": np.array([speed], np.float32),
        }
        sound, units = self._session.run(None, feed)
        sound = sound.ravel()
        # The first and the last unit are the pads'.
        edges = (np.cumsum(units.ravel()[:-1]) * UNIT_S - LEAD_S).tolist()
        begin, end = sounding_span(sound, RATE)
        # Now and then a click comes before the first sound.
        begin = max(0, int(begin - KEEP_BEFORE_S * RATE), int((edges[0] - CLICKS_S) * RATE))
        end = min(len(sound), end + int(KEEP_AFTER_S * RATE))
        samples = to_call_rate(faded(sound[begin:end], RATE), RATE)
        words, phonemes = shifted(
            timed_words(spoken, edges), timed_phonemes(spoken.symbols, edges),
            by=-begin / RATE, limit=(end - begin) / RATE,
        )  # fmt: skip
        pause = np.zeros(int(gap * CALL_RATE), np.int16)
        return Speech(np.concatenate([samples, pause]), text, words, phonemes, self.name)

    def _read_style(self, voice_id: str) -> NDArray[np.float32]:
        """Shape (510, 256): the style for each number of symbols; the mean of a blend's."""
        if not voice_id:
            raise SpeechError("The scenario names no Kokoro voice: set voice.kokoro, af_heart say.")
        styles = [self._one_style(part.strip()) for part in voice_id.split("+")]
        mean: NDArray[np.float32] = np.mean(styles, axis=0, dtype=np.float32)
        return mean

    def _one_style(self, speaker: str) -> NDArray[np.float32]:
        path = self._styles / f"{speaker}.bin"
        if not path.is_file() or "/" in speaker:
            need(self._styles)
            known = ", ".join(sorted(file.stem for file in self._styles.glob("*.bin")))
            raise SpeechError(f"Kokoro has no voice {speaker!r}. It has: {known}.")
        return np.fromfile(path, np.float32).reshape(-1, _STYLE)
