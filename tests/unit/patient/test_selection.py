"""Which line is chosen: what keeps a line back, and for how long."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.patient import Talk
from app.scenario import parse_scenario
from tests.support.scenarios import SMALL, Tagged, small
from tests.support.talks import Stage

ALMOST = """\
- id: almost
  about: "what is nearly said"
  when: {phase: [storm], acts: [values_goals]}
  lines:
  - {id: almost.sleep, text: "To sleep at night.", hint: asleep, said_to: ["What matters to you now?", "what do you hope for"]}
  - {id: almost.clock, text: "That clock. Never mind.", hint: asleep, said_to: ["What wakes you up?", "what is it at four"]}
  - {id: almost.door, text: "I look at the door a lot.", hint: asleep, said_to: ["What are you afraid of?", "is it the fire"]}
"""  # noqa: E501
AGAIN = """\
- id: again
  about: "the name once more"
  when: {acts: [respects], slots: [name]}
  lines:
  - {id: again.name, text: "You are kind, {name}.", said_to: ["You did well", "that was brave"]}
"""
AFTERWARDS = """\
- id: afterwards
  about: "what follows the oven"
  when: {acts: [explores], after: [hi.oven]}
  lines:
  - {id: afterwards.bread, text: "It bakes unevenly.", said_to: ["How so?", "tell me more of that"]}
"""

MORE_OF_IT = """\
- id: more_of_it
  about: "what she tells of the secret"
  when: {phase: [storm], topics: [fault], acts: [open_q]}
  lines:
  - id: told.smoke
    text: "I woke in the smoke."
    discloses: [asleep]
    said_to: ["How did that night end?", "what woke you"]
"""


def stage(further: str = "", score: float = 0.95) -> Stage:
    made = Stage(Talk(small(further), Tagged(score), None, seed=1))
    made.open()
    return made


@pytest.mark.parametrize(("score", "given"), [(0.95, True), (0.3, False)])
def test_a_hint_waits_for_an_act_that_is_sure(score: float, given: bool) -> None:
    made = stage(ALMOST)
    made.say("The oven is gone [gives_news]")
    heard = Stage(Talk(small(ALMOST), Tagged(score), None, seed=1))
    heard.state, heard.t = made.state, made.t
    said = heard.say("What matters to you now? [values_goals]")
    assert (said == ["To sleep at night."]) is given


def test_there_are_two_hints_and_no_more() -> None:
    made = stage(ALMOST)
    made.say("The oven is gone [gives_news]")
    said = [
        made.say(f"{words} [values_goals]")[0]
        for words in ("What matters to you now?", "What wakes you up?", "What are you afraid of?")
    ]
    assert said[:2] == ["To sleep at night.", "That clock. Never mind."]
    assert said[2] != "I look at the door a lot."


def test_the_learners_own_words_are_not_given_back_all_the_time() -> None:
    made = stage(AGAIN)
    assert made.say("I'm Dr. Chen [introduces]") == ["Good day, Dr. Chen."]
    assert made.say("You did well [respects]") != ["You are kind, Dr. Chen."]
    for _ in range(4):
        made.say("Mumble [other]")
    assert made.say("You did well [respects]") == ["You are kind, Dr. Chen."]


@pytest.mark.parametrize(("between", "follows"), [(1, True), (3, False)])
def test_what_follows_a_line_follows_it_soon(between: int, follows: bool) -> None:
    made = stage(AFTERWARDS)
    assert made.say("How is the oven? [open_q]") == ["The oven is old."]
    for _ in range(between):
        made.say("Mumble [other]")
    assert (made.say("How so? [explores]") == ["It bakes unevenly."]) is follows


def test_the_patient_speaks_up_once_between_two_turns_of_the_learner() -> None:
    made = stage()
    made.say("The oven is gone [gives_news]")
    made.quiet(4)
    first, second = made.quiet(8), made.quiet(12)
    assert first
    assert second == []
    assert made.quiet(21)  # anybody would ask by then


@pytest.mark.parametrize(("score", "ends"), [(0.95, True), (0.9, False)])
def test_only_a_sure_farewell_ends_the_talk(score: float, ends: bool) -> None:
    made = stage(score=score)
    made.say("Goodbye [farewell]")
    assert (made.ending is not None) is ends


@pytest.mark.parametrize("told", [True, False])
def test_what_is_told_needs_no_topic_to_be_gone_on_with(told: bool) -> None:
    made = stage(MORE_OF_IT)
    made.say("The oven is gone [gives_news]")
    state = made.state
    made.state = replace(
        state,
        told=frozenset({"asleep"}) if told else state.told,
        values=replace(state.values, trust=0.9, arousal=0.2),
    )
    said = made.say("How did that night end? [open_q]")
    assert (said == ["I woke in the smoke."]) is told


NEARBY = """\
- id: nearby
  about: "who is there"
  when: {phase: [calm], topics: [plan], acts: [closed_q]}
  lines:
  - {id: nearby.me, text: "Just me.", discloses: [alone], said_to: ["is any one there", "who is there"]}
"""  # noqa: E501


@pytest.mark.parametrize(("trust", "told"), [(0.0, True), (0.1, False)])
def test_what_anybody_may_hear_needs_no_topic_where_the_words_are_its_own(
    trust: float, told: bool
) -> None:
    fact = 'alone: {says: "She is alone", topics: [plan], tells: ["just me", "on my own"], trust: '
    facts = f"  {fact}{trust}}}\n"
    words = SMALL.replace("clinical_truth:", facts + "clinical_truth:") + NEARBY
    made = Stage(Talk(parse_scenario(words, "small.yaml")[0], Tagged(), None, seed=1))
    made.open()
    answer = made.say("is any one there [closed_q]")
    assert (answer == ["Just me."]) is told
