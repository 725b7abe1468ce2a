"""The divided family: Angela and Mark Castellano in one meeting, on the real files."""

from __future__ import annotations

import random
from functools import cache
from pathlib import Path

from app.events import (
    AnyEvent,
    CallEnded,
    LearnerUtterance,
    PatientState,
    PatientUtterance,
)
from app.patient.meeting import Meeting, MeetingState, Turn
from app.patient.turn import Heard, Intent
from app.rehearsal.learner import Scripted
from app.rehearsal.meeting import rehearse_meeting
from app.rehearsal.script import Quiet, read_script
from app.rehearsal.script import Turn as LearnersTurn
from app.scenario import Library, Scenario
from app.scenario.checks import check_file
from app.settings import CHECKOUT
from tests.support.patients import SCENARIOS, talk_with

MEETINGS = CHECKOUT / "tests" / "fixtures" / "meetings"
LIBRARY = Library(SCENARIOS)
ANGELA = LIBRARY.get("angela-castellano")
MARK = LIBRARY.companion(ANGELA)
BOTH = (ANGELA.scenario, MARK.scenario)
HAS_SPOKEN = {"fam.square", "fam.two_of_us"}
"""Once she has said one of these, Mark speaks for himself."""


class Watched(Meeting):
    """A meeting that remembers its last state."""

    last: MeetingState

    def hear(self, state: MeetingState, heard: Heard) -> Turn:
        return self._seen(super().hear(state, heard))

    def chime_in(self, state: MeetingState, who: int, intent: Intent, t: float) -> Turn:
        return self._seen(super().chime_in(state, who, intent, t))

    def take_in(self, state: MeetingState, who: int, intent: Intent, t: float) -> Turn:
        return self._seen(super().take_in(state, who, intent, t))

    def heard_until(
        self, state: MeetingState, who: int, intent: Intent, text: str, complete: bool, t: float
    ) -> Turn:
        return self._seen(super().heard_until(state, who, intent, text, complete, t))

    def _seen(self, turn: Turn) -> Turn:
        self.last = turn.state
        return turn


def meet(turns: tuple[LearnersTurn, ...], seed: int = 1) -> tuple[Watched, tuple[AnyEvent, ...]]:
    variant = ANGELA.scenario.meeting.variant if ANGELA.scenario.meeting else None
    both = Watched(talk_with(BOTH[0], seed, variant), talk_with(BOTH[1], seed))
    return both, rehearse_meeting(both, ANGELA, Scripted(turns), seed)


@cache
def played(name: str) -> tuple[Watched, tuple[AnyEvent, ...]]:
    path: Path = MEETINGS / f"{ANGELA.scenario.id}-meeting-{name}.txt"
    return meet(read_script(path.read_text(encoding="utf-8").splitlines()))


def said(log: tuple[AnyEvent, ...]) -> list[PatientUtterance]:
    return [event for event in log if isinstance(event, PatientUtterance)]


def reactions(log: tuple[AnyEvent, ...], scenario: Scenario) -> int:
    """How often somebody says something to what the other one has just said."""
    lines = (scenario.lines.get(one.line or "") for one in said(log) if one.person == scenario.id)
    return sum(bool(line and line.when.overheard) for line in lines)


def assert_sound(both: Watched, log: tuple[AnyEvent, ...]) -> None:
    """Nobody repeats themselves, nothing hidden shows before its gate, in anybody's mouth, and
    the log brings both minds back."""
    told: set[str] = set()
    state: dict[str, dict[str, float]] = {}
    for event in log:
        if isinstance(event, PatientState):
            state[event.person or ""] = event.state
        if not isinstance(event, PatientUtterance):
            continue
        for scenario in BOTH:
            for name, fact in scenario.facts.items():
                telling = event.person == scenario.id and name in event.discloses
                if telling and name not in told:
                    assert state[scenario.id]["trust"] >= fact.trust - 1e-3, event.text
                    assert state[scenario.id]["arousal"] <= fact.arousal + 1e-3, event.text
                own = fact.hidden and event.person == scenario.id  # neither knows the other's
                if own and name not in told and not telling:
                    assert not any(tell in event.text.lower() for tell in fact.tells), event.text
        told |= set(event.discloses)
    for scenario in BOTH:
        ids = [one.line for one in said(log) if one.person == scenario.id and one.line]
        assert len(ids) == len(set(ids))
    again = both.replay(log)
    assert again.spoke == both.last.spoke
    for live, replayed in zip(both.last.minds, again.minds, strict=True):
        assert replayed.values == live.values
        assert (replayed.said, replayed.told, replayed.knows) == (live.said, live.told, live.knows)
        assert (replayed.phase, replayed.turn, replayed.hints) == (
            live.phase,
            live.turn,
            live.hints,
        )


