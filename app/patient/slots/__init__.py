"""Places in a line, filled from the learner's own words, each checked before it may be spoken.

A wrong name or a broken promise in the patient's mouth is worse than none: where a finder is not
sure, it finds nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from app.patient.naming import named
from app.patient.slots import feelings, names, plans, promises, terms
from app.scenario.model import Scenario
from app.scenario.vocabulary import SlotKind

Finder = Callable[[str, frozenset[str]], str | None]
"""The words for a slot in an utterance with these acts, or None."""

MOST_WORDS = 5

_FINDERS: Mapping[SlotKind, Finder] = {
    "learner_name": names.learner_name,
    "promise": promises.promise,
    "plan_time": plans.plan_time,
    "plan_person": plans.plan_person,
    "term": terms.term,
    "feeling": feelings.feeling,
}


def fill(scenario: Scenario, text: str, acts: frozenset[str]) -> dict[str, str]:
    """The slots that ``text`` fills, by id."""
    found = {}
    for name, slot in scenario.slots.items():
        if slot.kind == "wrong_name":
            value = names.wrong_name(text, acts, named(scenario))
        else:
            value = _FINDERS[slot.kind](text, acts)
        if value and len(value.split()) <= MOST_WORDS and value != scenario.identity.called:
            found[name] = value
    return found


def put_in(text: str, slots: Mapping[str, str]) -> str:
    """``text`` with its slots filled, beginning with a capital."""
    for name, value in slots.items():
        text = text.replace("{" + name + "}", value)
    return text[:1].upper() + text[1:]
