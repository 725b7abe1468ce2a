from __future__ import annotations

import json

import pytest
import typer
from typer.testing import CliRunner

from app.patient.acts.cli import acts


@pytest.fixture
def command() -> typer.Typer:
    app = typer.Typer()
    app.command()(acts)
    return app


def test_lines_in_objects_out(command: typer.Typer) -> None:
    given = "I wish I had better news.\n\nWhat matters most to you?\n"
    result = CliRunner().invoke(command, ["--json"], input=given)
    first, empty, second = [json.loads(line) for line in result.stdout.splitlines()]
    assert first["text"] == "I wish I had better news."
    assert first["acts"][0]["act"] == "wish"
    assert empty["acts"] == [{"act": "other", "score": 1.0}]
    assert {one["act"] for one in second["acts"]} == {"open_q", "values_goals"}


def test_a_refinement_is_printed_with_its_parent(command: typer.Typer) -> None:
    given = "Because you told me the bakery needs you, I'd recommend we wait till January.\n"
    result = CliRunner().invoke(command, ["--json"], input=given)
    acts = {one["act"] for one in json.loads(result.stdout)["acts"]}
    assert {"recommends_tied", "recommends"} <= acts


def test_evaluation_reports_both_forms(command: typer.Typer) -> None:
    result = CliRunner().invoke(command, ["--evaluate", "--sample", "8", "--json"])
    reports = [json.loads(line) for line in result.stdout.splitlines()]
    assert [one["form"] for one in reports] == ["punctuated", "recogniser"]
    assert all(one["interval"][0] < one["macro_f1"] < one["interval"][1] for one in reports)
