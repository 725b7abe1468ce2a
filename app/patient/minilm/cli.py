"""``likeness``: what tells the same question in other words, computed ahead, and tuned."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from app.patient.minilm.embedder import Embedder
from app.patient.minilm.likeness import TUNED, Likeness
from app.patient.minilm.likeness_tuning import EPOCHS, tune_likeness
from app.patient.ranker import keep, wordings
from app.scenario.library import Library
from app.scenario.model import Scenario
from app.settings import read_settings


def likeness(
    tune_from: Annotated[
        Path | None,
        typer.Option(
            "--tune",
            metavar="FOLDER",
            help="First train on the words of all scenarios, beginning from MiniLM in this folder.",
        ),
    ] = None,
) -> None:
    """Compute what tells the same question in other words, for all scenarios, so that it travels
    with them: else each server does it before the first call with a patient."""
    settings = read_settings()
    folder = settings.models_dir / "minilm"
    with told_what_is_missing(tune_from or folder):
        embedder = Embedder(folder / "model.onnx", folder / "tokenizer.json")
        scenarios = everybody(Library(settings.scenarios_dir))
        if tune_from is not None:
            tune_likeness(
                {scenario.id: list(wordings(scenario).values()) for scenario in scenarios},
                embedder,
                tune_from,
                TUNED,
                tell=lambda epoch, loss: typer.echo(f"epoch {epoch} of {EPOCHS}: loss {loss:.4f}"),
            )
            typer.echo(f"written to {TUNED}")
        model = Likeness(embedder)
        for scenario in scenarios:
            count = keep(scenario, model, settings.scenarios_dir / "likeness")
            typer.echo(f"{scenario.id}: {count} wordings")


def everybody(library: Library) -> list[Scenario]:
    """All who are ever called, those too who are only called together with somebody else."""
    entries = library.list()
    companions = [library.companion(entry) for entry in entries if entry.scenario.meeting]
    return [entry.scenario for entry in (*entries, *companions)]


@contextmanager
def told_what_is_missing(weights: Path) -> Iterator[None]:
    """Ends the command with a sentence where tuning cannot be had: no torch, no weights."""
    try:
        yield
    except ImportError as error:
        typer.echo(f"--tune needs the package {error.name}: install the extra `gpu`", err=True)
        raise typer.Exit(1) from None
    except (OSError, ValueError) as error:
        typer.echo(f"{weights}: {error}", err=True)
        raise typer.Exit(1) from None
