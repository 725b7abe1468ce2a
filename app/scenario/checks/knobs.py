"""A patient as written lies between the ends of the knobs, so that easier is easier."""

from __future__ import annotations

from collections.abc import Iterator

from app.scenario.checks.finding import Finding
from app.scenario.model import Scenario


def check(scenario: Scenario) -> Iterator[Finding]:
    start, knobs = scenario.mind.start, scenario.knobs
    for name, value, span in (
        ("trust_start", start.trust, knobs.trust_start),
        ("arousal_start", start.arousal, knobs.arousal_start),
        ("patience", start.patience, knobs.patience),
    ):
        if span is not None and not span[0] <= value <= span[1]:
            ends = f"[{span[0]:g}, {span[1]:g}]"
            yield Finding(("knobs", name), f"mind.start says {value:g}, outside of {ends}")
