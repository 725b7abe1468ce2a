"""Whisper on the real length of what was said, not on its usual thirty seconds: five times
cheaper, and quick enough for partial transcripts on one core."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from math import exp
from pathlib import Path

import ctranslate2
import numpy as np
import tokenizers
from faster_whisper.feature_extractor import FeatureExtractor
from faster_whisper.tokenizer import Tokenizer
from numpy.typing import NDArray

from app.speech.guards import believable, cut_loop, longest
from app.speech.sessions import need
from app.speech.stretches import speech_stretches
from app.speech.types import HEARING_RATE, SpeechError, Transcript
from app.speech.voice_activity import VoiceActivity, clean

_HOP = 160
PAD_S = 0.6
"""Silence put after the speech: Whisper drops a last word that ends with the sound."""

PROMPT_TOKENS = 80
"""Prompts are cut to this: a longer one costs time and begins to be repeated."""

PROMPT = " A doctor talks with a patient. Words that may occur: {}. Good morning. How are you?"
"""Whisper goes on in the style that it is shown: a bare list would cost sentences their capitals
and full stops, by which turn taking knows that they are finished."""


class ShortWhisper:
    """One CTranslate2 Whisper model. ``transcribe`` may be called from several threads."""

    def __init__(self, folder: Path, threads: int = 1) -> None:
        """``folder``: model.bin, tokenizer.json and so on. Raises SpeechError if unusable."""
        need(folder / "model.bin")
        try:
            self._model = ctranslate2.models.Whisper(
                str(folder), device="cpu", compute_type="int8", intra_threads=threads,
                inter_threads=2,  # a run that nobody waits for any more must not hold up the next
            )  # fmt: skip
            tokenizer = tokenizers.Tokenizer.from_file(str(need(folder / "tokenizer.json")))
        except (RuntimeError, ValueError) as error:
            raise SpeechError(
                f"{folder} cannot be loaded: {error}. Run: synthetic-patients models verify, then "
                "synthetic-patients models get"
            ) from error
        self._features = FeatureExtractor()
        self._tokenizer = Tokenizer(
            tokenizer, self._model.is_multilingual, task="transcribe", language="en"
        )

    def transcribe(self, audio: NDArray[np.float32], prompt: str = "") -> tuple[str, float]:
        """The words of at most 28 s of speech, and their mean probability (0 if there are none).

        ``audio``: mono, HEARING_RATE, -1 to 1, shape (n,).
        """
        seconds = len(audio) / HEARING_RATE
        tokens = longest(seconds)
        start = self._start(prompt)
        result = self._model.generate(
            self._encode(audio),
            [start],
            beam_size=1,
            max_length=len(start) + tokens,
            return_scores=True,
            return_no_speech_prob=True,
            suppress_blank=True,
            no_repeat_ngram_size=6,
        )[0]
        text = cut_loop(self._tokenizer.decode(result.sequences_ids[0]).strip())
        score = float(result.scores[0])
        if not text or not believable(text, score, float(result.no_speech_prob)):
            return "", 0.0
        return text, min(1.0, exp(score))

    def _encode(self, audio: NDArray[np.float32]) -> ctranslate2.StorageView:
        padded = np.concatenate([audio, np.zeros(int(PAD_S * HEARING_RATE), np.float32)])
        frames = len(padded) // _HOP
        frames += frames % 2
        features = self._features(padded, padding=_HOP)[:, :frames]
        short = frames - features.shape[1]
        if short > 0:
            features = np.pad(features, ((0, 0), (0, short)), constant_values=float(features.min()))
        batch = np.ascontiguousarray(features[None].astype(np.float32))
        return self._model.encode(ctranslate2.StorageView.from_array(batch))

    def _start(self, prompt: str) -> list[int]:
        start = [*self._tokenizer.sot_sequence, self._tokenizer.no_timestamps]
        if not prompt:
            return start
        told = self._tokenizer.encode(PROMPT.format(prompt.strip(" .")))[-PROMPT_TOKENS:]
        return [self._tokenizer.sot_prev, *told, *start]


class WhisperShort:
    """The embedded recognizer: a small model guesses while the learner speaks, a larger one
    settles what was said."""

    name = "whisper-base"

    def __init__(self, models_dir: Path, threads: int = 1) -> None:
        """Raises SpeechError if the weights are not there."""
        self._quick = ShortWhisper(models_dir / "whisper-tiny.en", threads)
        self._good = ShortWhisper(models_dir / "whisper-base", threads)
        self._activity = VoiceActivity()
        self._known: OrderedDict[bytes, str] = OrderedDict()

    def partial(self, audio: NDArray[np.float32], prompt: str = "") -> str:
        """See Recognizer. Long speech is cut at its pauses, and only what is after the last cut
        is worked on again."""
        stretches = speech_stretches(clean(audio), self._activity)
        words = [self._guess(stretch, prompt) for stretch in stretches[:-1]]
        if stretches:
            words.append(self._quick.transcribe(stretches[-1], prompt)[0])
        return " ".join(word for word in words if word)

    def final(self, audio: NDArray[np.float32], prompt: str = "") -> Transcript:
        """See Recognizer. Empty text where nobody spoke."""
        stretches = speech_stretches(clean(audio), self._activity)
        heard = [self._good.transcribe(stretch, prompt) for stretch in stretches]
        said = [(text, probability) for text, probability in heard if text]
        if not said:
            return Transcript("")
        weights = [len(text.split()) for text, _ in said]
        mean = sum(p * w for (_, p), w in zip(said, weights, strict=True)) / sum(weights)
        return Transcript(" ".join(text for text, _ in said), confidence=mean)

    def _guess(self, stretch: NDArray[np.float32], prompt: str) -> str:
        key = _key(stretch)
        if key not in self._known:
            self._known[key] = self._quick.transcribe(stretch, prompt)[0]
            while len(self._known) > 64:
                self._known.popitem(last=False)
        return self._known[key]


def _key(audio: NDArray[np.float32]) -> bytes:
    """A key for a stretch of audio."""
    return hashlib.blake2b(np.ascontiguousarray(audio).tobytes(), digest_size=16).digest()
