"""In every phase, whatever the learner does, the patient has something to say."""

from __future__ import annotations

from collections.abc import Iterator

from app.scenario.checks.finding import Finding
from app.scenario.model import Scenario
from app.scenario.vocabulary import ACTS

NO_WORDS = {"silence_kept", "silence_long", "other", "interrupts"}
"""Acts for which a patient needs no line of their own."""


def check(scenario: Scenario) -> Iterator[Finding]:
    lines = [line for line in scenario.lines.values() if not line.hesitation]
    for phase in scenario.phases:
        here = [line for line in lines if not line.when.phase or phase in line.when.phase]
        fallbacks = [line for line in here if line.fallback]
        if len(fallbacks) < 3:
            message = f"{len(fallbacks)} fallback lines; three or more keep the patient human"
            yield Finding(("phases", phase), message)
        thin = [
            act
            for act in ACTS
            if act not in NO_WORDS and sum(act in line.when.acts for line in here) < 2
        ]
        if thin:
            message = f"fewer than two lines answer: {', '.join(thin)}"
            yield Finding(("phases", phase), message, "advice")
