"""From symbols and durations to sounds and words."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from app.speech.pronunciation import pronounce, tokens, vocabulary
from app.speech.sound import faded, shifted, sounding_span, to_call_rate
from app.speech.synthesizers import load_synthesizer
from app.speech.timings import even_edges, timed_phonemes, timed_words
from app.speech.types import CALL_RATE, Phoneme, SpeechError, Word

TEXTS = [
    "I did the chemo.",
    'Dr. Smith gave 2.5 mg of lisinopril at 7:30 p.m. (twice), 50% — "really".',
    "He's got a year… who's he got?",
    "$20, the ICU and the MRI!",
    "On 3/4/2024 it was 98.6 °F — or so.",
]


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("british", [False, True])
def test_every_symbol_belongs_to_a_word_and_every_word_is_there(text: str, british: bool) -> None:
    spoken = pronounce(text, british)
    assert spoken.words == tuple(text.split())
    assert len(spoken.word_of) == len(spoken.symbols)
    owners = [word for word in spoken.word_of if word >= 0]
    assert owners == sorted(owners)
    assert all(symbol in vocabulary() for symbol in spoken.symbols)
    assert tokens(spoken.symbols)[0] == tokens(spoken.symbols)[-1] == 0


def test_no_at_the_end_of_a_sentence_is_no_number() -> None:
    assert pronounce("Uh, no.").symbols.endswith("nˈO.")
    assert "nˈʌmb" in pronounce("He is in room no. 5.").symbols


def test_punctuation_alone_is_silent() -> None:
    assert pronounce("…").silent
    assert pronounce("").silent
    assert not pronounce("Mm-hm.").silent


@pytest.mark.parametrize("text", TEXTS)
def test_words_follow_each_other(text: str) -> None:
    spoken = pronounce(text)
    edges = even_edges(spoken.symbols, 3.0)
    words = timed_words(spoken, edges)
    assert [word.text for word in words] == text.split()
    assert all(a.end <= b.start + 1e-9 for a, b in pairwise(words))
    assert words[-1].end <= 3.0 + 1e-9


def test_stress_goes_into_the_vowel_and_punctuation_is_a_pause() -> None:
    edges = [0.0, 0.1, 0.2, 0.3, 0.4]
    assert timed_phonemes("kˈA.", edges) == (
        Phoneme("k", 0.0, 0.1), Phoneme("A", 0.1, 0.3, 2), Phoneme(",", 0.3, 0.4),
    )  # fmt: skip


def test_times_stay_within_the_sound() -> None:
    words, sounds = shifted(
        [Word("a", 0.0, 0.2), Word("b", 0.9, 1.4)],
        [Phoneme("ə", 0.0, 0.1), Phoneme("b", 0.9, 1.4)], -0.3, 1.0,
    )  # fmt: skip
    assert words == (Word("a", 0.0, 0.0), Word("b", pytest.approx(0.6), 1.0))  # type: ignore[arg-type]
    assert [sound.symbol for sound in sounds] == ["b"]


def test_silence_at_the_ends_is_found() -> None:
    sound = np.zeros(24_000, np.float32)
    sound[6000:12_000] = 0.3
    assert sounding_span(sound, 24_000) == (6000, 12_000)
    assert sounding_span(np.zeros(100, np.float32), 24_000) == (0, 0)
    assert len(to_call_rate(sound, 24_000)) == CALL_RATE
    assert faded(sound[6000:12_000], 24_000)[0] == 0.0


def test_the_tts_package_says_what_it_needs(tmp_path) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(SpeechError, match="COQUI_MODEL"):
        load_synthesizer("coqui", tmp_path)
    with pytest.raises(SpeechError, match="COQUI_MODEL"):
        load_synthesizer("coqui", tmp_path, folder=tmp_path)
