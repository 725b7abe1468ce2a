from __future__ import annotations

import pytest

from app.patient.acts import ActContext
from app.patient.acts.names import wrong_name

THERESA = ActContext(
    patient_name="Theresa Nowak",
    called="Theresa",
    surname="Nowak",
    titles=("Ms.",),
    others=("Adam", "Diane", "Frank"),
)


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("Hi Patricia, how are you?", "patricia"),
        ("so, susan, the scan", "susan"),
        ("Good afternoon, Mrs. Miller.", "mrs miller"),
        ("Good afternoon, Mrs. Nowak.", "mrs nowak"),
        ("Hello, Miss Miller.", "miss miller"),
    ],
)
def test_wrong(text: str, heard: str) -> None:
    assert wrong_name(text, THERESA) == heard


@pytest.mark.parametrize(
    "text",
    [
        "Hi Teresa, I'm Susan.",
        "Hello Ms. Novak, my name is Mark.",
        "Is Adam at home? And Diane, could she come?",
        "Okay Frank is taking the bus.",
        "Hi, I'm Dr. Rose.",
        "We will mark the spot on your back.",
        "Thank you. That took grace.",
        "Did you miss your follow-up visits?",
        "Is there a Mr. Nowak?",
    ],
)
def test_right_or_somebody_else(text: str) -> None:
    assert wrong_name(text, THERESA) is None


def test_without_a_patient_no_name_is_wrong() -> None:
    assert wrong_name("Hi Patricia", ActContext()) is None
