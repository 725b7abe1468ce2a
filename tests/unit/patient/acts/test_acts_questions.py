from __future__ import annotations

import pytest

from app.patient.acts.questions import form


@pytest.mark.parametrize(
    "sentence",
    [
        "What have you been told so far?",
        "so how are you sleeping these days",
        "Tell me about your sister.",
        "Could you say more about that?",
        "You should've what?",
        "With whom... who is at home with you?",
    ],
)
def test_open(sentence: str) -> None:
    assert form(sentence) == "open_q"


@pytest.mark.parametrize(
    "sentence",
    [
        "Do you smoke?",
        "any chest pain",
        "Can you repeat that back to me?",
        "You live with your son, right?",
        "is your husband a witness as well",
        "Red cells too?",
    ],
)
def test_closed(sentence: str) -> None:
    assert form(sentence) == "closed_q"


@pytest.mark.parametrize(
    "sentence",
    ["How nice.", "What a good father you are.", "You've done everything right.", "Okay.", "",
     "when my dad died I felt the same", "So what matters is your conscience."],
)  # fmt: skip
def test_no_question(sentence: str) -> None:
    assert form(sentence) is None
