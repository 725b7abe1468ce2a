"""A finished sentence, and one that breaks off."""

from __future__ import annotations

import pytest

from app.call.completeness import completeness, completeness_of_words


@pytest.mark.parametrize("text", ["How are you?", "The cancer has come back.", "I am so sorry."])
def test_finished_sentences(text: str) -> None:
    assert completeness_of_words(text) >= 0.8


@pytest.mark.parametrize(
    "text", ["The scan shows that", "and", "I wanted to", "So, because...", "It's"]
)
def test_sentences_that_break_off(text: str) -> None:
    assert completeness_of_words(text) <= 0.2


def test_the_sound_moves_the_vote_and_never_makes_it_alone() -> None:
    text = "The cancer has come back."
    assert completeness(text, 0.0) < completeness(text, None) < completeness(text, 1.0)
    assert completeness(text, 0.0) >= 0.5
