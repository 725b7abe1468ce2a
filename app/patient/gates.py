"""Whether a condition holds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from app.patient.state import TalkState
from app.patient.values import Values
from app.scenario.condition import Condition
from app.scenario.vocabulary import EventName, Sought

RECENT = 3
"""Among how many of the last lines ``after`` looks."""


@dataclass(frozen=True, slots=True)
class Moment:
    """What has just happened: the learner's acts and topics, or an event without words."""

    acts: frozenset[str] = frozenset()
    topics: frozenset[str] = frozenset()
    events: frozenset[EventName] = frozenset()
    seconds: float = 0.0
    ending: str | None = None
    sought: Sought | None = None
    """What the learner's question wants for an answer."""
    struck: frozenset[str] = frozenset()
    """Sensitivities that the learner's words struck."""
    overheard: frozenset[str] = frozenset()
    """Line and thread that the other person has just said."""


def holds(
    condition: Condition,
    state: TalkState,
    moment: Moment,
    *,
    exact: bool = True,
    with_topics: bool = True,
    with_acts: bool = True,
) -> bool:
    """Whether all that ``condition`` gives holds now.

    ``exact`` measures the mind as it is; else as it is felt, which flickers less. ``with_topics``
    and ``with_acts`` say whether those keys count; what ``not_acts`` rules out is out.
    """
    if with_acts and condition.acts and moment.acts.isdisjoint(condition.acts):
        return False
    if not moment.acts.isdisjoint(condition.not_acts):
        return False
    if with_topics and condition.topics and moment.topics.isdisjoint(condition.topics):
        return False
    return _story(condition, state, moment) and within(
        condition, state.values if exact else state.steady
    )


def any_holds(conditions: Iterable[Condition], state: TalkState, moment: Moment) -> bool:
    """Whether any does; an empty list always holds."""
    conditions = tuple(conditions)
    return not conditions or any(holds(one, state, moment) for one in conditions)


def within(condition: Condition, values: Values) -> bool:
    """Whether the mind lies in the ranges that ``condition`` gives."""
    return all(low <= values.get(name) <= high for name, (low, high) in condition.ranges.items())


def _story(condition: Condition, state: TalkState, moment: Moment) -> bool:
    """The keys that ask what has happened so far, and what happens now."""
    when = condition
    if when.event is not None and when.event not in moment.events:
        return False
    if when.seconds and not when.seconds[0] <= moment.seconds < when.seconds[1]:
        return False
    return (
        when.ending == moment.ending
        and (not when.sought or moment.sought in when.sought)
        and (not when.overheard or not moment.overheard.isdisjoint(when.overheard))
        and (not when.struck or not moment.struck.isdisjoint(when.struck))
        and moment.struck.isdisjoint(when.not_struck)
        and (not when.phase or state.phase in when.phase)
        and (when.variant is None or when.variant == state.variant)
        and (when.not_variant is None or when.not_variant != state.variant)
        and (when.turns is None or state.turns >= when.turns)
        and (when.turns_at_most is None or state.turns <= when.turns_at_most)
        and (not when.knows or all(state.knows.get(k) in known for k, known in when.knows.items()))
        and state.told.issuperset(when.told)
        and state.told.isdisjoint(when.not_told)
        and (not when.after or not set(when.after).isdisjoint(state.said[-RECENT:]))
        and (not when.said or set(state.said).issuperset(when.said))
        and (not when.said_any or not set(state.said).isdisjoint(when.said_any))
        and (not when.not_said or set(state.said).isdisjoint(when.not_said))
        and (not when.slots or all(slot in state.slots for slot in when.slots))
        and (not when.unanswered or bool(_open(state) & set(when.unanswered)))
    )


def _open(state: TalkState) -> set[str]:
    """Topics that the patient asked about a turn ago or more, and may ask about once again."""
    return {
        question.topic
        for question in state.questions
        if not question.returned and question.turn < state.turn
    }
