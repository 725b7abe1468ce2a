"""Every patient, talked to in every way that any scenario foresees, in no order at all."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from app.events import PatientUtterance
from app.patient import Directive, Intent
from app.patient.engines import TalkContext
from app.patient.engines.guard import Guard
from app.patient.fold import Fold
from app.patient.minilm.cli import everybody
from app.patient.ranker import LineRanker, Matrix
from app.rehearsal.learner import Scripted
from app.rehearsal.rehearse import rehearse_talk
from app.rehearsal.script import Quiet, Turn
from app.scenario import Entry, Library, Scenario
from app.scenario.lines import Line
from tests.support.patients import ENTRIES, IDS, SCENARIOS, likeness, lines_of, talk_with
from tests.support.sound import assert_sound

EVERY = pytest.mark.parametrize("entry", ENTRIES, ids=IDS)


def phrases(lines: list[Line]) -> list[str]:
    """The learner's words that the lines were written for."""
    return sorted({w for line in lines for w in line.said_to if not w.startswith("(")})


# The same for every patient, so that their acts are heard once.
ANYBODYS = random.Random(1).sample(
    phrases([line for entry in ENTRIES for line in entry.scenario.lines.values()]), 3000
)


class Missing:
    """Counts what no kept vector stands for."""

    def __init__(self) -> None:
        self.made_by = likeness().made_by
        self._numbers = likeness().embed([]).shape[1]
        self.texts = 0

    def embed(self, texts: Sequence[str]) -> Matrix:
        self.texts += len(texts)
        return np.ones((len(texts), self._numbers), dtype=np.float32)


@pytest.mark.parametrize("scenario", everybody(Library(SCENARIOS)), ids=lambda one: one.id)
def test_nearly_all_vectors_travel_with_the_patient(scenario: Scenario) -> None:
    """Else a first call waits: `synthetic-patients likeness` makes them."""
    missing = Missing()
    LineRanker(scenario, missing, shipped=SCENARIOS / "likeness")
    assert missing.texts <= 100


@EVERY
def test_random_talks_are_sound(entry: Entry) -> None:
    lines = list(entry.scenario.lines.values())
    own = phrases([line for line in lines if line.hint or line.discloses or line.thread])
    for seed, variant in enumerate([*entry.scenario.variants] * 2):
        draw = random.Random(seed)
        talk = talk_with(entry.scenario, seed, variant)
        turns: list[Turn] = []
        for _ in range(40):
            pool = own if draw.random() < 0.6 else ANYBODYS
            quiet = Quiet(draw.choice((3.5, 9.0, 22.0)))
            turns.append(quiet if draw.random() < 0.15 else draw.choice(pool))
        assert_sound(talk, rehearse_talk(talk, entry, Scripted(turns), seed))


@EVERY
def test_the_guard_lets_nearly_every_authored_line_through(entry: Entry) -> None:
    """What people wrote for a patient is what a patient may say: a guard that stops more than a
    line in fifty stops a good model too."""
    scenario = entry.scenario
    told = replace(Fold(scenario, scenario.first_variant).begin(), told=frozenset(scenario.facts))
    lines = [line for line in scenario.lines.values() if not line.hesitation]
    stopped = []
    for line in lines:
        text = re.sub(r"\{\w+\}", "Dr. Chen", line.text)
        guard = Guard(Intent("p1", line, text, Directive()), TalkContext(scenario, told))
        if rule := guard.objection(text):
            stopped.append((rule, text))
    assert len(stopped) <= len(lines) / 50, stopped


@pytest.mark.parametrize(
    "asked",
    [
        "Have you thought about killing yourself?",
        "Any thoughts of suicide?",
        "Do you ever think about hurting yourself or ending your life?",
    ],
)
@EVERY
def test_asked_about_suicide_everybody_answers_just_that(entry: Entry, asked: str) -> None:
    log = rehearse_talk(talk_with(entry.scenario), entry, Scripted(["Hello.", asked]), 1)
    said = [event for event in log if isinstance(event, PatientUtterance)][-1]
    line = entry.scenario.lines[said.line or ""]
    assert not line.fallback
    assert lines_of(entry.scenario).likeness(asked)[line.id] > 0.5, said.text
