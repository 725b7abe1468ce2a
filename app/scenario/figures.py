"""A scenario in figures, for its writer."""

from __future__ import annotations

from collections import Counter

from app.scenario.checks.finding import words_of
from app.scenario.model import Scenario


def figures(scenario: Scenario) -> str:
    """Lines, words a line, phases, emotions: a few sentences."""
    lines = list(scenario.lines.values())
    spoken = [line for line in lines if not line.hesitation]
    lengths = sorted(len(words_of(line.text)) for line in spoken)
    phases = Counter(p for line in spoken for p in line.when.phase or scenario.phases)
    emotions = Counter(line.how.emotion for line in spoken)
    questions = sum(line.text.rstrip().endswith("?") for line in spoken)
    return "\n".join((
        f"{len(lines)} lines, {len(lines) - len(spoken)} of them hesitations, "
        f"in {len(scenario.situations)} situations",
        f"words a line: median {lengths[len(lengths) // 2]}, longest {lengths[-1]}; "
        f"{questions / len(spoken):.0%} are questions",
        "phases: " + ", ".join(f"{name} {count}" for name, count in phases.items()),
        "emotions: " + ", ".join(f"{name} {count}" for name, count in emotions.most_common()),
        f"disclose {sum(bool(line.discloses) for line in lines)}, "
        f"hint {sum(bool(line.hint) for line in lines)}, "
        f"ask {sum(bool(line.asks) for line in lines)}, "
        f"with slots {sum(bool(line.when.slots) for line in lines)}, "
        f"on events {sum(bool(line.when.event) for line in lines)}",
    ))  # fmt: skip
