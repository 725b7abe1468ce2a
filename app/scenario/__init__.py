"""What a scenario is: its schema, how it is read and checked, and the library of them."""

from __future__ import annotations

from app.scenario.errors import Problem, ScenarioError
from app.scenario.library import Entry, Library
from app.scenario.lines import Line
from app.scenario.loader import load_scenario, parse_scenario
from app.scenario.model import Scenario

__all__ = [
    "Entry",
    "Library",
    "Line",
    "Problem",
    "Scenario",
    "ScenarioError",
    "load_scenario",
    "parse_scenario",
]
