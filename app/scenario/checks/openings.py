"""Every line needs something that lets it in."""

from __future__ import annotations

from collections.abc import Iterator

from app.scenario.checks.finding import Finding, lines_with_paths
from app.scenario.model import Scenario


def check(scenario: Scenario) -> Iterator[Finding]:
    for path, line in lines_with_paths(scenario):
        when = line.when
        opened = (
            when.acts
            or when.event
            or when.ending
            or when.unanswered
            or when.struck
            or when.overheard
            or when.knows
            or when.after
            or when.told
        )
        if not (opened or line.hesitation or line.fallback):
            message = (
                f"{line.id}: nothing lets this line in: give acts, an event, struck, after, "
                "told, knows or unanswered"
            )
            yield Finding(path, message)
        if when.seconds and when.event != "silence":
            yield Finding((*path, "when", "seconds"), f"{line.id}: seconds need `event: silence`")
