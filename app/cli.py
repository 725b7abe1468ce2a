"""The command ``synthetic-patients``. Each room brings its own commands; this file names them.

Imports stay inside the commands: ``--help`` and ``models check`` must not wait for engines.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from app.native_threads import limit_native_threads
from app.settings import SettingsError, read_settings
from app.weights.cli import models_app

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Live video calls with synthetic patients.",
)
app.add_typer(models_app, name="models")


@app.command()
def serve() -> None:
    """Start the product: pages, calls and background work."""
    from app.serve import serve as start

    start(read_settings())


@app.command()
def doctor(
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON for a machine.")] = False,
) -> None:
    """Say what is there, what is missing, and how to get it."""
    from app.doctor import examine, print_findings

    findings = examine(read_settings())
    print_findings(findings, as_json)
    raise typer.Exit(0 if all(f.ok or f.optional for f in findings) else 1)


@app.command()
def film(
    scenario: str,
    text: str,
    output: Annotated[Path, typer.Option("-o", "--output", help="An .mp4 file.")],
    emotion: Annotated[str, typer.Option(help="Name and intensity, as sadness:0.8.")] = "",
) -> None:
    """Film a patient saying TEXT."""
    from app.call.filming import film_line

    film_line(read_settings(), scenario, text, emotion, output)


def _register(wanted: str | None) -> None:
    """Commands of the rooms. Only the room of the command that is ``wanted`` is imported, or all
    of them for the help: some take seconds."""
    if wanted in (None, "scenarios"):
        from app.call.voice_command import voice
        from app.scenario.cli import scenarios_app

        scenarios_app.command("voice")(voice)
        app.add_typer(scenarios_app, name="scenarios")
    if wanted in (None, "acts"):
        from app.patient.acts.cli import acts

        app.command()(acts)
    if wanted in (None, "likeness"):
        from app.patient.minilm.cli import likeness

        app.command()(likeness)
    if wanted in (None, "rehearse"):
        from app.rehearsal.cli import rehearse

        app.command()(rehearse)
    if wanted in (None, "speak", "transcribe"):
        from app.speech.cli import speak, transcribe

        app.command()(speak)
        app.command()(transcribe)


def main() -> None:
    """The console script."""
    named = sys.argv[1] if len(sys.argv) > 1 and not sys.argv[1].startswith("-") else None
    try:
        settings = read_settings()
        limit_native_threads(settings.cores, settings.data_dir / "compiled")
        _register(named)
        app()
    except SettingsError as error:
        typer.echo(f"Settings: {error}", err=True)
        sys.exit(2)


if __name__ == "__main__":
    main()
