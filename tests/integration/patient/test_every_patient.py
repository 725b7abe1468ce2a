"""Every patient, talked to in every way that any scenario foresees, in no order at all."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from app.patient.acts import EmbeddedClassifier, Embedder, load_classifier
from app.patient.ranker import ranker_for
from app.patient.talk import Talk
from app.rehearsal.learner import Scripted
from app.rehearsal.rehearse import rehearse_talk
from app.rehearsal.script import Quiet, Turn
from app.scenario import Entry, Library
from app.settings import CHECKOUT, read_settings
from tests.support.sound import assert_sound

ENTRIES = Library(CHECKOUT / "scenarios").list()
PHRASES = sorted(
    {
        words
        for entry in ENTRIES
        for line in entry.scenario.lines.values()
        for words in line.said_to
        if not words.startswith("(")
    }
)


@pytest.fixture(scope="module")
def engines() -> tuple[EmbeddedClassifier, Embedder]:
    folder: Path = read_settings().models_dir / "minilm"
    embedder = Embedder(folder / "model.onnx", folder / "tokenizer.json")
    return load_classifier(read_settings().data_dir / "acts", embedder), embedder


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.scenario.id)
def test_random_talks_are_sound(engines: tuple[EmbeddedClassifier, Embedder], entry: Entry) -> None:
    acts, embedder = engines
    lines = ranker_for(entry.scenario, embedder, read_settings().data_dir / "lines")
    own = [
        words
        for line in entry.scenario.lines.values()
        if line.hint or line.discloses or line.thread
        for words in line.said_to
        if not words.startswith("(")
    ]
    for seed, variant in enumerate([*entry.scenario.variants] * 4):
        draw = random.Random(seed)
        talk = Talk(entry.scenario, acts, lines, seed, variant)
        turns: list[Turn] = []
        for _ in range(40):
            pool = own if draw.random() < 0.6 else PHRASES
            quiet = Quiet(draw.choice((3.5, 9.0, 22.0)))
            turns.append(quiet if draw.random() < 0.15 else draw.choice(pool))
        assert_sound(talk, rehearse_talk(talk, entry, Scripted(turns), seed))
