"""The same person, easier or harder to reach."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.scenario import Entry, Library
from app.scenario.ease import EASES, at_ease, eases
from tests.support.scenarios import small

SCENARIOS = Path(__file__).parents[3] / "scenarios"


def test_a_mind_begins_at_the_ends_of_its_knobs() -> None:
    knobs = "knobs: {trust_start: [0.2, 0.6], arousal_start: [0.1, 0.7]}\n"
    scenario = small(knobs)
    easier, harder = (at_ease(scenario, ease).mind.start for ease in ("easier", "harder"))
    assert (easier.trust, easier.arousal) == (0.6, 0.1)
    assert (harder.trust, harder.arousal) == (0.2, 0.7)
    assert easier.patience == harder.patience == scenario.mind.start.patience
    assert at_ease(scenario, "usual") == scenario


def test_without_knobs_there_is_nothing_to_choose() -> None:
    assert eases(small()) == ("usual",)


@pytest.mark.parametrize("entry", Library(SCENARIOS).list(), ids=lambda e: e.scenario.id)
def test_every_patient_can_be_easier_and_harder_to_reach(entry: Entry) -> None:
    assert eases(entry.scenario) == EASES
    trust = [entry.at(ease).scenario.mind.start.trust for ease in EASES]
    assert trust == sorted(trust, reverse=True)
    assert trust[0] - trust[2] >= 0.2
    assert entry.at("harder").hash == entry.hash
