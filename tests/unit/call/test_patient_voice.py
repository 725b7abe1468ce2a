"""One voice a call: the best that the machine can speak as it is loaded now."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from app.call.engines import Engines, Threads
from app.call.live_pace import LASTS_S, LivePace
from app.call.patient_voice import PatientVoices
from app.scenario import load_scenario
from app.settings import Settings
from app.speech.prepared import PreparedSpeech
from app.speech.types import Delivery, Speech, Voice

CHECKOUT = Path(__file__).resolve().parents[3]
SCENARIO = load_scenario(CHECKOUT / "scenarios" / "theresa-nowak.yaml")
SHIPPED = CHECKOUT / "scenarios" / "voiced"


class Slow:
    """A voice whose clauses last no time at all, so that any work is too much."""

    name = "kokoro"

    def speak(
        self, text: str, voice: Voice, delivery: Delivery, quick: bool = False
    ) -> Iterator[Speech]:
        for word in text.split():
            yield Speech(np.zeros(1, np.int16), word, (), (), self.name)


def voices(tmp_path: Path, shipped: Path | None) -> PatientVoices:
    settings = Settings(data_dir=tmp_path, models_dir=CHECKOUT / ".models")
    engines = Engines(settings, Threads.for_cores(1))
    engines.synthesizer = Slow()
    engines.prepared = PreparedSpeech(tmp_path / "voiced", shipped)
    return PatientVoices(engines)


async def slow_down(found: PatientVoices) -> None:
    voice = await found.voice(SCENARIO, typed_only=False)
    async for _ in voice.utter("Nobody has said these words before.", Delivery()):
        pass


async def test_a_typed_call_has_no_sound(tmp_path: Path) -> None:
    assert (await voices(tmp_path, None).voice(SCENARIO, typed_only=True)).name == "written"


async def test_a_machine_that_is_too_slow_gives_an_unvoiced_patient_the_small_voice(
    tmp_path: Path,
) -> None:
    found = voices(tmp_path, None)
    assert (await found.voice(SCENARIO, typed_only=False)).name == "kokoro"
    await slow_down(found)
    small = await found.voice(SCENARIO, typed_only=False)
    assert small.name == "hibari"
    said = [clause async for clause in small.utter("Nobody has said these words.", Delivery())]
    assert said[0].seconds > 0.5


async def test_a_patient_whose_lines_were_voiced_keeps_that_voice(tmp_path: Path) -> None:
    found = voices(tmp_path, SHIPPED)
    await slow_down(found)
    assert (await found.voice(SCENARIO, typed_only=False)).name == "kokoro"


@pytest.mark.parametrize(
    ("ratios", "slow"),
    [([], False), ([9.0, 9.0], False), ([1.2, 1.1, 1.3], True), ([0.5, 0.6, 1.1], False)],
)
def test_the_pace_is_that_of_the_last_clauses(ratios: list[float], slow: bool) -> None:
    pace = LivePace(lambda: 0.0)
    for ratio in ratios:
        pace.note(ratio, 1.0)
    assert pace.too_slow is slow


def test_an_old_measurement_is_forgotten() -> None:
    now = 0.0
    pace = LivePace(lambda: now)
    for _ in range(3):
        pace.note(2.0, 1.0)
    assert pace.too_slow
    now = LASTS_S + 1
    assert not pace.too_slow
