"""The folder of scenarios, and the commands over it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from app.scenario import Library
from app.scenario.cli import scenarios_app
from app.scenario.errors import ScenarioError
from tests.support.scenarios import SMALL


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "small.yaml").write_text(SMALL, encoding="utf-8")
    (tmp_path / "broken.yaml").write_text("schema: 1\n", encoding="utf-8")
    (tmp_path / "other.yaml").write_text(SMALL, encoding="utf-8")
    return tmp_path


def test_what_is_usable_is_listed_and_the_rest_is_explained(folder: Path) -> None:
    library = Library(folder)
    assert [entry.scenario.id for entry in library.list()] == ["small"]
    assert len(library.get("small").hash) == 64
    assert {Path(problem.file).name for problem in library.problems} == {
        "broken.yaml",
        "other.yaml",
    }
    with pytest.raises(ScenarioError, match=r"broken\.yaml"):
        library.get("broken")
    with pytest.raises(KeyError):
        library.get("../small")


def test_a_changed_file_is_read_again(folder: Path) -> None:
    library = Library(folder)
    before = library.get("small").hash
    (folder / "small.yaml").write_text(SMALL.replace("A small talk", "Another"), encoding="utf-8")
    assert library.get("small").scenario.title == "Another"
    assert library.get("small").hash != before


def test_the_commands(folder: Path) -> None:
    run = CliRunner().invoke
    listed = run(scenarios_app, ["list", "--json", "--folder", str(folder)])
    assert [row["id"] for row in json.loads(listed.stdout)] == ["small"]
    shown = json.loads(
        run(scenarios_app, ["show", "small", "--json", "--folder", str(folder)]).stdout
    )
    assert shown["facts"][0]["id"] == "asleep"
    assert shown["facts"][0]["tells"][:2] == ["fell asleep", "left it on"]
    assert run(scenarios_app, ["show", "none", "--folder", str(folder)]).exit_code == 1
    spoilt = run(scenarios_app, ["show", "broken", "--folder", str(folder)])
    assert spoilt.exit_code == 1
    assert "broken.yaml" in spoilt.output
    whole = run(scenarios_app, ["check", str(folder), "--json"])
    assert {Path(row["file"]).name for row in json.loads(whole.stdout)} >= {"broken.yaml"}
    good = run(scenarios_app, ["check", str(folder / "small.yaml")])
    assert good.exit_code == 0
    bad = run(scenarios_app, ["check", str(folder / "broken.yaml"), "--json"])
    assert bad.exit_code == 1
    assert {"file", "line", "field", "message"} <= json.loads(bad.stdout)[0].keys()
