"""Which facts may come out now, and which must stay inside."""

from __future__ import annotations

from app.patient.state import TalkState
from app.scenario.model import Fact, Scenario


def is_open(fact: Fact, state: TalkState) -> bool:
    """Whether the fact's own gate holds: trust, arousal, phase, and a hint where it needs one."""
    return (
        state.values.trust >= fact.trust
        and state.values.arousal <= fact.arousal
        and (not fact.phases or state.phase in fact.phases)
        and (not fact.needs_hint or state.hints > 0)
    )


def may_tell(scenario: Scenario, state: TalkState) -> tuple[str, ...]:
    """Facts that may be told now in any words. A hidden one comes out by its own lines only."""
    return tuple(
        name
        for name, fact in scenario.facts.items()
        if name not in state.told and not fact.hidden and is_open(fact, state)
    )


def must_hide(scenario: Scenario, state: TalkState) -> tuple[str, ...]:
    """Facts that must not show now, in any words."""
    free = {*state.told, *may_tell(scenario, state)}
    return tuple(name for name, fact in scenario.facts.items() if fact.gated and name not in free)


def betrayed(scenario: Scenario, names: tuple[str, ...], words: str) -> str | None:
    """The first of the facts that a phrase in ``words`` (lower case) would betray."""
    return next(
        (name for name in names if any(tell in words for tell in scenario.facts[name].tells)),
        None,
    )
