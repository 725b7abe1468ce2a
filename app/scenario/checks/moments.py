"""Conditions that ask for what their moment never has: an ending hears no silence, and only a
line is sought while a silence of some length lasts."""

from __future__ import annotations

from collections.abc import Iterator

from app.scenario.checks.finding import Finding
from app.scenario.condition import Condition
from app.scenario.errors import FieldPath
from app.scenario.model import Scenario


def check(scenario: Scenario) -> Iterator[Finding]:
    for name, ending in scenario.endings.items():
        for condition in ending.when:
            yield from _never(("endings", name, "when"), condition, ("event", "seconds"))
    for path, conditions in _of_the_mind(scenario):
        for condition in conditions:
            yield from _never(path, condition, ("seconds",))


def _of_the_mind(scenario: Scenario) -> Iterator[tuple[FieldPath, tuple[Condition, ...]]]:
    for name, phase in scenario.phases.items():
        yield ("phases", name, "enter"), phase.enter
    for act, effects in scenario.mind.appraisal.items():
        for effect in effects:
            yield ("mind", "appraisal", act), effect.when
    for name, sensitivity in scenario.mind.sensitivities.items():
        yield ("mind", "sensitivities", name, "when"), sensitivity.when


def _never(path: FieldPath, condition: Condition, keys: tuple[str, ...]) -> Iterator[Finding]:
    for key in keys:
        if getattr(condition, key):
            yield Finding(path, f"{key!r} never holds here: it is for lines")
