"""``likeness``: tuning what tells the same question in other words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from app.patient.minilm.embedder import Embedder
from app.patient.minilm.likeness import TUNED
from app.patient.minilm.likeness_tuning import EPOCHS, tune_likeness
from app.patient.ranker import wordings
from app.scenario.library import Library
from app.settings import read_settings


def likeness(
    tune_from: Annotated[
        Path,
        typer.Option(
            "--tune",
            metavar="FOLDER",
            help="Train on the words of all scenarios, beginning from MiniLM in this folder.",
        ),
    ],
) -> None:
    """Tune MiniLM to tell which questions are the same."""
    settings = read_settings()
    folder = settings.models_dir / "minilm"
    with told_what_is_missing(tune_from):
        embedder = Embedder(folder / "model.onnx", folder / "tokenizer.json")
        scenarios = [entry.scenario for entry in Library(settings.scenarios_dir).list()]
        tune_likeness(
            {scenario.id: list(wordings(scenario).values()) for scenario in scenarios},
            embedder,
            tune_from,
            TUNED,
            tell=lambda epoch, loss: typer.echo(f"epoch {epoch} of {EPOCHS}: loss {loss:.4f}"),
        )
    typer.echo(f"written to {TUNED}")


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
