"""The real voices, with the weights of this checkout, and real ears that check them."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import soxr

from app.settings import read_settings
from app.speech.recognizers import load_recognizer
from app.speech.sound import join
from app.speech.synthesizers import load_synthesizer
from app.speech.types import (
    CALL_RATE,
    HEARING_RATE,
    Delivery,
    Recognizer,
    Speech,
    SpeechError,
    Synthesizer,
    Voice,
)

TEXT = "I did the chemo. I did the radiation. I took the pill every single day."
PATIENTS = [Voice("af_alloy+af_sky", 0.95), Voice("am_michael"), Voice("af_heart+af_aoede", 1.1)]


@pytest.fixture(scope="module")
def ears() -> Recognizer:
    return load_recognizer(read_settings().models_dir)


@pytest.fixture(scope="module")
def kokoro() -> Synthesizer:
    return load_synthesizer("kokoro", read_settings().models_dir)


@pytest.fixture(scope="module")
def hibari() -> Synthesizer:
    return load_synthesizer("hibari", read_settings().models_dir)


def heard(speech: Speech, ears: Recognizer) -> str:
    audio = soxr.resample(speech.samples.astype(np.float32) / 32768, CALL_RATE, HEARING_RATE)
    return ears.final(audio).text.lower()


def assert_well_formed(clauses: list[Speech], text: str) -> None:
    assert " ".join(clause.text for clause in clauses) == text
    for clause in clauses:
        assert [word.text for word in clause.words] == clause.text.split()
        assert all(a.end <= b.start + 1e-6 for a, b in pairwise(clause.words))
        assert all(a.end <= b.start + 1e-6 for a, b in pairwise(clause.phonemes))
        assert clause.phonemes[-1].end <= clause.seconds + 1e-6
        # No silence of note before the first sound.
        start = int(np.argmax(np.abs(clause.samples) > 1500)) / CALL_RATE
        assert start < 0.2


@pytest.mark.parametrize("voice", PATIENTS, ids=lambda voice: voice.id)
def test_each_patient_is_understood(voice: Voice, kokoro: Synthesizer, ears: Recognizer) -> None:
    clauses = list(kokoro.speak(TEXT, voice, Delivery()))
    assert len(clauses) == 3
    assert_well_formed(clauses, TEXT)
    text = heard(join(clauses), ears)
    for word in ("chemo", "radiation", "pill", "every single day"):
        assert word in text


def test_word_times_stand_where_the_words_are(kokoro: Synthesizer, ears: Recognizer) -> None:
    """Silence everything but one word: it is that word that is heard."""
    (clause,) = kokoro.speak("The radiation was worse than surgery.", PATIENTS[1], Delivery())
    for wanted in ("radiation", "surgery."):
        word = next(word for word in clause.words if word.text == wanted)
        begin, end = int((word.start - 0.03) * CALL_RATE), int((word.end + 0.05) * CALL_RATE)
        around = np.zeros(CALL_RATE // 2, np.int16)
        alone = np.concatenate([around, clause.samples[begin:end], around])
        text = heard(Speech(alone, "", (), (), ""), ears)
        assert wanted.strip(".")[:5] in text


@pytest.mark.parametrize(("pace", "longer"), [("slow", True), ("fast", False)])
def test_pace_is_spoken(kokoro: Synthesizer, pace: str, longer: bool) -> None:
    def seconds(delivery: Delivery) -> float:
        return join(list(kokoro.speak("How long do I have?", PATIENTS[0], delivery))).seconds

    changed = seconds(Delivery(pace=pace))  # type: ignore[arg-type]
    assert (changed > seconds(Delivery())) is longer


def test_short_sounds_and_silence_can_be_said(kokoro: Synthesizer) -> None:
    for text in ("Mm-hm.", "Oh.", "No.", "…"):
        (clause,) = kokoro.speak(text, PATIENTS[0], Delivery())
        assert 0.2 < clause.seconds < 1.5
    assert list(kokoro.speak("  ", PATIENTS[0], Delivery())) == []


def test_an_unknown_voice_names_those_that_exist(kokoro: Synthesizer) -> None:
    for name in ("af_nobody", "../model", "af_heart+", ""):
        with pytest.raises(SpeechError, match="af_heart"):
            next(iter(kokoro.speak("Hello.", Voice(name), Delivery())))


def test_missing_and_cut_off_weights_say_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(SpeechError, match="synthetic-patients models get"):
        load_synthesizer("kokoro", tmp_path)
    (tmp_path / "kokoro").mkdir()
    whole = read_settings().models_dir / "kokoro" / "model.onnx"
    with whole.open("rb") as file:
        (tmp_path / "kokoro" / "model.onnx").write_bytes(file.read(1_000_000))
    with pytest.raises(SpeechError, match="synthetic-patients models get"):
        load_synthesizer("kokoro", tmp_path)


@pytest.mark.parametrize("preset", ["f_mid", "f_older", "m_mid", "m_elderly"])
def test_hibari_is_understood(preset: str, hibari: Synthesizer, ears: Recognizer) -> None:
    clauses = list(hibari.speak(TEXT, Voice("", preset=preset), Delivery()))
    assert_well_formed(clauses, TEXT)
    assert "radiation" in heard(join(clauses), ears)


def test_hibari_names_its_presets(hibari: Synthesizer) -> None:
    with pytest.raises(SpeechError, match="m_elderly"):
        next(iter(hibari.speak("Hello.", Voice("", preset="nobody"), Delivery())))
