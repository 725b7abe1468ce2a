"""``acts``: what learners' words are taken for, and how well."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from app.events import ScoredAct
from app.patient.acts.classifier import EmbeddedClassifier, load_classifier
from app.patient.acts.evaluation import HARMFUL, Evaluation, evaluate
from app.patient.acts.examples import HELD_OUT_FILES, TRAINING_FILES, read_examples
from app.patient.acts.text import recogniser_form
from app.patient.acts.tuned import TUNED
from app.patient.acts.tuning import EPOCHS, tune
from app.patient.acts.vocabulary import PARENTS
from app.patient.minilm.cli import told_what_is_missing
from app.patient.minilm.embedder import Embedder
from app.settings import Settings, read_settings

_FORMS: dict[str, Callable[[str], str]] = {"punctuated": str, "recogniser": recogniser_form}


def acts(
    measure: Annotated[
        bool, typer.Option("--evaluate", help="Measure on the held-out utterances instead.")
    ] = False,
    sample: Annotated[
        int, typer.Option(help="With --evaluate: only every so-manieth utterance.", min=1)
    ] = 1,
    tune_from: Annotated[
        Path | None,
        typer.Option(
            "--tune",
            metavar="FOLDER",
            help="Train on the examples instead, beginning from MiniLM in this folder.",
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object a line.")] = False,
) -> None:
    """Read utterances from standard input, one a line, and say what acts they are."""
    if tune_from is not None:
        _tune(tune_from)
        return
    classifier = _classifier(read_settings())
    if measure:
        _measure(classifier, as_json, sample)
        return
    for line in sys.stdin:
        text = line.strip()
        found = _with_parents(classifier.classify(text))
        if as_json:
            acts_found = [{"act": one.act, "score": one.score} for one in found]
            typer.echo(json.dumps({"text": text, "acts": acts_found}, ensure_ascii=False))
        else:
            typer.echo(f"{text}\n  " + ", ".join(f"{one.act} {one.score:.2f}" for one in found))


def _with_parents(found: tuple[ScoredAct, ...]) -> tuple[ScoredAct, ...]:
    """The acts, and behind each refinement the act that it refines."""
    names = {one.act for one in found}
    shown: list[ScoredAct] = []
    for one in found:
        shown.append(one)
        parent = PARENTS.get(one.act)
        if parent and parent not in names:
            shown.append(ScoredAct(act=parent, score=one.score))
    return tuple(shown)


def _classifier(settings: Settings) -> EmbeddedClassifier:
    return load_classifier(settings.data_dir / "acts", _embedder(settings.models_dir / "minilm"))


def _tune(weights: Path) -> None:
    embedder = _embedder(read_settings().models_dir / "minilm")
    if embedder is None:
        raise typer.Exit(1)
    examples = read_examples(TRAINING_FILES)
    typer.echo(f"{len(examples)} examples")
    with told_what_is_missing(weights):
        tune(
            examples,
            embedder,
            weights,
            TUNED,
            tell=lambda epoch, loss: typer.echo(f"epoch {epoch} of {EPOCHS}: loss {loss:.4f}"),
        )
    typer.echo(f"written to {TUNED}")


def _embedder(folder: Path) -> Embedder | None:
    try:
        return Embedder(folder / "model.onnx", folder / "tokenizer.json")
    except FileNotFoundError as error:
        typer.echo(f"{error}: words alone are compared", err=True)
        return None


def _measure(classifier: EmbeddedClassifier, as_json: bool, sample: int) -> None:
    examples = read_examples(HELD_OUT_FILES)[::sample]
    for name, form in _FORMS.items():
        result = evaluate(classifier, examples, form)
        if as_json:
            typer.echo(json.dumps(_as_dict(name, len(examples), result)))
        else:
            _print(name, len(examples), result)


def _as_dict(name: str, count: int, result: Evaluation) -> dict[str, object]:
    return {
        "form": name,
        "utterances": count,
        "macro_f1": round(result.macro_f1, 4),
        "interval": [round(result.low, 4), round(result.high, 4)],
        "micro_f1": round(result.micro_f1, 4),
        "by_act": {act: round(value, 4) for act, value in result.by_act.items()},
        "harmful": {
            f"{said} as {heard}": {"confused": n, "of": result.meant[said]}
            for (said, heard), n in result.harmful.items()
        },
    }


def _print(name: str, count: int, result: Evaluation) -> None:
    typer.echo(
        f"{name}: {count} utterances, macro-F1 {result.macro_f1:.3f} "
        f"[{result.low:.3f}, {result.high:.3f}], micro-F1 {result.micro_f1:.3f}"
    )
    for act, value in sorted(result.by_act.items(), key=lambda item: item[1]):
        typer.echo(f"  {act:22} {value:.2f}")
    typer.echo("  harmful confusions, of the utterances in which the act was meant:")
    for (said, heard), n in sorted(result.harmful.items(), key=lambda item: -result.share(item[0])):
        typer.echo(
            f"    {said} as {heard}: {n} of {result.meant[said]}, {result.share((said, heard)):.1%}"
        )
    fewest = min(result.meant[said] for said, _ in HARMFUL)
    typer.echo(f"    none of the other pairs; the fewest held out for a pair are {fewest}")
