from __future__ import annotations

import pytest

from app.patient.sought import sought


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Who looks after the house?", "who"),
        ("how long have you had it", "how_long"),
        ("Since when do you sleep badly?", "how_long"),
        ("How many pills do you take?", "how_many"),
        ("How many years did you carry the mail?", "how_long"),
        ("When did it begin?", "when"),
        ("What time do you get up?", "when"),
        ("Where do you live?", "where"),
        ("Why did you stop?", "why"),
        ("What made you give it up?", "why"),
        ("How do you get here?", "how"),
        ("What do you remember?", "what"),
        ("Do you smoke?", "yes_no"),
        ("Is there a part that you keep going over?", "yes_no"),
        ("I am so sorry. Who is with you?", "who"),
        ("Who is with you? Is it your son?", "yes_no"),
        ("Do you know when he comes?", "yes_no"),
        ("Any fever or something like it?", "yes_no"),
    ],
)
def test_what_a_question_wants(text: str, wanted: str) -> None:
    assert sought(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "I am sorry.",
        "The scan shows that it is back.",
        "",
        "Hm",
        "May I ask you something?",
        "Would you like to know more?",
        "Is it dull or sharp?",
        "Tell me about your work.",
    ],
)
def test_nothing_that_a_plain_word_could_answer_is_asked(text: str) -> None:
    assert sought(text) is None
