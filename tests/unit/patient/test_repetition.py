"""Asking for the last words once more."""

from __future__ import annotations

import pytest

from app.patient.repetition import asks_to_repeat
from app.patient.talk import Talk
from tests.support.scenarios import Tagged, small
from tests.support.talks import Stage


@pytest.mark.parametrize(
    "text",
    [
        "Sorry, can you say that again?",
        "Could you repeat that please?",
        "Say that again.",
        "I'm sorry, I didn't catch that. Could you say it again?",
        "Pardon?",
        "what was the question you just asked me",
        "Sorry?",
        "What did you say?",
    ],
)
def test_it_is_known(text: str) -> None:
    assert asks_to_repeat(text)


@pytest.mark.parametrize(
    "text",
    [
        "Sorry.",
        "I'm so sorry.",
        "Can you say that back to me in your own words?",
        "Could you say it to your son?",
        "What did you say to your sister?",
        "What was that like?",
        "I didn't understand how hard this was.",
    ],
)
def test_it_is_not_seen_where_it_is_not(text: str) -> None:
    assert not asks_to_repeat(text)


def test_the_patient_says_the_same_again_and_is_not_moved() -> None:
    stage = Stage(Talk(small(), Tagged(), None, seed=1))
    stage.open()
    answer = stage.say("I'm Dr. Chen [introduces]")
    before = stage.state
    assert stage.say("Sorry, can you say that again?") == answer
    assert stage.state.said == before.said
    assert stage.state.values.trust == pytest.approx(before.values.trust, abs=0.01)
    assert stage.say("Say that again.") == answer
    assert stage.talk.replay(stage.log).values == stage.state.values
