"""``rehearse``: a scripted learner talks to a patient, in text."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from app.events import AnyEvent, PatientUtterance, dump_line
from app.events.learner import LearnerUtterance, Silence
from app.patient.acts import load_classifier
from app.patient.engines import WordsError
from app.patient.meeting import Meeting
from app.patient.minilm import Embedder, Likeness
from app.patient.ranker import ranker_for
from app.patient.talk import Talk
from app.rehearsal.clinicians import ModelClinician
from app.rehearsal.meeting import rehearse_meeting
from app.rehearsal.opposite import opposite
from app.rehearsal.rehearse import rehearse_talk
from app.rehearsal.script import ScriptError
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
            "hurried-1 to -5 for more skill. A language model, as configured: model, model-hurried."
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
    with ExitStack() as held:
        try:
            library = Library(settings.scenarios_dir)
            entry = library.get(scenario).at(ease)
            embedder = _embedder(settings.models_dir / "minilm")
            acts = load_classifier(settings.data_dir / "acts", embedder)
            likeness = Likeness(embedder) if embedder else None
            kept = (settings.data_dir / "lines", settings.scenarios_dir / "likeness")
            lines = ranker_for(entry.scenario, likeness, *kept)
            talk = Talk(entry.scenario, acts, lines, seed, variant)
            meeting = entry.scenario.meeting
            other = library.companion(entry) if meeting and meeting.variant == variant else None
            clinician = held.enter_context(
                opposite(script, learner, entry.scenario, settings, seed=seed, errors=errors)
            )
        except KeyError:
            _fail(f"there is no scenario {scenario!r} in {settings.scenarios_dir}")
        except (OSError, UnicodeDecodeError, ScriptError, ValueError, WordsError) as error:
            of_script = isinstance(error, ScriptError | UnicodeError)
            _fail(f"{script}: {error}" if of_script else str(error))
        if other is not None:
            both = Meeting(talk, Talk(other.scenario, acts, likeness, seed))
            events = rehearse_meeting(both, entry, clinician, seed)
        else:
            events = rehearse_talk(talk, entry, clinician, seed)
    for event in events:
        if as_json:
            typer.echo(dump_line(event))
        else:
            named = (
                other and isinstance(event, PatientUtterance) and event.person == other.scenario.id
            )
            _print(event, (other if named and other else entry).scenario.identity.called)
    if log is not None:
        _keep(log, "".join(dump_line(event) + "\n" for event in events))
    if transcript is not None:
        name = script.stem if script else learner or ""
        title = name.removeprefix(f"{scenario}-").replace("-", " ")
        _keep(
            transcript,
            as_markdown(events, entry.scenario, title, other.scenario if other else None),
        )
    if isinstance(clinician, ModelClinician) and clinician.failure:
        _fail(f"the learner broke off: {clinician.failure}")


def _keep(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        _fail(f"{path}: not written: {error.strerror}. The talk stands above.")


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
