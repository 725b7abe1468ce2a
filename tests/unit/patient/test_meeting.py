"""Two people in one call: who answers, who chimes in, and one log for both minds."""

from __future__ import annotations

from pathlib import Path

from app.events import AnyEvent, CallEnded, Overheard, PatientState, PatientUtterance
from app.patient.meeting import Meeting
from app.patient.talk import Talk
from app.rehearsal.learner import Scripted
from app.rehearsal.meeting import rehearse_meeting
from app.rehearsal.script import Quiet, Turn
from app.scenario import Entry, Scenario, parse_scenario
from tests.support.scenarios import SMALL, Tagged

BROTHER = (
    SMALL.replace("id: small", "id: brother", 1)
    .replace("name: Ada Baker", "name: Ben Baker")
    .replace("called: Ada", "called: Ben")
    .replace('text: "The oven is old."', 'text: "Old? It is a ruin."')
    .replace('text: "No. Not mine."', 'text: "About time."')
    .replace("  own_words:", "  overheard: {news.no: {shame: 0.2}}\n  own_words:")
    .replace(
        "- id: quiet\n",
        """- id: beside
  about: "hears her"
  when: {overheard: [news.no]}
  lines:
  - {id: beside.her, text: "She loves that thing.", said_to: ["(she has spoken)"]}
- id: quiet
""",
    )
)


def scenarios() -> tuple[Scenario, Scenario]:
    return parse_scenario(SMALL, "small.yaml")[0], parse_scenario(BROTHER, "brother.yaml")[0]


def meeting() -> Meeting:
    return Meeting(*(Talk(scenario, Tagged(), None, seed=1) for scenario in scenarios()))


def talked(*turns: Turn) -> tuple[Meeting, tuple[AnyEvent, ...]]:
    both = meeting()
    entry = Entry(scenarios()[0], path=Path("small.yaml"), text=SMALL, hash="0")
    return both, rehearse_meeting(both, entry, Scripted(turns), 1)


def said(log: tuple[AnyEvent, ...]) -> list[tuple[str | None, str]]:
    return [(one.person, one.text) for one in log if isinstance(one, PatientUtterance)]


def test_who_is_named_answers() -> None:
    _, log = talked(
        "Hello, I am Dr. Chen [introduces]",
        "Ben, how is the oven? [open_q]",
    )
    assert said(log)[0] == ("small", "Hello there.")
    assert said(log)[-1] == ("brother", "Old? It is a ruin.")


def test_who_is_only_spoken_of_does_not_take_the_floor() -> None:
    _, log = talked(
        "Hello, I am Dr. Chen [introduces]",
        "What does Ben say about the oven, Ada? [open_q]",
        "Ben what does Ada say about the oven [open_q]",
    )
    asked = [one.person for one in log if isinstance(one, PatientUtterance) and one.answers]
    assert asked[-2:] == ["small", "brother"]


def test_both_minds_hear_the_learner() -> None:
    both, log = talked("Ada, your oven is broken [gives_news]")
    moved = {event.person for event in log if isinstance(event, PatientState)}
    assert moved == {"small", "brother"}
    assert [mind.phase for mind in both.replay(log).minds] == ["storm", "storm"]


def test_the_other_one_says_something_to_it_and_is_moved() -> None:
    both, log = talked("Ada, your oven is gone, broken [gives_news]")
    assert said(log)[-2:] == [("small", "No. Not mine."), ("brother", "She loves that thing.")]
    heard = [(event.person, event.line) for event in log if isinstance(event, Overheard)]
    assert heard[-2:] == [("brother", "news.no"), ("small", "beside.her")], "she hears him too"
    shame = [mind.values.shame for mind in both.replay(log).minds]
    assert shame[1] == shame[0] + 0.2


def test_who_had_more_to_say_goes_on_in_the_quiet() -> None:
    _, log = talked("Hello [introduces]", "Ada, your oven is gone [gives_news]", Quiet(9.0))
    assert said(log)[-1] == ("small", "It was my mother's.")


def test_the_log_brings_both_minds_back() -> None:
    both, log = talked(
        "Hello [introduces]",
        "The oven is gone, both of you [gives_news]",
        Quiet(9.0),
        "Ben, you look frightened [names_emotion]",
        "It is nothing [dismisses]",
        Quiet(12.0),
        "Goodbye [farewell]",
    )
    again = both.replay(log)
    assert again == both.replay(list(log))
    assert both.names[again.spoke] == said(log)[-1][0]
    told = [event for event in log if isinstance(event, PatientState)]
    for name, mind in zip(both.names, again.minds, strict=True):
        last = [event for event in told if event.person == name][-1]
        assert last.phase == mind.phase
        assert abs(last.state["trust"] - mind.values.trust) < 1e-3
    assert isinstance(log[-1], CallEnded)
    ids = [event.id for event in log if isinstance(event, PatientUtterance)]
    assert len(ids) == len(set(ids))
