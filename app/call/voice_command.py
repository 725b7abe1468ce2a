"""``scenarios voice``: voice the lines of scenarios before anybody calls, and bundle them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeRemainingColumn,
)

from app.call.voicing import lines_to_voice
from app.scenario import Library
from app.settings import read_settings
from app.speech.prepared import PreparedSpeech
from app.speech.synthesizers import load_synthesizer
from app.speech.voicing import voice_ahead


def voice(
    ids: Annotated[
        list[str] | None, typer.Argument(metavar="[ID]...", help="All, if none.")
    ] = None,
    bundle: Annotated[
        Path | None,
        typer.Option(help="Also write ID.zip into this folder, to ship with the scenario."),
    ] = None,
    jobs: Annotated[int, typer.Option(help="Threads of the voice.", min=1)] = 1,
) -> None:
    """Voice the authored lines of scenarios ahead of any call."""
    settings = read_settings()
    entries = Library(settings.scenarios_dir).list()
    chosen = [entry for entry in entries if not ids or entry.scenario.id in ids]
    unknown = set(ids or ()) - {entry.scenario.id for entry in entries}
    if unknown:
        raise typer.BadParameter(f"there is no scenario {', '.join(sorted(unknown))}")
    synthesizer = load_synthesizer(settings.voice, settings.models_dir, jobs, settings.coqui_model)
    store = PreparedSpeech(settings.data_dir / "voiced", shipped=settings.scenarios_dir / "voiced")
    bar = Progress(
        TextColumn("{task.description:18}"), BarColumn(), MofNCompleteColumn(),
        TimeRemainingColumn(), console=Console(stderr=True),
    )  # fmt: skip
    with bar:
        for entry in chosen:
            lines = lines_to_voice(entry.scenario)
            task = bar.add_task(entry.scenario.id, total=len(lines))

            def progress(done: int, total: int, task: TaskID = task) -> None:
                bar.update(task, completed=done)

            result = voice_ahead(lines, synthesizer, store, progress=progress)
            for text in result.failed:
                typer.echo(f"cannot be said: {text}", err=True)
            if bundle is not None:
                bundle.mkdir(parents=True, exist_ok=True)
                path = bundle / f"{entry.scenario.id}.zip"
                wanted = [(line.text, line.voice, line.delivery) for line in lines]
                count = store.bundle(wanted, synthesizer.name, path)
                typer.echo(f"{path}: {count} lines, {path.stat().st_size / 1e6:.1f} MB")
