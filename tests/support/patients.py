"""Every patient of the library, the engines that hear them, and the talks that are written."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from app.events import ScoredAct
from app.patient.acts import load_classifier
from app.patient.acts.types import NOWHERE, ActClassifier, ActContext
from app.patient.minilm import Embedder, Likeness
from app.patient.ranker import LineRanker, ranker_for
from app.patient.talk import Talk
from app.rehearsal.script import Turn, read_script
from app.scenario import Entry, Library, Scenario
from app.settings import CHECKOUT, read_settings

SCENARIOS = CHECKOUT / "scenarios"
SCRIPTS = CHECKOUT / "tests" / "fixtures" / "scripts"
ENTRIES = Library(SCENARIOS).list()
IDS = [entry.scenario.id for entry in ENTRIES]


@cache
def embedder() -> Embedder:
    folder: Path = read_settings().models_dir / "minilm"
    return Embedder(folder / "model.onnx", folder / "tokenizer.json")


@cache
def likeness() -> Likeness:
    return Likeness(embedder())


class Remembering:
    """The real classifier, asked once for the same words: a name in them is a name for all."""

    def __init__(self) -> None:
        self._classifier = load_classifier(read_settings().data_dir / "acts", embedder())
        self._found: dict[tuple[str, str, str, bool], tuple[ScoredAct, ...]] = {}

    def classify(self, text: str, context: ActContext = NOWHERE) -> tuple[ScoredAct, ...]:
        long = bool(context.turn_seconds and context.turn_seconds > 30)
        key = (text, context.patient_name, context.last_patient_line[-1:], long)
        if key not in self._found:
            self._found[key] = self._classifier.classify(text, context)
        return self._found[key]


@cache
def acts() -> ActClassifier:
    return Remembering()


def lines_of(scenario: Scenario) -> LineRanker:
    cache = read_settings().data_dir / "lines"
    return ranker_for(scenario, likeness(), cache, SCENARIOS / "likeness")


def talk_with(scenario: Scenario, seed: int = 1, variant: str | None = None) -> Talk:
    """A talk through the real classifier and the real ranking."""
    return Talk(scenario, acts(), lines_of(scenario), seed, variant)


def script(entry: Entry, name: str) -> tuple[Turn, ...]:
    """A written talk: skilled, middling or hurried."""
    path = SCRIPTS / f"{entry.scenario.id}-{name}.txt"
    return read_script(path.read_text(encoding="utf-8").splitlines())
