"""The emotion that shows. It is derived from the mind, never stored."""

from __future__ import annotations

from collections.abc import Collection

from app.patient.state import TalkState
from app.scenario.model import Scenario

BLAME = frozenset({"argues", "dismisses", "insult", "false_reassurance", "premature_fix"})
"""Acts that give a patient somebody to be angry with."""

STRONG = frozenset({"fear", "shock", "numb", "sadness", "anger", "shame", "pain"})
"""Emotions that ask for an answer."""


def derive(scenario: Scenario, state: TalkState) -> tuple[str, float]:
    """The emotion that fits the mind best, and how strongly it shows, 0 to 1.

    Follows appraisal theory: what is lost or threatened, how sure, who is to blame, how much can
    be done. The nearest that the scenario knows is taken.
    """
    v = state.values
    last = state.acts[-1] if state.acts else frozenset()
    fresh = state.phase != scenario.first_phase and state.turns <= 1
    intensity = min(1.0, max(0.2, v.arousal))
    wanted: list[str] = []
    if fresh and v.arousal >= 0.7:
        wanted.append("shock")
    if last & BLAME and v.trust < 0.4 and v.patience > 0.05:
        wanted.append("anger")
    if v.trust < 0.22:
        wanted.append("withdrawn")
    if v.shame >= 0.6 and _hiding(scenario, state):
        wanted.append("shame")
    if v.arousal >= 0.75 and v.control < 0.3:
        wanted.append("numb" if v.hope < 0.2 and state.turns > 1 else "fear")
    if v.arousal >= 0.58 and v.control < 0.6:
        wanted.append("fear")
    if v.hope < 0.35:
        wanted.append("guarded_hope" if v.trust > 0.7 and v.control > 0.5 else "sadness")
    if v.arousal >= 0.42 or v.trust < 0.35:
        wanted.append("wary")
    if v.patience < 0.35:
        wanted.append("hurried")
    wanted.append("warm" if v.trust >= 0.55 and v.arousal < 0.4 else "neutral")
    return _first_known(wanted, scenario.emotions), round(intensity, 3)


def _hiding(scenario: Scenario, state: TalkState) -> bool:
    """Whether the talk is near something hidden."""
    line = scenario.lines.get(state.said[-1]) if state.said else None
    return line is not None and bool(line.hint or set(line.discloses) & set(scenario.hidden))


def _first_known(wanted: list[str], known: Collection[str]) -> str:
    return next((name for name in wanted if name in known), next(iter(known)))
