"""A log brings back the very same state, whatever happened in the talk."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from app.events import LearnerUtterance, dump_line, read_jsonl
from app.patient import Heard, Talk
from app.scenario.vocabulary import ACTS
from tests.support.scenarios import Tagged, small
from tests.support.talks import Stage

WORDS = ["the oven is gone", "whose fault", "tomorrow then", "I'm Dr. Chen", "well", ""]
utterances = st.tuples(
    st.just("say"),
    st.sampled_from(WORDS),
    st.lists(st.sampled_from(sorted(ACTS)), min_size=1, max_size=3, unique=True),
    st.floats(0.1, 90.0),
)
silences = st.tuples(st.just("quiet"), st.floats(0.5, 40.0))
steps = st.lists(
    st.one_of(utterances, utterances, silences, st.tuples(st.just("go_on"), st.floats(0.1, 9.0))),
    max_size=25,
)


@settings(max_examples=80, deadline=None)
@given(steps, st.integers(0, 5))
def test_replay_is_exact(steps: list[tuple[Any, ...]], seed: int) -> None:
    stage = Stage(Talk(small(), Tagged(), None, seed=seed))
    stage.open()
    for step in steps:
        if step[0] == "say":
            _, words, acts, after = step
            stage.say(f"{words} [{', '.join(acts)}]", after=after)
        elif step[0] == "quiet":
            stage.quiet(step[1])
        else:
            stage.go_on(step[1])
    lines = [dump_line(event) for event in stage.log]
    assert stage.talk.replay(read_jsonl(lines)) == stage.state


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 40), st.floats(0.0, 1.0))
def test_replay_of_an_utterance_that_was_cut(turns: int, share: float) -> None:
    stage = Stage(Talk(small(), Tagged(), None, seed=2))
    stage.open()
    stage.say("the oven is gone [gives_news]")
    for number in range(turns % 7):
        stage.say(f"whose fault {number} [names_emotion, open_q]", after=30)
    step = stage.talk.hear(stage.state, _utterance(stage, "whose fault [open_q]"))
    stage.log.append(_logged(stage, "whose fault [open_q]"))
    whole = step.intents[0].text if step.intents else ""
    stage.take(step, heard=whole[: int(len(whole) * share)])
    lines = [dump_line(event) for event in stage.log]
    assert stage.talk.replay(read_jsonl(lines)) == stage.state


def _utterance(stage: Stage, text: str) -> Heard:
    return Heard(kind="utterance", t=stage.t + 40, t_start=stage.t + 38, text=text, id="l99")


def _logged(stage: Stage, text: str) -> LearnerUtterance:
    return LearnerUtterance(t=stage.t + 40, t_start=stage.t + 38, text=text, id="l99")
