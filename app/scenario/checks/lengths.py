"""People speak in short turns."""

from __future__ import annotations

from collections.abc import Iterator

from app.scenario.checks.finding import Finding, lines_with_paths, words_of
from app.scenario.model import Scenario

MOST_WORDS = 30


def check(scenario: Scenario) -> Iterator[Finding]:
    for path, line in lines_with_paths(scenario):
        count = len(words_of(line.text))
        if count > MOST_WORDS:
            message = f"{line.id}: {count} words; {MOST_WORDS} at most, ten is usual"
            yield Finding((*path, "text"), message)
