"""The real ears: voice activity, recognizers, end of turn, echo. With good and with bad sound."""

from __future__ import annotations

import json
import time
from pathlib import Path

import numpy as np
import pytest
import soxr
from numpy.typing import NDArray
from typer import Typer
from typer.testing import CliRunner

from app.settings import read_settings
from app.speech.cli import speak as speak_command
from app.speech.cli import transcribe
from app.speech.echo import echo_likelihood
from app.speech.end_of_turn import EndOfTurn
from app.speech.recognizers import load_recognizer
from app.speech.types import HEARING_RATE, Recognizer, SpeechError
from app.speech.voice_activity import (
    FRAME,
    SpeechDetector,
    SpeechEnded,
    SpeechStarted,
    VoiceActivity,
)
from tests.support.spoken import RATE, speak, write_wav

BENCH = Path(__file__).parents[2] / "bench" / "hearing_sentences.txt"

Audio = NDArray[np.float32]
TEXT = "I am sorry to tell you that the cancer has come back."


def spoken(text: str = TEXT, voice: str = "slt") -> Audio:
    return soxr.resample(speak(text, voice).astype(np.float32) / 32768, RATE, HEARING_RATE)


def silence(seconds: float) -> Audio:
    return np.zeros(int(seconds * HEARING_RATE), np.float32)


@pytest.fixture(scope="module")
def ears() -> Recognizer:
    return load_recognizer(read_settings().models_dir)


