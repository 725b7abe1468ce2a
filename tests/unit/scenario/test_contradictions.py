"""One part of a scenario denies another, as where a text was copied from another patient's."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.scenario.checks import check_file
from tests.support.scenarios import SMALL

HOME = '  home: "Above'


def found(tmp_path: Path, *changes: tuple[str, str]) -> list[str]:
    text = SMALL
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    path = tmp_path / "small.yaml"
    path.write_text(text)
    problems = [problem for problem in check_file(path) if problem.level == "error"]
    return [f"{problem.field}: {problem.message}" for problem in problems]


@pytest.mark.parametrize(
    ("changes", "field", "message"),
    [
        (
            [('chart: ["A baker"]', 'chart: ["A 61-year-old baker"]')],
            "brief.chart[0]",
            "says 61, and identity.age is 50",
        ),
        (
            [('text: "The oven is old."', 'text: "I\'m fifty-two, the oven is old."')],
            "situations[0].lines[3].text",
            "says 52",
        ),
        (
            [
                (
                    '  home: "Above',
                    '  family: {husband: {about: "Died last year"}}\n  home: "Above',
                ),
                ('text: "The oven is old."', 'text: "My husband visits it on Sundays."'),
            ],
            "situations[0].lines[3].text",
            "identity.family.husband says they are dead",
        ),
        (
            [
                (HOME, f"  family: {{wife: {{name: Ruth}}}}\n{HOME}"),
                ('task: "Tell her."', 'task: "Tell the widow."'),
            ],
            "brief.task",
            "identity.family.wife does not say that they died",
        ),
        (
            [('task: "Tell her."', 'task: "Her daughters Catherine and Mioko know."')],
            "brief.task",
            "'Catherine' stands nowhere in identity",
        ),
        (
            [
                ('  work: "Baker"', '  work: "Baker"\n  beliefs: "Not particularly religious"'),
                ('task: "Tell her."', 'task: "Tell her. She prays five times a day."'),
            ],
            "brief.task",
            "identity.beliefs says not religious",
        ),
    ],
)
def test_what_contradicts(
    tmp_path: Path, changes: list[tuple[str, str]], field: str, message: str
) -> None:
    problems = found(tmp_path, *changes)
    assert any(one.startswith(f"{field}: ") and message in one for one in problems), problems


def test_what_only_seems_to(tmp_path: Path) -> None:
    family = '  family: {son: {name: Tom, age: 61}, mother: {about: "A baker; died at 71"}}\n'
    problems = found(
        tmp_path,
        (HOME, family + HOME),
        ('chart: ["A baker"]', 'chart: ["A 50-year-old baker, son a 61-year-old"]'),
        (
            'text: "The oven is old."',
            'text: "I am ten minutes late. My mother is dead. My son Tom."',
        ),
    )
    assert problems == []


def test_a_line_that_no_talk_comes_to(tmp_path: Path) -> None:
    when = "when: {acts: [open_q], topics: [oven]}"
    late = found(tmp_path, (when, "when: {acts: [open_q], after: [news.mine]}"))
    assert any("hi.oven: no talk can come to this line: none of news.mine" in one for one in late)
    never = found(tmp_path, (when, "when: {acts: [open_q], told: [asleep], phase: [storm]}"))
    assert never == []
