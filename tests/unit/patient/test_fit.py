"""How well a line fits, beside the gates that it must pass."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.patient import Talk, TalkState
from app.patient.ask import Ask
from app.patient.fit import Fit, as_written
from app.patient.gates import Moment
from tests.support.scenarios import Tagged, small

SCENARIO = small()
LINES = SCENARIO.lines
FIT = Fit(SCENARIO, seed=1)


@pytest.fixture
def state() -> TalkState:
    return Talk(SCENARIO, Tagged(), None, seed=1).begin()


def asked(likeness: dict[str, float], *acts: str, topics: frozenset[str] = frozenset()) -> Ask:
    heard = dict.fromkeys(acts, 0.9)
    return Ask(Moment(frozenset(acts), topics), heard, likeness)


def test_the_more_alike_line_fits_better_the_more_so_where_something_is_asked(
    state: TalkState,
) -> None:
    def gain(act: str) -> float:
        near, far = (asked({"hi.oven": alike}, act) for alike in (0.7, 0.5))
        oven = LINES["hi.oven"]
        return FIT.of(state, near, oven, due=False) - FIT.of(state, far, oven, due=False)

    assert gain("open_q") > gain("gives_news") > 0


def test_a_line_on_what_was_named_fits_better(state: TalkState) -> None:
    alike = {"hi.oven": 0.5}
    on, off = (asked(alike, "open_q", topics=frozenset({topic})) for topic in ("oven", "fault"))
    oven = LINES["hi.oven"]
    assert FIT.of(state, on, oven, due=False) > FIT.of(state, off, oven, due=False)


def test_what_the_patient_was_about_to_say_fits_whatever_was_done(state: TalkState) -> None:
    ask = asked({}, "small_talk")
    mine = LINES["news.mine"]
    assert FIT.of(state, ask, mine, due=True) > FIT.of(state, ask, mine, due=False)


def test_a_confession_that_has_begun_outranks_everything(state: TalkState) -> None:
    ask = asked({"told.secret": 0.3, "news.mine": 0.9}, "open_q")
    begun = replace(state, thread="fault", thread_turn=state.turn, said=("hint.maybe",))
    secret, mine = LINES["told.secret"], LINES["news.mine"]
    assert FIT.of(begun, ask, secret, due=False) > FIT.of(begun, ask, mine, due=False)
    assert FIT.of(state, ask, secret, due=False) < FIT.of(state, ask, mine, due=False)


def test_nearly_the_written_words_stand_for_the_acts_but_never_for_a_secret(
    state: TalkState,
) -> None:
    ask = asked({"hi.oven": 0.8, "told.secret": 0.9}, "small_talk")
    assert as_written(state, ask, LINES["hi.oven"])
    assert not as_written(state, ask, LINES["told.secret"])
    assert as_written(replace(state, told=frozenset({"asleep"})), ask, LINES["told.secret"])


def test_chance_is_the_same_in_every_replay(state: TalkState) -> None:
    oven = LINES["hi.oven"]
    assert FIT.chance(state, oven) == Fit(SCENARIO, seed=1).chance(state, oven)
    assert FIT.chance(state, oven) != Fit(SCENARIO, seed=2).chance(state, oven)
