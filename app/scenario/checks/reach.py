"""Phases that no condition begins, acts that move nothing, topics nobody can hear."""

from __future__ import annotations

from collections.abc import Iterator

from app.scenario.checks.finding import Finding
from app.scenario.model import Scenario
from app.scenario.vocabulary import ACTS


def check(scenario: Scenario) -> Iterator[Finding]:
    for name, phase in list(scenario.phases.items())[1:]:
        if not phase.enter:
            yield Finding(("phases", name), "nothing begins this phase: give `enter`")
    for name, words in scenario.topics.items():
        if not words:
            yield Finding(("topics", name), "no words by which it is recognised")
    for name, slot in scenario.understanding.items():
        if not slot.told_by and not slot.acts:
            yield Finding(("understanding", name), "nothing tells this: give told_by or acts")
    for act in ACTS:
        if act not in scenario.mind.appraisal and act != "other":
            path = ("mind", "appraisal")
            yield Finding(path, f"the act {act!r} moves nothing in this patient", "advice")
