"""Every mistake in a scenario is named with its line, all at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.scenario import Problem, ScenarioError, load_scenario, parse_scenario
from tests.support.scenarios import SMALL, small


def problems(text: str) -> tuple[Problem, ...]:
    with pytest.raises(ScenarioError) as caught:
        parse_scenario(text, "small.yaml")
    return caught.value.problems


def line_of(text: str, part: str) -> int:
    return text[: text.index(part)].count("\n") + 1


def test_a_scenario_reads_and_lines_inherit_key_by_key() -> None:
    line = small().lines["news.no"]
    assert line.when.phase == ("storm",)
    assert line.when.acts == ("gives_news",)
    assert (line.how.emotion, line.how.intensity, line.how.pause) == ("shock", 0.8, 1.0)


def test_an_unknown_field_is_named_with_its_line_and_a_guess() -> None:
    text = SMALL.replace('card: "A baker', 'crad: "A baker')
    unknown, missing = sorted(problems(text), key=lambda p: p.field != "crad")
    assert (unknown.line, unknown.field) == (line_of(text, "crad"), "crad")
    assert "did you mean 'card'" in unknown.message
    assert missing.field == "card"
    assert "missing" in missing.message


def test_all_mistakes_are_told_at_once() -> None:
    text = (
        SMALL.replace("age: 50", "age: fifty")
        .replace("trust: 0.5,", "trust: 5,")
        .replace("minutes: 10", "minutes: yes")
    )
    assert {problem.field for problem in problems(text)} == {
        "identity.age",
        "mind.start.trust",
        "brief.minutes",
    }


@pytest.mark.parametrize(
    ("old", "new", "field", "part"),
    [
        (
            "acts: [dismisses]",
            "acts: [dismises]",
            "situations[1].lines[3].when.acts[0]",
            "dismises",
        ),
        (
            "line: news.mine",
            "line: news.yours",
            "situations[1].lines[0].then[0].line",
            "news.yours",
        ),
        ("    topics: [fault]\n", "    topics: [falt]\n", "facts.asleep.topics[0]", "falt"),
        ("goodbye: bye.cold", "goodbye: bye.colt", "endings.cold.goodbye", "bye.colt"),
        ("from: [calm]", "from: [clam]", "phases.storm.from[0]", "clam"),
        ("emotion: shame", "emotion: shamed", "situations[2].how.emotion", "shamed"),
    ],
)
def test_a_name_that_nothing_declares(old: str, new: str, field: str, part: str) -> None:
    assert old in SMALL
    text = SMALL.replace(old, new, 1)
    (problem,) = problems(text)
    assert problem.field == field
    assert problem.line == line_of(text, part)
    assert "did you mean" in problem.message or part == "news.yours"


def test_ids_used_twice_and_keys_given_twice() -> None:
    text = SMALL.replace("id: news.mine", "id: news.no").replace(
        "schema: 1\n", "schema: 1\ntitle: again\n"
    )
    messages = [problem.message for problem in problems(text)]
    assert any("given twice (first on line 2)" in message for message in messages)
    assert any("'news.no' is used twice" in message for message in messages)


def test_a_syntax_error_has_its_place() -> None:
    text = SMALL.replace("facts:\n", "facts: [\n")
    (problem,) = problems(text)
    assert problem.line >= line_of(text, "facts: [")
    assert "not YAML" in problem.message


@pytest.mark.parametrize(
    "text",
    [
        "",
        "just words",
        "- a\n- list",
        "a: &x [1]\nb: *x",
        "a: !!python/object:os.system {}",
        "a: " + "[" * 60 + "]" * 60,
        "? [a, b]\n: c",
        "a: 1\n---\nb: 2",
        "\x00",
        "a: .nan",
    ],
)
def test_what_is_no_scenario_is_refused_with_a_place(text: str) -> None:
    assert problems(text)[0].line >= 1


def test_a_bomb_of_aliases_does_not_explode() -> None:
    rows = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    for here, before in zip("bcdefghij", "abcdefghi", strict=True):
        rows.append(f"{here}: &{here} [{', '.join([f'*{before}'] * 9)}]")
    assert any("aliases" in problem.message for problem in problems("\n".join(rows)))


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    huge = tmp_path / "huge.yaml"
    huge.write_bytes(b"a" * (5 * 1024 * 1024 + 1))
    latin = tmp_path / "latin.yaml"
    latin.write_bytes(b"title: caf\xe9")
    for path, part in (
        (huge, "larger than 5 MB"),
        (latin, "UTF-8"),
        (tmp_path / "none.yaml", "No such file"),
        (tmp_path, "cannot be read"),
    ):
        with pytest.raises(ScenarioError, match=part):
            load_scenario(path)


def test_numbers_are_numbers() -> None:
    for wrong in ('"0.5"', "true", "-0.1", "1.1"):
        text = SMALL.replace("trust: 0.5,", f"trust: {wrong},")
        assert problems(text)[0].field == "mind.start.trust"


def test_an_empty_range_says_what_to_write() -> None:
    text = SMALL.replace("trust: [0.6, 1.0]", "trust: [0.9, 0.6]")
    assert "write [low, high]" in problems(text)[0].message
