"""What moves a mind beside the acts: words that strike it, sentences worn out, time."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.patient import Heard, Talk
from app.patient.gates import Moment, holds
from app.scenario.condition import Condition
from app.scenario.mind import Mind
from tests.support.scenarios import Tagged, small
from tests.support.talks import Stage


@pytest.fixture
def stage() -> Stage:
    stage = Stage(Talk(small(), Tagged(), None, seed=1))
    stage.open()
    return stage


def trust_gained(stage: Stage, text: str) -> float:
    before = stage.state.values.trust
    stage.say(text, after=1.0)
    return stage.state.values.trust - before


def test_a_word_that_strikes_moves_whatever_the_act_was(stage: Stage) -> None:
    assert trust_gained(stage, "Turn that stove off [other]") == pytest.approx(-0.15)
    assert "stove" in stage.state.why
    assert trust_gained(stage, "Turn the oven off [other]") == 0.0


def test_a_sensitivity_waits_for_its_condition_and_tires_by_repetition(stage: Stage) -> None:
    assert trust_gained(stage, "That is good bread [other]") == 0.0
    stage.say("The oven is gone [gives_news]")
    first = trust_gained(stage, "Good bread, I mean it [other]")
    second = trust_gained(stage, "Very good bread [other]")
    assert first > 0.05
    assert 0 < second < first * 0.6


def test_words_that_strike_are_answered(stage: Stage) -> None:
    stage.say("The oven is gone [gives_news]")
    stage.say("I see [other]")
    assert stage.say("Such good bread [other]") == ["It is still warm."]


def test_the_same_sentence_said_again_has_worn_out(stage: Stage) -> None:
    fresh = trust_gained(stage, "You look frightened to me [names_emotion]")
    for text in ("a", "b", "c", "d"):
        stage.say(f"{text} [other]")
    elsewhere = Stage(stage.talk)
    elsewhere.state, elsewhere.t = stage.state, stage.t
    other_words = trust_gained(elsewhere, "This is a fright [names_emotion]")
    worn = trust_gained(stage, "You look frightened to me [names_emotion]")
    assert worn == pytest.approx(other_words / 2)
    assert fresh > 0


def test_a_talk_tires_by_itself(stage: Stage) -> None:
    before = stage.state.values.patience
    step = stage.talk.hear(stage.state, Heard(kind="silence", t=stage.t + 60.0, seconds=60.0))
    assert step.state.values.patience == pytest.approx(before - 0.06)


def test_a_temperament_gives_the_numbers_that_the_file_does_not() -> None:
    plain = small().mind
    given = plain.model_dump(by_alias=True, exclude_unset=True)
    fiery = Mind.model_validate({**given, "preset": "choleric"})
    assert (fiery.negativity_bias, fiery.calm_floor) == (1.8, 0.06)
    assert fiery.clamp.per_turn == plain.clamp.per_turn  # the file says it itself


@pytest.mark.parametrize(
    "text",
    [
        "I am not saying turn that stove off [other]",
        "Nobody thinks that you left that stove on [other]",
        "It isn't because you wanted that stove [other]",
    ],
)
def test_words_that_are_only_taken_back_strike_nobody(stage: Stage, text: str) -> None:
    assert trust_gained(stage, text) == 0.0


def test_words_after_a_denial_of_something_else_strike_all_the_same(stage: Stage) -> None:
    assert trust_gained(stage, "I never said no. Turn that stove off [other]") < 0.0


def test_a_line_keeps_out_of_the_way_of_words_that_strike() -> None:
    condition = Condition(not_struck=("stove",))
    state = Talk(small(), Tagged(), None, seed=1).begin()
    assert holds(condition, state, Moment())
    assert not holds(condition, state, Moment(struck=frozenset({"stove"})))


def test_one_of_several_lines_is_enough_to_have_been_said() -> None:
    state = Talk(small(), Tagged(), None, seed=1).begin()
    condition = Condition(said_any=("hi.open", "hi.back"))
    assert not holds(condition, state, Moment())
    assert holds(condition, replace(state, said=("hi.back",)), Moment())


def test_a_line_may_keep_out_of_one_variant() -> None:
    state = Talk(small(), Tagged(), None, seed=1).begin()
    assert holds(Condition(not_variant="other"), state, Moment())
    assert not holds(Condition(not_variant=state.variant), state, Moment())
