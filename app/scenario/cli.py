"""``scenarios list | show | check | schema``."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from app.scenario.checks import check_file
from app.scenario.errors import ScenarioError
from app.scenario.figures import figures
from app.scenario.library import COMPANIONS, Entry, Library
from app.scenario.model import Scenario

scenarios_app = typer.Typer(no_args_is_help=True, help="The patients: list, show, check.")

_Folder = Annotated[Path, typer.Option(help="Folder of scenarios.", envvar="SCENARIOS_DIR")]
_Json = Annotated[bool, typer.Option("--json", help="For a machine to read.")]
FOLDER = Path(__file__).parents[2] / "scenarios"


@scenarios_app.command("list")
def list_scenarios(folder: _Folder = FOLDER, as_json: _Json = False) -> None:
    """Every scenario that can be used."""
    library = Library(folder)
    entries = library.list()
    if as_json:
        typer.echo(json.dumps([_row(entry) for entry in entries], ensure_ascii=False))
    else:
        for entry in entries:
            typer.echo(f"{entry.scenario.id:24} {entry.scenario.title}: {entry.scenario.card}")
    for problem in library.problems:
        typer.echo(str(problem), err=True)


@scenarios_app.command("show")
def show(scenario_id: str, folder: _Folder = FOLDER, as_json: _Json = False) -> None:
    """One scenario, with what the patient hides."""
    try:
        entry = Library(folder).get(scenario_id)
    except KeyError:
        typer.echo(
            f"there is no scenario {scenario_id!r} in {folder}: see `scenarios list`", err=True
        )
        raise typer.Exit(1) from None
    except ScenarioError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from None
    scenario = entry.scenario
    if as_json:
        facts = [
            {"id": name, "hidden": fact.hidden, "says": fact.says, "trust": fact.trust,
             "arousal": fact.arousal, "phases": fact.phases, "tells": fact.tells}
            for name, fact in scenario.facts.items()
        ]  # fmt: skip
        shown = {**_row(entry), "facts": facts, "phases": list(scenario.phases)}
        typer.echo(json.dumps(shown, ensure_ascii=False))
        return
    typer.echo(f"{scenario.identity.name}, {scenario.identity.age}: {scenario.title}")
    typer.echo(f"{scenario.card}\n")
    for name, fact in scenario.facts.items():
        mark = "hidden" if fact.hidden else "open"
        typer.echo(f"  {name:20} {mark:7} trust {fact.trust:.2f}  {fact.says}")
    typer.echo(f"\n{figures(scenario)}")


@scenarios_app.command("check")
def check(
    paths: Annotated[list[Path] | None, typer.Argument(help="Files and folders.")] = None,
    folder: _Folder = FOLDER,
    as_json: _Json = False,
    advice: Annotated[bool, typer.Option(help="Also say what could be better.")] = True,
) -> None:
    """Say everything that is wrong, with its line. Exit status 1 where anything must be mended."""
    found = [
        problem
        for path in _files(paths or [folder])
        for problem in check_file(path)
        if advice or problem.level == "error"
    ]
    if as_json:
        typer.echo(json.dumps([_problem(problem) for problem in found], ensure_ascii=False))
    else:
        for problem in found:
            typer.echo(str(problem))
        errors = sum(problem.level == "error" for problem in found)
        typer.echo(f"{errors} to mend, {len(found) - errors} to consider")
    if any(problem.level == "error" for problem in found):
        raise typer.Exit(1)


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    """The files themselves, and those of each folder with the people called beside others."""
    for path in paths:
        if path.is_dir():
            yield from sorted((*path.glob("*.yaml"), *path.glob(f"{COMPANIONS}/*.yaml")))
        else:
            yield path


@scenarios_app.command("schema")
def schema() -> None:
    """The JSON Schema of a scenario, for editors that complete and check while one writes."""
    typer.echo(json.dumps(Scenario.model_json_schema(by_alias=True), indent=2, ensure_ascii=False))


def _row(entry: Entry) -> dict[str, Any]:
    scenario = entry.scenario
    return {
        "id": scenario.id,
        "title": scenario.title,
        "name": scenario.identity.name,
        "hash": entry.hash,
        "lines": len(scenario.lines),
        "variants": list(scenario.variants),
    }


def _problem(problem: Any) -> dict[str, Any]:
    return {name: getattr(problem, name) for name in problem.__slots__}
