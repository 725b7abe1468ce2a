"""What is done to speech when it is played, and how it is kept."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import textwrap
import threading
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from app.speech.delivery import EFFECTS, deliver
from app.speech.grades import grade
from app.speech.prepared import PreparedSpeech
from app.speech.sound import join
from app.speech.stretch import stretched
from app.speech.types import CALL_RATE, Delivery, Phoneme, Speech, SpeechError, Voice, Word
from app.speech.voicing import LineToVoice, VoicingQueue, voice_ahead

VOICE = Voice("af_heart", 0.95, "f_mid")
NEUTRAL = Delivery(intensity=0.0)


def hum(seconds: float = 2.0, text: str = "I am here", hertz: float = 160.0) -> Speech:
    t = np.arange(int(seconds * CALL_RATE)) / CALL_RATE
    sound = sum(np.sin(2 * np.pi * hertz * k * t) / k for k in range(1, 6))
    samples = np.round(np.asarray(sound) * 6000).astype(np.int16)
    words = text.split()
    each = seconds / len(words)
    return Speech(
        samples, text,
        tuple(Word(w, i * each, (i + 1) * each) for i, w in enumerate(words)),
        tuple(Phoneme("ə", i * each, (i + 1) * each, 1) for i in range(len(words))),
        "hum",
    )  # fmt: skip


def test_a_neutral_delivery_changes_nothing() -> None:
    speech = hum()
    assert (deliver(speech, NEUTRAL).samples == speech.samples).all()


def test_pause_and_breath_come_once_and_move_the_times() -> None:
    speech = hum()
    delivery = replace(NEUTRAL, pause=1.0, breath=0.6)
    first = deliver(speech, delivery)
    before = first.seconds - speech.seconds
    assert 1.0 <= before < 1.15
    assert first.words[0].start == pytest.approx(before, abs=0.001)
    assert np.abs(first.samples[: int(0.4 * CALL_RATE)]).max() == 0
    breath = first.samples[int(0.5 * CALL_RATE) : int(before * CALL_RATE)]
    assert 50 < np.abs(breath.astype(int)).max() < 3000
    assert deliver(speech, delivery, first=False).seconds == speech.seconds


@pytest.mark.parametrize("emotion", sorted(EFFECTS))
def test_every_emotion_keeps_the_times_true(emotion: str) -> None:
    speech = deliver(hum(), Delivery(emotion, 1.0))
    assert speech.words[-1].end == pytest.approx(speech.seconds, abs=0.01)
    assert speech.samples.dtype == np.int16
    assert np.abs(speech.samples.astype(int)).max() < 32767


def test_sadness_is_slower_and_softer_than_anger() -> None:
    sad, angry = (deliver(hum(), Delivery(name, 0.6)) for name in ("sadness", "anger"))
    assert sad.seconds > angry.seconds
    assert np.std(sad.samples) < np.std(angry.samples)


def test_a_trembling_voice_wavers_but_keeps_its_length() -> None:
    speech = hum()
    shaking = deliver(speech, replace(NEUTRAL, tremble=1.0))
    assert len(shaking.samples) == len(speech.samples)
    frames = shaking.samples[: len(shaking.samples) // 4800 * 4800].reshape(-1, 4800)
    steady = speech.samples[: len(speech.samples) // 4800 * 4800].reshape(-1, 4800)
    assert frames.std(axis=1).std() > 3 * steady.std(axis=1).std()


@pytest.mark.parametrize("rate", [0.8, 1.25])
def test_stretching_keeps_pitch_and_scales_times(rate: float) -> None:
    speech = stretched(hum(), rate)
    assert speech.seconds == pytest.approx(2.0 / rate, rel=0.05)
    assert speech.words[-1].end == pytest.approx(speech.seconds, abs=0.01)
    spectrum = np.abs(np.fft.rfft(speech.samples[CALL_RATE // 2 :][:CALL_RATE]))
    assert abs(int(np.argmax(spectrum)) - 160) <= 2


def test_there_are_three_grades() -> None:
    deliveries = [
        Delivery(e, i, p) for e in EFFECTS for i in (0.1, 0.9) for p in ("slow", "normal")
    ]
    assert {grade(d) for d in deliveries} == {"slow", "normal", "fast"}
    assert grade(Delivery("sadness", 0.9)) == "slow"
    assert grade(Delivery("sadness", 0.9, "fast")) == "fast"


def test_joined_speech_counts_time_through() -> None:
    both = join([hum(text="I am"), hum(text="so tired")])
    assert both.text == "I am so tired"
    assert both.seconds == 4.0
    assert both.words[2].start == pytest.approx(2.0)


# ---------------------------------------------------------------- the store


def test_what_is_kept_comes_back(tmp_path: Path) -> None:
    store = PreparedSpeech(tmp_path)
    speech = hum()
    assert store.get(speech.text, VOICE, NEUTRAL, "hum") is None
    store.put(speech.text, VOICE, NEUTRAL, "hum", speech)
    back = store.get("I  am here", VOICE, NEUTRAL, "hum")
    assert back is not None
    assert back.prepared
    assert len(back.samples) == len(speech.samples)
    assert [word.text for word in back.words] == speech.text.split()
    assert [word.end for word in back.words] == pytest.approx(
        [w.end for w in speech.words], abs=1e-3
    )
    assert np.corrcoef(back.samples.astype(float), speech.samples.astype(float))[0, 1] > 0.95
    for other in (("I am there", VOICE, "hum"), (speech.text, Voice("x"), "hum"),
                  (speech.text, VOICE, "kokoro")):  # fmt: skip
        assert store.get(other[0], other[1], NEUTRAL, other[2]) is None


def test_another_grade_serves_at_the_tempo_asked_for(tmp_path: Path) -> None:
    store = PreparedSpeech(tmp_path)
    store.put("I am here", VOICE, NEUTRAL, "hum", hum())
    slow = store.get("I am here", VOICE, replace(NEUTRAL, pace="slow"), "hum")
    assert slow is not None
    assert slow.seconds > 2.2
    assert not store.has("I am here", VOICE, replace(NEUTRAL, pace="slow"), "hum")


@pytest.mark.parametrize("ending", ["opus", "json"])
def test_a_damaged_entry_counts_as_missing(tmp_path: Path, ending: str) -> None:
    store = PreparedSpeech(tmp_path)
    store.put("I am here", VOICE, NEUTRAL, "hum", hum())
    (file,) = tmp_path.rglob(f"*.{ending}")
    file.write_bytes(b"garbage")
    assert store.get("I am here", VOICE, NEUTRAL, "hum") is None
    assert not store.has("I am here", VOICE, NEUTRAL, "hum")


def test_a_bundle_ships_lines_and_is_always_the_same(tmp_path: Path) -> None:
    store = PreparedSpeech(tmp_path / "own")
    store.put("I am here", VOICE, NEUTRAL, "hum", hum())
    wanted = [("I am here", VOICE, NEUTRAL), ("Not voiced", VOICE, NEUTRAL)]
    shipped = tmp_path / "voiced"
    for name in ("one.zip", "two.zip"):
        assert store.bundle(wanted, "hum", shipped / name) == 1
    assert (shipped / "one.zip").read_bytes() == (shipped / "two.zip").read_bytes()
    (shipped / "broken.zip").write_bytes(b"no zip")
    elsewhere = PreparedSpeech(tmp_path / "elsewhere", shipped=shipped)
    assert elsewhere.has("I am here", VOICE, NEUTRAL, "hum")
    speech = elsewhere.get("I am here", VOICE, NEUTRAL, "hum")
    assert speech is not None
    assert speech.text == "I am here"
    assert zipfile.ZipFile(shipped / "one.zip").testzip() is None


def test_a_full_disk_is_told_and_keeps_nothing_half_written(tmp_path: Path) -> None:
    script = textwrap.dedent(
        """
        import sys
        from pathlib import Path
        from app.speech.prepared import PreparedSpeech, StoreFull
        from tests.unit.speech.test_playback import NEUTRAL, VOICE, hum
        store = PreparedSpeech(Path(sys.argv[1]))
        try:
            store.put("I am here", VOICE, NEUTRAL, "hum", hum())
        except StoreFull as error:
            print("full:", error)
        """
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path)], capture_output=True, text=True, check=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000)),
    )  # fmt: skip
    assert "full: No room to keep voiced speech" in done.stdout
    assert "DATA_DIR" in done.stdout
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


# ---------------------------------------------------------------- voicing ahead


class Hummer:
    """A synthesizer that hums, refuses "unsayable", and counts."""

    name = "hum"

    def __init__(self) -> None:
        self.said: list[str] = []

    def speak(
        self, text: str, voice: Voice, delivery: Delivery, quick: bool = False
    ) -> Iterator[Speech]:
        if text == "unsayable":
            raise SpeechError("no sound for it")
        self.said.append(text)
        yield hum(0.2, text)


def lines(*texts: str) -> list[LineToVoice]:
    return [LineToVoice(text, VOICE, NEUTRAL) for text in texts]


def test_lines_are_voiced_once_in_order(tmp_path: Path) -> None:
    store, hummer = PreparedSpeech(tmp_path), Hummer()
    seen: list[tuple[int, int]] = []
    result = voice_ahead(
        lines("one", "unsayable", "two"), hummer, store, progress=lambda d, t: seen.append((d, t))
    )
    assert (result.done, result.total, result.failed) == (3, 3, ("unsayable",))
    assert hummer.said == ["one", "two"]
    assert seen == [(0, 3), (1, 3), (2, 3), (3, 3)]
    voice_ahead(lines("one", "two"), hummer, store)
    assert hummer.said == ["one", "two"]


def test_calls_come_first(tmp_path: Path) -> None:
    hummer, stop, asked = Hummer(), threading.Event(), 0

    def busy() -> bool:
        nonlocal asked
        asked += 1
        if asked == 3:
            stop.set()
        return True

    result = voice_ahead(lines("one"), hummer, PreparedSpeech(tmp_path), busy=busy, stop=stop)
    assert result.done == 0
    assert hummer.said == []


def test_a_full_disk_ends_voicing_and_says_why(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    store = PreparedSpeech(blocked)
    result = voice_ahead(lines("one"), Hummer(), store)
    assert result.failed == ("one",)


def test_the_queue_works_through_scenarios_and_stops(tmp_path: Path) -> None:
    store, hummer = PreparedSpeech(tmp_path), Hummer()
    queue = VoicingQueue(lambda: hummer, store)
    queue.request("a", lines("one", "two"))
    queue.request("b", lines("three"))
    assert queue.progress("c") is None
    thread = queue._thread
    if thread is not None:
        thread.join(20)
    done_a, done_b = queue.progress("a"), queue.progress("b")
    assert done_a is not None
    assert done_b is not None
    assert (done_a.done, done_b.done) == (2, 1)
    queue.close()
    assert sorted(hummer.said) == ["one", "three", "two"]


def test_the_json_of_an_entry_can_be_read_by_others(tmp_path: Path) -> None:
    PreparedSpeech(tmp_path).put("I am here", VOICE, NEUTRAL, "hum", hum())
    (file,) = tmp_path.rglob("*.json")
    facts = json.loads(file.read_text(encoding="utf-8"))
    assert facts["words"][0] == ["I", 0.0, 0.6667]