def ending(log: tuple[AnyEvent, ...]) -> str | None:
    last = log[-1]
    assert isinstance(last, CallEnded)
    return last.ending


def test_the_brothers_file_is_without_fault() -> None:
    assert [one for one in check_file(MARK.path) if one.level == "error"] == []


def test_what_either_of_them_may_overhear_is_there() -> None:
    for scenario, other in (BOTH, BOTH[::-1]):
        threads = {line.thread for line in other.lines.values()}
        named = {name for line in scenario.lines.values() for name in line.when.overheard}
        assert (named | set(scenario.mind.overheard)) - threads - set(other.lines) == set()


def test_a_skilled_meeting_comes_to_one_plan() -> None:
    both, log = played("skilled")
    assert_sound(both, log)
    assert ending(log) == "one_plan"
    angela, mark = both.replay(log).minds
    assert "promise" in angela.told
    assert "seat" in mark.told
    assert {"fam.heard_him", "fam.sounds_like_him"} <= set(angela.said)
    assert "yes.no_pounding" in mark.said
    for mind in (angela, mark):
        assert mind.knows["advice"] == mind.knows["until_friday"] == "kept"


def test_a_hurried_meeting_tears_them_apart() -> None:
    both, log = played("hurried")
    assert_sound(both, log)
    assert ending(log) == "torn"
    for hurried, skilled in zip(
        both.replay(log).minds, played("skilled")[0].last.minds, strict=True
    ):
        assert hurried.values.trust < 0.2
        assert skilled.values.trust > hurried.values.trust + 0.4
        assert not hurried.told & {"promise", "broke_it", "seat"}


def test_they_answer_each_other() -> None:
    least = {"skilled": 14, "hurried": 5}
    for name, count in least.items():
        _, log = played(name)
        for scenario in BOTH:
            assert reactions(log, scenario) >= count, (name, scenario.id)


def test_who_is_called_by_name_answers() -> None:
    names = {"Angela,": "angela-castellano", "Mark,": "mark-castellano"}
    for name in ("skilled", "hurried"):
        _, log = played(name)
        answers = {one.answers: one.person for one in said(log) if one.answers}
        for event in log:
            called = [names[word] for word in names if getattr(event, "text", "").startswith(word)]
            if isinstance(event, LearnerUtterance) and called:
                assert answers[event.id] == called[0], event.text


def test_she_does_not_relay_who_speaks_for_himself() -> None:
    for name in ("skilled", "hurried"):
        _, log = played(name)
        ids = [one.line or "" for one in said(log) if one.person == ANGELA.scenario.id]
        begun = min(ids.index(one) for one in HAS_SPOKEN if one in ids)
        assert begun <= 4
        assert not [one for one in ids[begun:] if one.startswith("mark.")]


def test_meetings_in_no_order_are_sound() -> None:
    phrases = sorted(
        {
            words
            for scenario in BOTH
            for line in scenario.lines.values()
            if line.hint or line.discloses or line.thread
            for words in line.said_to
            if not words.startswith("(")
        }
    )
    for seed in range(4):
        draw = random.Random(seed)
        turns: list[LearnersTurn] = [
            Quiet(draw.choice((3.5, 9.0, 22.0))) if draw.random() < 0.15 else draw.choice(phrases)
            for _ in range(40)
        ]
        assert_sound(*meet(tuple(turns), seed))
