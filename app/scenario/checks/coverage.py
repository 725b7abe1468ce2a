"""In every phase, whatever the learner does and however far they are trusted, the patient has
something to say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.scenario.checks.finding import Finding
from app.scenario.lines import Line
from app.scenario.model import Scenario
from app.scenario.vocabulary import ACTS

NO_WORDS = {"silence_kept", "silence_long", "other", "interrupts"}
"""Acts for which a patient needs no line of their own."""
_TRUST = {"low": 0.12, "middle": 0.45, "high": 0.80}
_FEWEST = 2
_MOST_QUESTIONS = 0.45


def check(scenario: Scenario) -> Iterator[Finding]:
    lines = [line for line in scenario.lines.values() if not line.hesitation]
    for phase in scenario.phases:
        here = [line for line in lines if not line.when.phase or phase in line.when.phase]
        fallbacks = [line for line in here if line.fallback]
        if len(fallbacks) < 3:
            message = f"{len(fallbacks)} fallback lines; three or more keep the patient human"
            yield Finding(("phases", phase), message)
        answers = [line for line in here if not line.when.sought]
        thin = {act for act in _asked() if _count(answers, act) < _FEWEST}
        if thin:
            message = f"fewer than two lines answer: {', '.join(sorted(thin))}"
            yield Finding(("phases", phase), message, "advice")
        for level, trust in _TRUST.items():
            none = [act for act in _asked() if act not in thin and not _count(here, act, trust)]
            if none:
                message = f"at {level} trust no line answers: {', '.join(none)}"
                yield Finding(("phases", phase), message, "advice")
    asking = sum(line.text.rstrip().endswith("?") for line in lines)
    if asking > _MOST_QUESTIONS * len(lines):
        message = f"{asking} of {len(lines)} lines are questions: people also state and stop"
        yield Finding(("situations",), message, "advice")


def _asked() -> Iterator[str]:
    return (act for act in ACTS if act not in NO_WORDS)


def _count(lines: Sequence[Line], act: str, trust: float | None = None) -> int:
    """How many lines answer the act, at that trust if one is given."""
    return sum(
        act in line.when.acts
        and (trust is None or line.when.trust is None or _within(trust, line.when.trust))
        for line in lines
    )


def _within(value: float, span: tuple[float, float]) -> bool:
    return span[0] <= value <= span[1]
