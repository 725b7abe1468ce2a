"""A fact comes out only where its gate allows, and the hidden one only by steps."""

from __future__ import annotations

from collections.abc import Iterator

from app.scenario.checks.finding import Finding, lines_with_paths
from app.scenario.lines import Line
from app.scenario.model import Fact, Scenario


def check(scenario: Scenario) -> Iterator[Finding]:
    for path, line in lines_with_paths(scenario):
        for name in line.discloses:
            for message in _beyond_gate(scenario, line, name, scenario.facts[name]):
                yield Finding((*path, "discloses"), f"{line.id}: {message}")
    told = {name for line in scenario.lines.values() for name in line.discloses}
    for name in scenario.facts:
        if name not in told:
            yield Finding(("facts", name), "no line discloses this fact")
    for number, hint in enumerate(scenario.hints):
        if scenario.lines[hint.line].hint != hint.of:
            message = f"{hint.line}: mark the line with `hint: {hint.of}`"
            yield Finding(("hints", number), message)


def _beyond_gate(scenario: Scenario, line: Line, name: str, fact: Fact) -> Iterator[str]:
    when = line.when
    begun = name in when.told
    least = (when.trust or (0.0, 1.0))[0]
    most = (when.arousal or (0.0, 1.0))[1]
    if not begun and least < fact.trust - 1e-9:
        yield f"tells {name!r} from trust {least:g}; its gate is {fact.trust:g}"
    if not begun and fact.hidden and most > fact.arousal + 1e-9:
        yield f"tells {name!r} up to arousal {most:g}; its gate is {fact.arousal:g}"
    allowed = set(fact.phases or scenario.phases)
    if not set(when.phase or scenario.phases) <= allowed:
        yield f"tells {name!r} outside its phases ({', '.join(sorted(allowed))})"
    if fact.hidden and not (when.after or when.told or when.said or when.said_any):
        yield f"tells the hidden {name!r} with no line before it: give after, said or told"
