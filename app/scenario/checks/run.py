"""Run every check on a file."""

from __future__ import annotations

from pathlib import Path

from app.scenario.checks import (
    contradictions,
    coverage,
    disclosure,
    goodbyes,
    knobs,
    learner_words,
    lengths,
    likeness,
    line_slots,
    moments,
    openings,
    praise,
    reach,
    stems,
    tells,
)
from app.scenario.checks.finding import Check
from app.scenario.errors import Problem, ScenarioError
from app.scenario.loader import load_with_source

ALL: tuple[Check, ...] = (
    openings.check,
    learner_words.check,
    lengths.check,
    line_slots.check,
    disclosure.check,
    tells.check,
    likeness.check,
    praise.check,
    goodbyes.check,
    knobs.check,
    stems.check,
    reach.check,
    moments.check,
    coverage.check,
    contradictions.check,
)


def check_file(path: Path) -> tuple[Problem, ...]:
    """Everything that is wrong with the file, by line; empty where nothing is."""
    try:
        scenario, source = load_with_source(path)
    except ScenarioError as error:
        return error.problems
    problems = []
    for check in ALL:
        for finding in check(scenario):
            at = source.problem(finding.path, finding.message)
            problems.append(
                Problem(at.file, at.line, at.column, at.field, at.message, finding.level)
            )
    return tuple(sorted(problems, key=lambda problem: (problem.line, problem.column)))
