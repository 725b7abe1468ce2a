"""A line's delivery, coloured by the mind; and the emotion that a mind shows."""

from __future__ import annotations

from dataclasses import replace

from app.patient.directive import for_line
from app.patient.emotion import derive
from app.patient.fold import Fold
from app.scenario.lines import How
from tests.support.scenarios import small

START = Fold(small(), "base").begin()


def test_a_flooded_mind_says_it_more_strongly_and_less_steadily() -> None:
    how = How(emotion="fear", intensity=0.5, pace="slow", pause=1.0)
    calm = for_line(how, replace(START.values, arousal=0.1))
    flooded = for_line(how, replace(START.values, arousal=0.9))
    assert flooded.intensity > calm.intensity
    assert flooded.tremble > calm.tremble
    assert flooded.delivery.pause == 1.0
    assert (flooded.delivery.emotion, flooded.delivery.pace) == ("fear", "slow")


def test_cues_move_gaze_and_breath() -> None:
    how = How(emotion="neutral", cues=("looks_away", "breath_in"))
    directive = for_line(how, START.values)
    assert directive.gaze == "away"
    assert directive.breath == 0.7


def test_the_emotion_follows_the_mind() -> None:
    scenario = small()

    def shown(**values: float) -> str:
        return derive(scenario, replace(START, values=replace(START.values, **values)))[0]

    assert shown(trust=0.1) == "withdrawn"
    assert shown(arousal=0.7, control=0.3) == "fear"
    assert shown(hope=0.1, arousal=0.3) == "sadness"
    assert shown(trust=0.7, arousal=0.2) == "warm"
    blamed = replace(START, values=replace(START.values, trust=0.3), acts=(frozenset({"argues"}),))
    assert derive(scenario, blamed)[0] == "anger"
    fresh = replace(START, phase="storm", values=replace(START.values, arousal=0.8))
    assert derive(scenario, fresh)[0] == "shock"
