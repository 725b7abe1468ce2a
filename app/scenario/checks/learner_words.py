"""Lines are chosen by likeness to the words that they answer, so each needs some."""

from __future__ import annotations

from collections.abc import Iterator

from app.scenario.checks.finding import Finding, lines_with_paths
from app.scenario.model import Scenario

MOST = 24
"""A line that is asked for in more ways than this is usually asked for different things."""


def check(scenario: Scenario) -> Iterator[Finding]:
    for path, line in lines_with_paths(scenario):
        count = len(line.said_to)
        place = (*path, "said_to")
        if not count:
            yield Finding(place, f"{line.id}: give said_to: words of a learner, or (a situation)")
        elif count > MOST:
            advice = f"{line.id}: {count} examples; are they all one question?"
            yield Finding(place, advice, "advice")
        elif count < 2 and not (line.hesitation or line.when.event or line.fallback):
            yield Finding(place, f"{line.id}: one example only; two to four make it findable")
