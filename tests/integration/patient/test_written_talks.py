"""The three talks that are written for every patient: skilled, middling, hurried."""

from __future__ import annotations

from functools import cache

import pytest

from app.events import AnyEvent, CallEnded
from app.patient import TalkState
from app.rehearsal.learner import Scripted
from app.rehearsal.rehearse import rehearse_talk
from app.scenario import Entry
from tests.support.patients import ENTRIES, IDS, script, talk_with
from tests.support.sound import assert_sound

EVERY = pytest.mark.parametrize("entry", ENTRIES, ids=IDS)


def played(entry: Entry, name: str) -> tuple[tuple[AnyEvent, ...], TalkState]:
    return _played(entry.scenario.id, name)


@cache
def _played(scenario_id: str, name: str) -> tuple[tuple[AnyEvent, ...], TalkState]:
    entry = ENTRIES[IDS.index(scenario_id)]
    talk = talk_with(entry.scenario)
    log = rehearse_talk(talk, entry, Scripted(script(entry, name)), 1)
    assert_sound(talk, log)
    return log, talk.replay(log)


@EVERY
def test_a_skilled_talk_earns_what_is_hidden(entry: Entry) -> None:
    log, state = played(entry, "skilled")
    assert state.told.intersection(entry.scenario.hidden)
    assert state.values.trust >= entry.scenario.mind.start.trust + 0.2
    end = log[-1]
    assert isinstance(end, CallEnded)
    assert end.reason == "learner_hung_up"
    assert end.ending is not None


@EVERY
def test_a_hurried_talk_earns_nothing(entry: Entry) -> None:
    _, state = played(entry, "hurried")
    assert not state.told.intersection(entry.scenario.hidden)
    assert state.values.trust < 0.25


@EVERY
def test_a_middling_talk_lies_between(entry: Entry) -> None:
    _, state = played(entry, "middling")
    skilled, hurried = played(entry, "skilled")[1], played(entry, "hurried")[1]
    assert hurried.values.trust < state.values.trust < skilled.values.trust
    hidden = entry.scenario.hidden.keys()
    assert state.told & hidden <= skilled.told & hidden
