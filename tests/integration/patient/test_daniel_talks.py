"""Two written talks with Daniel Whitlock, with the real classifier and the real ranker."""

from __future__ import annotations

import pytest

from app.evaluation import CallFacts, Report, report
from app.events import AnyEvent, CallEnded, PatientUtterance
from app.rehearsal.learner import Scripted
from app.rehearsal.rehearse import rehearse_talk
from app.rehearsal.script import read_script
from app.scenario import Entry, Library
from app.settings import CHECKOUT
from tests.support.patients import talk_with

SCRIPTS = CHECKOUT / "tests" / "fixtures" / "scripts"
FACTS = CallFacts(
    id="c",
    scenario="daniel-whitlock",
    title="",
    name="",
    started_at="",
    status="ended",
    reason=None,
    recorded=False,
    portrait=None,
)


@pytest.fixture(scope="module")
def daniel() -> Entry:
    return Library(CHECKOUT / "scenarios").get("daniel-whitlock")


@pytest.fixture(scope="module")
def talks(daniel: Entry) -> dict[str, list[AnyEvent]]:
    """Both talks' logs, by the script's name."""
    talk = talk_with(daniel.scenario)
    logs = {}
    for name in ("skilled", "hurried"):
        script = (SCRIPTS / f"daniel-whitlock-{name}.txt").read_text(encoding="utf-8")
        logs[name] = list(
            rehearse_talk(talk, daniel, Scripted(read_script(script.splitlines())), 1)
        )
    return logs


def said(log: list[AnyEvent]) -> list[PatientUtterance]:
    return [event for event in log if isinstance(event, PatientUtterance)]


def evaluated(log: list[AnyEvent]) -> Report:
    return report(log, FACTS)


def test_a_good_talk_brings_out_what_he_hides(talks: dict[str, list[AnyEvent]]) -> None:
    told = [line for line in said(talks["skilled"]) if "promise" in line.discloses]
    hints = [line for line in said(talks["skilled"]) if line.hint]
    assert told
    assert hints
    assert hints[0].t < told[0].t
    ended = talks["skilled"][-1]
    assert isinstance(ended, CallEnded)
    assert ended.ending == "with_a_name"


def test_a_bad_talk_does_not(talks: dict[str, list[AnyEvent]], daniel: Entry) -> None:
    words = " ".join(line.text.lower() for line in said(talks["hurried"]))
    for phrase in daniel.scenario.facts["promise"].tells:
        assert phrase not in words
    ended = talks["hurried"][-1]
    assert isinstance(ended, CallEnded)
    assert ended.ending in {"surgeon_instead", "back_to_data"}, "he is neither held nor safe"


def test_before_the_hint_he_gives_nothing_away(
    talks: dict[str, list[AnyEvent]], daniel: Entry
) -> None:
    lines = said(talks["skilled"])
    first = next(number for number, line in enumerate(lines) if "promise" in line.discloses)
    words = " ".join(line.text.lower() for line in lines[:first])
    for phrase in daniel.scenario.facts["promise"].tells:
        assert phrase not in words


def test_he_never_repeats_himself(talks: dict[str, list[AnyEvent]]) -> None:
    for log in talks.values():
        spoken = [line.line for line in said(log) if not line.hesitation]
        assert len(spoken) == len(set(spoken))


def test_the_report_tells_the_talks_apart(talks: dict[str, list[AnyEvent]]) -> None:
    shares = {}
    for name, log in talks.items():
        found = evaluated(log).measures["emotional_moments"]
        assert found.numerator is not None
        assert found.denominator
        shares[name] = found.numerator / found.denominator
    assert shares["skilled"] > 0.5
    assert shares["hurried"] < 0.25
