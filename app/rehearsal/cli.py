"""``rehearse``: a scripted learner talks to a patient, in text."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from app.events import AnyEvent, PatientUtterance, dump_line
from app.events.learner import LearnerUtterance, Silence
from app.patient.acts import Embedder, load_classifier
from app.patient.meeting import Meeting
from app.patient.talk import Talk
from app.rehearsal.clinicians import Clinician, Kind, load_bank, load_common
from app.rehearsal.learner import Learner, Scripted
from app.rehearsal.meeting import rehearse_meeting
from app.rehearsal.rehearse import rehearse_talk
from app.rehearsal.script import ScriptError, read_script
from app.rehearsal.transcript import as_markdown
from app.scenario.ease import Ease
from app.scenario.library import Library
from app.settings import read_settings


def rehearse(
    scenario: Annotated[str, typer.Argument(help="A scenario's id.")],
    script: Annotated[
        Path | None, typer.Option(help="The learner's turns, one a line; - for stdin.")
    ] = None,
    learner: Annotated[
        str | None,
        typer.Option(
            help="A simulated clinician instead: skilled, hurried, vague, jargon, reassuring; "
            "hurried-1 to -5 for more skill."
        ),
    ] = None,
    errors: Annotated[
        float, typer.Option(help="Share of the clinician's words that is misheard.", min=0, max=0.5)
    ] = 0.0,
    log: Annotated[Path | None, typer.Option(help="Write the event log here.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the event log.")] = False,
    transcript: Annotated[Path | None, typer.Option(help="Write a page to read here.")] = None,
    seed: Annotated[int, typer.Option(help="The same seed gives the same talk.")] = 1,
    variant: Annotated[str | None, typer.Option(help="One of the scenario's variants.")] = None,
    ease: Annotated[
        Ease, typer.Option(help="How easily the patient is reached: easier, usual or harder.")
    ] = "usual",
) -> None:
    """Let a scripted learner or a simulated clinician talk to a patient, in text and at full
    speed."""
    settings = read_settings()
    try:
        library = Library(settings.scenarios_dir)
        entry = library.get(scenario).at(ease)
        opposite = _learner(script, learner, errors, scenario, settings.scenarios_dir, seed)
        embedder = _embedder(settings.models_dir / "minilm")
        acts = load_classifier(settings.data_dir / "acts", embedder)
        talk = Talk(entry.scenario, acts, embedder, seed, variant)
        meeting = entry.scenario.meeting
        other = library.companion(entry) if meeting and meeting.variant == variant else None
    except KeyError:
        _fail(f"there is no scenario {scenario!r} in {settings.scenarios_dir}")
    except (OSError, UnicodeDecodeError, ScriptError, ValueError) as error:
        _fail(f"{script}: {error}" if isinstance(error, ScriptError | UnicodeError) else str(error))
    if other is not None:
        both = Meeting(talk, Talk(other.scenario, acts, embedder, seed))
        events = rehearse_meeting(both, entry, opposite, seed)
    else:
        events = rehearse_talk(talk, entry, opposite, seed)
    if log is not None:
        log.write_text("".join(dump_line(event) + "\n" for event in events), encoding="utf-8")
    if transcript is not None:
        name = script.stem if script else learner or ""
        title = name.removeprefix(f"{scenario}-").replace("-", " ")
        page = as_markdown(events, entry.scenario, title, other.scenario if other else None)
        transcript.write_text(page, encoding="utf-8")
    for event in events:
        if as_json:
            typer.echo(dump_line(event))
        else:
            named = (
                other and isinstance(event, PatientUtterance) and event.person == other.scenario.id
            )
            _print(event, (other if named and other else entry).scenario.identity.called)


def _learner(
    script: Path | None, name: str | None, errors: float, scenario: str, folder: Path, seed: int
) -> Learner:
    """Raises ValueError where neither or both are given, or one cannot be had."""
    if (script is None) == (name is None):
        raise ValueError("give either --script FILE or --learner NAME")
    if script is not None:
        text = sys.stdin.read() if str(script) == "-" else script.read_text(encoding="utf-8-sig")
        return Scripted(read_script(text.splitlines()))
    banks = folder / "clinicians"
    bank, common = load_bank(banks, scenario), load_common(banks)
    return Clinician(Kind.named(name or ""), bank, common, seed, errors)


def _embedder(folder: Path) -> Embedder | None:
    try:
        return Embedder(folder / "model.onnx", folder / "tokenizer.json")
    except FileNotFoundError as error:
        typer.echo(f"{error}: words alone are compared", err=True)
        return None


def _print(event: AnyEvent, name: str) -> None:
    if isinstance(event, LearnerUtterance):
        typer.echo(f"Learner: {event.text}")
    elif isinstance(event, Silence):
        typer.echo(f"  ({event.seconds:.0f} s of quiet)")
    elif isinstance(event, PatientUtterance):
        typer.echo(f"{name}: {event.text}")


def _fail(message: str) -> NoReturn:
    typer.echo(message, err=True)
    raise typer.Exit(1)
