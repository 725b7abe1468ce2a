"""Every ending has a last word, and a call can end whatever happens."""

from __future__ import annotations

from collections.abc import Iterator

from app.scenario.checks.finding import Finding
from app.scenario.model import Scenario


def check(scenario: Scenario) -> Iterator[Finding]:
    for name, ending in scenario.endings.items():
        line = scenario.lines[ending.goodbye]
        if line.when.ending != name:
            message = f"{line.id}: a goodbye needs `ending: {name}` in its `when`"
            yield Finding(("endings", name, "goodbye"), message)
        if line.when.slots:
            message = f"{line.id}: a goodbye that needs slots may be left unsaid: name another"
            yield Finding(("endings", name, "goodbye"), message)
    if not any(ending.begun_by == "learner" for ending in scenario.endings.values()):
        yield Finding(("endings",), "no ending answers a learner's farewell")
