"""Words that would betray a fact stand only in lines that tell it, or come after it."""

from __future__ import annotations

from collections.abc import Iterator

from app.scenario.checks.finding import Finding, lines_with_paths
from app.scenario.model import Scenario

FEWEST = 6
"""Phrases by which a fact is known, however it is put."""


def check(scenario: Scenario) -> Iterator[Finding]:
    for path, line in lines_with_paths(scenario):
        text = line.text.lower().replace("’", "'")
        for name, fact in scenario.facts.items():
            if not fact.gated:
                continue
            if name in line.discloses or name in line.when.told:
                continue
            for phrase in fact.tells:
                if phrase in text:
                    message = f"{line.id}: {phrase!r} betrays {name!r} before it is told"
                    yield Finding((*path, "text"), message)
    for name, fact in scenario.facts.items():
        if len(fact.tells) < FEWEST:
            message = f"{len(fact.tells)} tell-tale phrases; {FEWEST} or more find a leak"
            yield Finding(("facts", name, "tells"), message, "error" if fact.gated else "advice")
        spoken = [
            line.text.lower().replace("’", "'")
            for line in scenario.lines.values()
            if name in line.discloses
        ]
        if spoken and not any(phrase in text for phrase in fact.tells for text in spoken):
            message = "none of these phrases stands in a line that tells the fact"
            yield Finding(("facts", name, "tells"), message)
