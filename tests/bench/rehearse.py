"""How many turns a second a rehearsal makes on one core: acts precomputed, and classified.

python -m tests.bench.rehearse
"""

from __future__ import annotations

import random
import time

from app.events import LearnerUtterance, ScoredAct
from app.patient.acts import EmbeddedClassifier, load_classifier
from app.patient.acts.types import NOWHERE, ActClassifier, ActContext
from app.patient.minilm import Embedder, Likeness
from app.patient.ranker import LineRanker, ranker_for
from app.patient.talk import Talk
from app.rehearsal.learner import Scripted
from app.rehearsal.rehearse import rehearse_talk
from app.scenario import Entry, Library
from app.settings import CHECKOUT, read_settings

TALKS = 8
TURNS = 40


class Remembered:
    """Acts and likeness of words as they were found before."""

    def __init__(self, classifier: EmbeddedClassifier) -> None:
        self._classifier = classifier
        self._found: dict[str, tuple[ScoredAct, ...]] = {}

    def classify(self, text: str, context: ActContext = NOWHERE) -> tuple[ScoredAct, ...]:
        if text not in self._found:
            self._found[text] = self._classifier.classify(text, context)
        return self._found[text]


def _turns(entry: Entry, seed: int) -> list[str]:
    draw = random.Random(seed)
    said = [
        words
        for line in entry.scenario.lines.values()
        for words in line.said_to
        if not words.startswith("(")
    ]
    return [draw.choice(said) for _ in range(TURNS)]


def _rate(entry: Entry, acts: ActClassifier, lines: LineRanker) -> float:
    """Learner's turns a second."""
    begun, turns = time.perf_counter(), 0
    for seed in range(TALKS):
        talk = Talk(entry.scenario, acts, lines, seed)
        log = rehearse_talk(talk, entry, Scripted(_turns(entry, seed)), seed)
        turns += sum(isinstance(event, LearnerUtterance) for event in log)
    return turns / (time.perf_counter() - begun)


def main() -> None:
    settings = read_settings()
    folder = settings.models_dir / "minilm"
    embedder = Embedder(folder / "model.onnx", folder / "tokenizer.json")
    classifier = load_classifier(settings.data_dir / "acts", embedder)
    entry = Library(CHECKOUT / "scenarios").list()[0]
    cache = settings.data_dir / "lines"
    lines = ranker_for(entry.scenario, Likeness(embedder, cache_size=1), cache)
    classified = _rate(entry, classifier, lines)
    remembered = Remembered(classifier)
    known = LineRanker(entry.scenario, Likeness(embedder), cache)
    _rate(entry, remembered, known)
    precomputed = _rate(entry, remembered, known)
    print(f"{entry.scenario.id}: {len(entry.scenario.lines)} lines, {TALKS} talks")
    print(f"acts classified   {classified:7.0f} turns/s")
    print(f"acts precomputed  {precomputed:7.0f} turns/s, {precomputed / classified:.1f} times")


if __name__ == "__main__":
    main()
