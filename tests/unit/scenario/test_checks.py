"""What a scenario that loads may still have wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.scenario.checks import check_file
from tests.support.scenarios import SMALL

SCENARIOS = Path(__file__).parents[3] / "scenarios"


def found(tmp_path: Path, text: str) -> list[str]:
    path = tmp_path / "small.yaml"
    path.write_text(text, encoding="utf-8")
    return [str(problem) for problem in check_file(path) if problem.level == "error"]


def test_the_small_scenario_is_clean(tmp_path: Path) -> None:
    assert found(tmp_path, SMALL) == []


@pytest.mark.parametrize("path", sorted(SCENARIOS.glob("*.yaml")), ids=lambda path: path.stem)
def test_the_shipped_scenarios_are_clean(path: Path) -> None:
    assert [str(problem) for problem in check_file(path) if problem.level == "error"] == []


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('"What?"', '"' + "word " * 31 + '"', "31 words"),
        ('"I am lost."', '"Say it again, pleased."', "nearly the words of odd.again"),
        ('"I am lost."', '"What?"', "same words as odd.what"),
        ('"I am lost."', '"I fell asleep, you see."', "betrays 'asleep'"),
        ('"I am lost."', '"Thank you for telling me."', "praises technique"),
        ("slots: [name]}", "phase: [calm]}", "add `slots: [name]`"),
        ("trust: [0.6, 1.0]", "trust: [0.3, 1.0]", "its gate is 0.6"),
        ("arousal: [0.0, 0.5]", "arousal: [0.0, 0.9]", "its gate is 0.5"),
        ("when: {after: [hint.maybe]}, ", "", "no line before it"),
        ("discloses: [asleep], ", "", "no line discloses"),
        ('said_to: ["Hello", "I\'m the doctor"]', "said_to: []", "give said_to"),
        ("when: {ending: cold}, ", "", "needs `ending: cold`"),
        ("when: {trust: [0.5, 1.0]}, goodbye", "when: {event: silence}, goodbye", "'event' never"),
        (
            "silence_kept: {trust: 0.05}",
            "silence_kept: {trust: 0.05, when: {seconds: [3, 8]}}",
            "'seconds' never holds here",
        ),
        (
            'tells: ["fell asleep", "left it on",',
            'tells: ["dozed", "napped",',
            "none of these",
        ),
        ('"was asleep", "forgot the oven"]', '"was asleep"]', "5 tell-tale phrases"),
        (
            '  - {id: odd.lost, text: "I am lost.", said_to: ["(nothing)"]}\n',
            "",
            "2 fallback lines",
        ),
    ],
)
def test_each_mistake_is_found(tmp_path: Path, old: str, new: str, message: str) -> None:
    assert old in SMALL
    assert any(message in problem for problem in found(tmp_path, SMALL.replace(old, new, 1)))


def test_a_word_that_stands_in_every_sentence_is_pointed_out(tmp_path: Path) -> None:
    path = tmp_path / "small.yaml"
    path.write_text(SMALL.replace("oven: [oven, stove]", "oven: [oven, what]"), "utf-8")
    advice = [str(one) for one in check_file(path) if one.level == "advice"]
    assert any("'what' stands in nearly every sentence" in one for one in advice)


def test_a_stem_that_is_too_short_to_find_anything_is_pointed_out(tmp_path: Path) -> None:
    path = tmp_path / "small.yaml"
    path.write_text(SMALL.replace("oven: [oven, stove]", "oven: [oven, stove, hell]"), "utf-8")
    advice = [str(one) for one in check_file(path) if one.level == "advice"]
    assert not any("too short" in one for one in advice), "one longer word is no stem"
    path.write_text(
        SMALL.replace("plan: [tomorrow, plan]", "plan: [tomorrow, plan, some]"), "utf-8"
    )
    advice = [str(one) for one in check_file(path) if one.level == "advice"]
    assert any("'some' is too short for a stem" in one for one in advice)
