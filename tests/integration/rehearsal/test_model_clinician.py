"""A language model as the clinician, behind a server that answers as it is told."""

from __future__ import annotations

import asyncio

import pytest
import typer
from typer.testing import CliRunner, Result

from app.events import LearnerUtterance, read_jsonl
from app.events.learner import Silence
from app.patient.engines.openai_compatible import OpenAICompatible
from app.rehearsal.cli import rehearse
from app.rehearsal.clinicians import ModelClinician
from app.rehearsal.learner import Seen
from app.rehearsal.script import Quiet, Turn
from tests.support.language_model import Server, language_model
from tests.support.patients import ENTRIES, IDS

THERESA = ENTRIES[IDS.index("theresa-nowak")].scenario
COMMAND = typer.Typer()
COMMAND.command()(rehearse)
HELLO = Seen("Hello?", "fear", 0.8, None, None)


async def turns(server: Server, *heard: tuple[Seen, ...]) -> list[Turn | None]:
    def talk() -> list[Turn | None]:
        clinician = ModelClinician(OpenAICompatible(server.url, "m"), THERESA, "hurried")
        try:
            return [clinician.turn(seen) for seen in heard]
        finally:
            clinician.close()

    return await asyncio.to_thread(talk)


def command(*options: str) -> Result:
    return CliRunner().invoke(COMMAND, ["theresa-nowak", "--learner", *options])


async def behind(server: Server, monkeypatch: pytest.MonkeyPatch, *options: str) -> Result:
    monkeypatch.setenv("OPENAI_BASE_URL", server.url)
    monkeypatch.setenv("OPENAI_MODEL", "m")
    return await asyncio.to_thread(command, *options)


@pytest.mark.parametrize(
    "answer",
    [
        "I'm Dr. Chen. Is now a good time?",
        'Doctor: "I\'m Dr. Chen. Is now a good time?"',
        "*clears throat* I'm Dr. Chen. (smiles) Is now a good time?",
        "I'm Dr. Chen. Is now a good time?\nPatient: Yes.",
    ],
)
async def test_only_what_can_be_spoken_is_said(answer: str) -> None:
    async with language_model([answer]) as server:
        assert await turns(server, (HELLO,)) == ["I'm Dr. Chen. Is now a good time?"]


async def test_a_silence_follows_the_words_and_a_goodbye_is_the_last_of_them() -> None:
    async with language_model(
        ["It is ", "back.\n[silence 6]"], ["[silence 4]"], ["Until Friday.\n\n[goodbye]"]
    ) as server:
        said = await turns(server, (HELLO,), (), (), (HELLO,), ())
    assert said == ["It is back.", Quiet(6.0), Quiet(4.0), "Until Friday.", None]


async def test_the_model_knows_the_brief_and_what_shows_and_nothing_that_is_hidden() -> None:
    async with language_model(["Hello."]) as server:
        await turns(server, (HELLO,), (Seen("Why?", "neutral", 0.0, None, None),))
        first, second = (request["messages"] for request in server.requests)
    assert THERESA.brief.task in first[0]["content"]
    assert "three minutes" in first[0]["content"]
    assert first[1] == {"role": "user", "content": "Hello? (shows fear)"}
    assert [one["role"] for one in second] == ["system", "user", "assistant", "user"]
    assert second[-1]["content"] == "Why?"
    prompt = " ".join(one["content"].lower() for one in second)
    assert THERESA.facts
    assert not [tell for fact in THERESA.facts.values() for tell in fact.tells if tell in prompt]


async def test_a_rehearsal_is_had_and_logged(monkeypatch, tmp_path) -> None:
    async with language_model(
        ["Mrs. Nowak, I'm Dr. Chen. What have you been told so far?"],
        ["I'm afraid it is serious news. The cancer has come back. [silence 5]"],
        ["I'm so sorry. We will talk again tomorrow. Goodbye. [goodbye]"],
    ) as server:
        log = tmp_path / "talk.jsonl"
        result = await behind(server, monkeypatch, "model", "--log", str(log))
    assert result.exit_code == 0, result.output
    events = list(read_jsonl(log.read_text(encoding="utf-8").splitlines()))
    assert [one.text for one in events if isinstance(one, LearnerUtterance)] == [
        "Mrs. Nowak, I'm Dr. Chen. What have you been told so far?",
        "I'm afraid it is serious news. The cancer has come back.",
        "I'm so sorry. We will talk again tomorrow. Goodbye.",
    ]
    assert sum(one.seconds for one in events if isinstance(one, Silence)) <= 5.0
    assert "Theresa:" in result.output


async def test_a_log_that_cannot_be_written_loses_no_talk(monkeypatch, tmp_path) -> None:
    async with language_model(["Goodbye, Mrs. Nowak. [goodbye]"]) as server:
        result = await behind(server, monkeypatch, "model", "--log", str(tmp_path / "no" / "x"))
    assert result.exit_code == 1
    assert "Learner: Goodbye, Mrs. Nowak." in result.output
    assert "not written: No such file" in result.output


async def test_what_was_said_is_kept_when_the_server_fails(monkeypatch) -> None:
    async with language_model(["Hello, Mrs. Nowak."], 500) as server:
        result = await behind(server, monkeypatch, "model-vague")
    assert result.exit_code == 1
    assert "Learner: Hello, Mrs. Nowak." in result.output
    assert "the learner broke off: InternalServerError" in result.output


async def test_a_model_that_says_nothing_ends_the_talk_with_a_reason(monkeypatch) -> None:
    async with language_model(["(nods)"]) as server:
        result = await behind(server, monkeypatch, "model")
    assert result.exit_code == 1
    assert "said nothing that can be spoken" in result.output


def test_without_a_model_it_is_said_what_to_set(monkeypatch) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", "")
    result = command("model")
    assert result.exit_code == 1
    assert "OPENAI_BASE_URL" in result.output
    unknown = command("model-nice")
    assert "model-nice" in unknown.output
