"""Simulated clinicians of graded skill with every patient: their words, misheard, go through the
classifier, and skill shows."""

from __future__ import annotations

from functools import cache
from statistics import fmean

import pytest

from app.events import LearnerUtterance
from app.rehearsal.clinicians import STYLES, Clinician, Kind, load_bank, load_common
from app.rehearsal.rehearse import rehearse_talk
from app.scenario import Entry
from tests.support.patients import ENTRIES, IDS, SCENARIOS, talk_with
from tests.support.sound import assert_sound

SEEDS = (1, 2, 3)
ERRORS = 0.05
"""Share of words misheard, about what the embedded recogniser does in a quiet room."""
EVERY = pytest.mark.parametrize("entry", ENTRIES, ids=IDS)


@cache
def outcome(scenario_id: str, name: str) -> tuple[float, float]:
    """Trust at the end and facts told, on average."""
    entry = ENTRIES[IDS.index(scenario_id)]
    bank = load_bank(SCENARIOS / "clinicians", scenario_id)
    common = load_common(SCENARIOS / "clinicians")
    trust, told = [], []
    for seed in SEEDS:
        talk = talk_with(entry.scenario, seed)
        log = rehearse_talk(
            talk, entry, Clinician(Kind.named(name), bank, common, seed, ERRORS), seed
        )
        assert_sound(talk, log)
        state = talk.replay(log)
        trust.append(state.values.trust)
        told.append(len(state.told))
        assert sum(isinstance(event, LearnerUtterance) for event in log) >= 3
    return fmean(trust), fmean(told)


@EVERY
@pytest.mark.parametrize("style", STYLES)
def test_the_skilled_gain_trust_and_are_told_more(entry: Entry, style: str) -> None:
    skilled, other = outcome(entry.scenario.id, "skilled"), outcome(entry.scenario.id, style)
    assert skilled[0] >= other[0] + 0.1, (skilled, other)
    assert skilled[1] > other[1], (skilled, other)


@EVERY
def test_skill_shows_by_degrees(entry: Entry) -> None:
    """Averaged over the styles, more skill is more trust."""
    trust = [
        fmean(outcome(entry.scenario.id, f"{style}-{level}")[0] for style in STYLES)
        for level in (1, 3, 5)
    ]
    assert trust[0] < trust[1] < trust[2], trust


@EVERY
def test_the_clinician_knows_what_the_patient_asks(entry: Entry) -> None:
    """Words for every topic that the patient asks about, and for every step towards what is
    hidden."""
    scenario = entry.scenario
    bank = load_bank(SCENARIOS / "clinicians", scenario.id)
    asked = {line.asks for line in scenario.lines.values() if line.asks}
    assert len(asked - bank.answers.keys()) <= len(asked) // 4, asked - bank.answers.keys()
    hints = {hint.line for hint in scenario.hints}
    assert hints <= bank.takes_up.keys()
    assert bank.takes_up.keys() <= scenario.lines.keys(), bank.takes_up.keys() - scenario.lines