def test_voice_activity_finds_the_speech() -> None:
    audio = np.concatenate([silence(1.0), spoken(), silence(1.0)])
    activity, detector, found = VoiceActivity(), SpeechDetector(), []
    for index in range(len(audio) // FRAME):
        frame = audio[index * FRAME : (index + 1) * FRAME]
        change = detector.process(activity.process(frame), (index + 1) * FRAME / HEARING_RATE)
        found += [change] if change else []
    assert isinstance(found[0], SpeechStarted)
    assert isinstance(found[-1], SpeechEnded)
    assert found[0].t == pytest.approx(1.15, abs=0.2)
    assert found[-1].t == pytest.approx(len(audio) / HEARING_RATE - 1.15, abs=0.3)


def test_frame_by_frame_and_at_once_agree_and_streams_are_their_own() -> None:
    audio = spoken()
    one, other = VoiceActivity(), VoiceActivity()
    frames = audio[: len(audio) // FRAME * FRAME].reshape(-1, FRAME)
    singly = [one.process(frame) for frame in frames]
    assert other.process_all(audio) == pytest.approx(singly, abs=1e-3)
    assert VoiceActivity().process(frames[0]) == pytest.approx(singly[0])


def test_bad_frames() -> None:
    activity = VoiceActivity()
    with pytest.raises(ValueError, match="512"):
        activity.process(np.zeros(100, np.float32))
    assert 0 <= activity.process(np.full(FRAME, np.nan, np.float32)) < 0.5
    assert 0 <= activity.process(np.full(FRAME, 1e30, np.float32)) <= 1


@pytest.mark.parametrize("voice", ["slt", "rms"])
def test_speech_is_written_down(voice: str, ears: Recognizer) -> None:
    audio = np.concatenate([silence(0.2), spoken(voice=voice), silence(0.2)])
    final = ears.final(audio, "Theresa Nowak, tamoxifen")
    assert "the cancer has come back" in final.text.lower()
    assert final.text[0].isupper()
    assert final.text[-1] == "."
    assert final.confidence is not None
    assert 0.5 < final.confidence <= 1
    assert "cancer" in ears.partial(audio).lower()


def test_long_speech_is_heard_to_its_end(ears: Recognizer) -> None:
    sentences = BENCH.read_text(encoding="utf-8").splitlines()[5:20]
    parts = [part for sentence in sentences for part in (spoken(sentence), silence(0.6))]
    audio = np.concatenate([*parts, spoken("The last words are about hospice.")])
    assert len(audio) / HEARING_RATE > 40
    text = ears.final(audio).text.lower()
    for words in ("cancer has come back", "all the time you need", "what matters most", "hospice"):
        assert words in text
    assert "hospice" in ears.partial(audio).lower()


@pytest.mark.parametrize(
    "audio",
    [
        np.zeros(0, np.float32),
        np.zeros(100, np.float32),
        np.full(HEARING_RATE * 3, np.nan, np.float32),
        np.full(HEARING_RATE * 3, np.inf, np.float32),
        np.random.default_rng(1).standard_normal(HEARING_RATE * 5).astype(np.float32) * 0.05,
        np.sin(np.arange(HEARING_RATE * 5, dtype=np.float32) * 0.05) * 0.3,
        np.ones(HEARING_RATE * 2, np.float32),
    ],
    ids=["empty", "tiny", "nan", "inf", "noise", "hum", "stuck"],
)
def test_no_words_come_of_what_is_no_speech(audio: Audio, ears: Recognizer) -> None:
    assert ears.final(audio).text == ""
    assert ears.partial(audio) == ""


def test_ten_minutes_of_silence_are_quickly_nothing(ears: Recognizer) -> None:
    begin = time.perf_counter()
    assert ears.final(silence(600)).text == ""
    assert time.perf_counter() - begin < 60


def test_a_local_faster_whisper_folder_serves_too() -> None:
    models = read_settings().models_dir
    engine = load_recognizer(models, folder=models / "whisper-tiny.en")
    heard = engine.final(np.concatenate([silence(0.3), spoken(), silence(0.3)]))
    assert "cancer" in heard.text.lower()
    assert engine.final(silence(2)).text == ""
    assert engine.final(np.zeros(10, np.float32)).text == ""


def test_missing_and_cut_off_weights_say_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(SpeechError, match="synthetic-patients models get"):
        load_recognizer(tmp_path)
    for name in ("whisper-tiny.en", "whisper-base"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "model.bin").write_bytes(b"\x06\x00\x00\x00 cut off")
        (tmp_path / name / "tokenizer.json").write_text("{}")
    with pytest.raises(SpeechError, match="synthetic-patients models"):
        load_recognizer(tmp_path)
    with pytest.raises(SpeechError, match="missing"):
        EndOfTurn(tmp_path)


def test_end_of_turn_gives_a_probability_for_any_sound() -> None:
    vote = EndOfTurn(read_settings().models_dir)
    for audio in (spoken(), silence(0), silence(20), np.full(8000, np.nan, np.float32)):
        assert 0.0 <= vote.probability(audio) <= 1.0


def test_an_echo_is_told_from_a_learner() -> None:
    played = spoken("I took the pill every single day and nobody told me.", "slt")
    other = spoken("Can you tell me what worries you most right now?", "rms")
    rng = np.random.default_rng(1)
    room = rng.standard_normal(1600) * np.exp(-np.arange(1600) / 400) * 0.1
    room[0] = 1.0
    at, length, lag = int(1.6 * HEARING_RATE), HEARING_RATE, int(0.14 * HEARING_RATE)
    echo = np.convolve(played, room)[at - length - lag : at - lag].astype(np.float32) * 0.3
    noise = rng.standard_normal(length).astype(np.float32) * 0.002
    sent = played[max(0, at - length - int(0.5 * HEARING_RATE)) : at]
    assert echo_likelihood(echo + noise, sent) > 0.8
    learner = other[at - length : at] * 0.5
    assert echo_likelihood(learner + noise, sent) < 0.5
    assert echo_likelihood(learner + echo * 0.5 + noise, sent) < 0.6
    nothing = np.zeros(0, np.float32)
    for microphone, out in (
        (nothing, sent),
        (echo, nothing),
        (silence(1), sent),
        (echo, echo[:10]),
    ):
        assert echo_likelihood(microphone, out) == 0.0
    assert echo_likelihood(np.full(length, np.nan, np.float32), sent) == 0.0


# ---------------------------------------------------------------- commands


@pytest.fixture
def commands() -> Typer:
    app = Typer()
    app.command("speak")(speak_command)
    app.command("transcribe")(transcribe)
    return app


def test_what_is_spoken_can_be_transcribed(commands: Typer, tmp_path: Path) -> None:
    out, times = tmp_path / "out.wav", tmp_path / "out.json"
    said = CliRunner().invoke(
        commands,
        ["speak", "theresa-nowak", "The cancer has come back.", "--emotion", "sadness:0.8",
         "-o", str(out), "--timings", str(times)],
    )  # fmt: skip
    assert said.exit_code == 0, said.output
    facts = json.loads(times.read_text(encoding="utf-8"))
    assert [word["text"] for word in facts["words"]] == "The cancer has come back.".split()
    heard = CliRunner().invoke(commands, ["transcribe", str(out), "--json"])
    assert "cancer has come back" in json.loads(heard.stdout)["text"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["transcribe", "/nowhere.wav"], "no file"),
        (["transcribe", __file__], "no sound file"),
        (["speak", "nobody", "Hello.", "-o", "/tmp/x.wav"], "scenarios list"),
        (["speak", "-", "Hello.", "--voice", "af_nobody", "-o", "/tmp/x.wav"], "af_heart"),
        (["speak", "-", "Hi.", "--voice", "af_heart", "--emotion", "sad:x", "-o", "/x.wav"], "0.8"),
        (["speak", "-", " ", "--voice", "af_heart", "-o", "/tmp/x.wav"], "nothing to say"),
    ],
)
def test_mistakes_are_explained(commands: Typer, arguments: list[str], says: str) -> None:
    result = CliRunner().invoke(commands, arguments)
    assert result.exit_code == 1
    assert says in result.output


def test_an_empty_sound_file_holds_no_words(commands: Typer, tmp_path: Path) -> None:
    path = write_wav(tmp_path / "empty.wav", np.zeros(0, np.int16))
    result = CliRunner().invoke(commands, ["transcribe", str(path), "--json"])
    assert result.exit_code == 0, result.output
    assert json.loads(result.stdout)["text"] == ""
