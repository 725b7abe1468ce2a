"""Scripts of learners, and the talks they have."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.events import CallEnded, CallStarted, Silence, dump_line, read_jsonl
from app.patient import Talk
from app.rehearsal.learner import Scripted
from app.rehearsal.rehearse import rehearse_talk
from app.rehearsal.script import Quiet, ScriptError, read_script
from app.rehearsal.transcript import as_markdown
from app.scenario import Entry
from tests.support.scenarios import SMALL, Tagged, small


def test_a_script_reads() -> None:
    assert read_script(["Hello", "", "# aside", "[silence 2.5]", " Bye "]) == (
        "Hello",
        Quiet(2.5),
        "Bye",
    )


@pytest.mark.parametrize("line", ["[silence]", "[silence five]", "[silence 0]", "[wait 3]"])
def test_a_bad_line_is_named(line: str) -> None:
    with pytest.raises(ScriptError, match="line 2"):
        read_script(["Hello", line])


def test_a_rehearsal_leaves_the_log_of_a_call_and_the_same_one_each_time() -> None:
    entry = Entry(small(), Path("small.yaml"), SMALL, "0" * 64)
    talk = Talk(entry.scenario, Tagged(), None, seed=3)
    turns = read_script(
        ["I'm Dr. Chen [introduces]", "The oven is gone [gives_news]", "[silence 12]",
         "This is hard [names_emotion]", "Goodbye [farewell]", "Never heard [other]"]
    )  # fmt: skip
    log = rehearse_talk(talk, entry, Scripted(turns), 3)
    assert log == rehearse_talk(talk, entry, Scripted(turns), 3)
    assert isinstance(log[0], CallStarted)
    assert log[0].seed == 3
    assert any(isinstance(event, Silence) for event in log)
    assert isinstance(log[-1], CallEnded)
    assert (log[-1].reason, log[-1].ending) == ("learner_hung_up", "done")
    assert [event.t for event in log] == sorted(event.t for event in log)
    assert list(read_jsonl(map(dump_line, log))) == list(log)
    page = as_markdown(log, entry.scenario, "a rehearsal")
    assert "It was my mother's." in page
    assert "Never heard" not in page
