from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from app.patient.acts.examples import (
    HELD_OUT_FILES,
    TRAINING_FILES,
    ExampleError,
    read_examples,
)
from app.patient.acts.text import recogniser_form
from app.patient.acts.vocabulary import HEARD


def test_sections_and_further_acts(tmp_path: Path) -> None:
    file = tmp_path / "some.txt"
    file.write_text("# a comment\n#wish\nI wish it were.|apologises\n#open_q\nWhy?\n")
    first, second = read_examples([file])
    assert first.acts == {"wish", "apologises"}
    assert (second.text, second.section) == ("Why?", "open_q")


def test_one_text_in_two_sections_is_one_example(tmp_path: Path) -> None:
    file = tmp_path / "some.txt"
    file.write_text("#wish\nIf only.\n#understands\nif only\n")
    (example,) = read_examples([file])
    assert example.acts == {"wish", "understands"}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("#hope\nx\n", "line 1: unknown act 'hope'"),
        ("#wish\nx|hope\n", "line 2"),
        ("x\n", "line 1"),
    ],
)
def test_a_mistake_names_its_line(tmp_path: Path, text: str, says: str) -> None:
    file = tmp_path / "bad.txt"
    file.write_text(text)
    with pytest.raises(ExampleError, match=says):
        read_examples([file])


def test_nobody_is_trained_on_what_is_held_out() -> None:
    trained = {recogniser_form(one.text) for one in read_examples(TRAINING_FILES)}
    held_out = {recogniser_form(one.text) for one in read_examples(HELD_OUT_FILES)}
    assert not trained & held_out


def test_every_act_has_its_examples() -> None:
    count = Counter(act for one in read_examples(TRAINING_FILES) for act in one.acts)
    assert min(count[act] for act in HEARD) >= 60
