"""How well and how fast learners are heard: word error rates over serious-illness talk.

Run it with nothing else on the machine: ``python -m tests.bench.hearing [--prompt ""]``. Needs the
weights (``synthetic-patients models get``) and flite. No patient uses the voices that speak here.
"""

from __future__ import annotations

import argparse
import os
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import soxr
from numpy.typing import NDArray

from app.settings import read_settings
from app.speech.recognizers.whisper_short import WhisperShort
from app.speech.sound import join
from app.speech.synthesizers.kokoro import Kokoro
from app.speech.types import HEARING_RATE, Delivery, Voice
from tests.support.spoken import RATE, speak

SENTENCES = Path(__file__).with_name("hearing_sentences.txt")
PROMPT = (
    "Theresa Nowak, Daniel Whitlock, Marisol Vega, tamoxifen, letrozole, palbociclib, "
    "dexamethasone, lisinopril, temozolomide, gabapentin, erythropoietin, glioblastoma"
)
KOKORO = ("bf_emma", "bm_george", "am_puck", "am_fenrir", "af_nova", "bm_fable")
FLITE = ("slt", "rms", "awb", "kal")
VOICES_EACH = 3
"""Voices by which each sentence is spoken, in turn."""

CONDITIONS = ("clean", "pink", "babble")
NOISE_DB = 10.0
"""Speech above the noise, in the noisy conditions."""

Audio = NDArray[np.float32]


@dataclass
class Score:
    """Errors and words, and seconds of work for each utterance."""

    errors: int = 0
    words: int = 0
    seconds: list[float] = field(default_factory=list)
    misheard: list[tuple[str, str, str]] = field(default_factory=list)

    def add(self, voice: str, said: str, heard: str, seconds: float) -> None:
        wrong = edits(normal(said), normal(heard))
        self.errors += wrong
        self.words += len(normal(said))
        self.seconds.append(seconds)
        if wrong:
            self.misheard.append((voice, said, heard))

    def row(self) -> str:
        rate = 100 * self.errors / max(self.words, 1)
        middle, slow = np.percentile(self.seconds, [50, 95])
        return f"WER {rate:5.1f} %   median {middle:.2f} s   95 % below {slow:.2f} s"


def normal(text: str) -> list[str]:
    """Words to compare: lower case, no punctuation, one spelling of what has several."""
    plain = re.sub(r"[^a-z0-9' ]", " ", text.lower().replace("’", "'"))
    same = {"mister": "mr", "10": "ten", "mm": "", "hmm": "", "mmm": "", "okay": "ok"}
    return [w for w in (same.get(word, word) for word in plain.split()) if w]


def edits(one: list[str], two: list[str]) -> int:
    """Words to change, add or drop to make ``one`` of ``two``."""
    row = list(range(len(two) + 1))
    for i, a in enumerate(one, 1):
        before, row[0] = row[0], i
        for j, b in enumerate(two, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (a != b))
    return row[-1]


def utterances(models_dir: Path, sentences: list[str]) -> Iterator[tuple[str, str, Audio]]:
    """(voice, sentence, sound with a little silence around it)."""
    kokoro = Kokoro(models_dir)
    voices = [*KOKORO, *FLITE]
    for index, sentence in enumerate(sentences):
        for turn in range(VOICES_EACH):
            voice = voices[(index + turn * 3 + turn // 2) % len(voices)]
            if voice in FLITE:
                sound = speak(sentence, voice)
            else:
                sound = join(list(kokoro.speak(sentence, Voice(voice), Delivery()))).samples
            audio = soxr.resample(sound.astype(np.float32) / 32768, RATE, HEARING_RATE)
            quiet = np.zeros(HEARING_RATE // 4, np.float32)
            yield voice, sentence, np.concatenate([quiet, audio, quiet])


def babble(sounds: list[Audio], length: int, rng: np.random.Generator) -> Audio:
    """Six people talking at once."""
    mix = np.zeros(length, np.float32)
    for pick in rng.choice(len(sounds), 6):
        mix += np.resize(np.roll(sounds[pick], int(rng.integers(len(sounds[pick])))), length)
    return mix


def pink(length: int, rng: np.random.Generator) -> Audio:
    """Noise as of a fan or a street: 3 dB less for each octave."""
    spectrum = np.fft.rfft(rng.standard_normal(length))
    shaped = spectrum / np.sqrt(np.maximum(np.arange(len(spectrum)), 1))
    return np.fft.irfft(shaped, length).astype(np.float32)


def noisy(audio: Audio, noise: Audio) -> Audio:
    """With ``noise`` NOISE_DB below the level of the speech while it sounds."""
    frames = audio[: len(audio) // 320 * 320].reshape(-1, 320)
    levels = np.sqrt(np.mean(np.square(frames), axis=1))
    speech = np.sqrt(np.mean(np.square(levels[levels > levels.max() / 30])))
    gain = speech / np.sqrt(np.mean(np.square(noise))) * 10 ** (-NOISE_DB / 20)
    return np.clip(audio + noise * gain, -1, 1).astype(np.float32)


def timed(work: Callable[[], str]) -> tuple[str, float]:
    begin = time.perf_counter()
    return work(), time.perf_counter() - begin


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--prompt", default=PROMPT)
    parser.add_argument("--show", action="store_true", help="print what was misheard")
    parser.add_argument("--limit", type=int, default=10_000, help="sentences")
    options = parser.parse_args()
    settings = read_settings()
    sentences = SENTENCES.read_text(encoding="utf-8").splitlines()[: options.limit]
    spoken = list(utterances(settings.models_dir, sentences))
    recognizer = WhisperShort(settings.models_dir, settings.hearing_threads)
    rng = np.random.default_rng(1)
    sounds = [audio for _, _, audio in spoken]
    before = os.getloadavg()[0]
    scores = {(c, e): Score() for c in CONDITIONS for e in ("partial", "final")}
    for voice, said, audio in spoken:
        for condition in CONDITIONS:
            heard = audio
            if condition == "babble":
                heard = noisy(audio, babble(sounds, len(audio), rng))
            elif condition == "pink":
                heard = noisy(audio, pink(len(audio), rng))
            text, seconds = timed(lambda a=heard: recognizer.partial(a, options.prompt))
            scores[condition, "partial"].add(voice, said, text, seconds)
            text, seconds = timed(lambda a=heard: recognizer.final(a, options.prompt).text)
            scores[condition, "final"].add(voice, said, text, seconds)
    total = sum(len(a) for a in sounds) / HEARING_RATE
    print(f"{len(spoken)} utterances, {total:.0f} s, {len({v for v, _, _ in spoken})} voices")
    print(f"load {before:.1f} before, {os.getloadavg()[0]:.1f} after, {settings.cores} cores")
    for (condition, engine), score in scores.items():
        print(f"{condition:7} {engine:8} {score.row()}")
        if options.show:
            for voice, said, heard in score.misheard:
                print(f"    {voice:10} {said}\n               {heard}")


if __name__ == "__main__":
    main()
