"""Names that one block of a scenario uses and another must declare."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from typing import NamedTuple

from app.scenario.condition import Condition
from app.scenario.errors import FieldPath
from app.scenario.model import Scenario
from app.scenario.vocabulary import ACTS, CUES, EMOTIONS


class Dangling(NamedTuple):
    path: FieldPath
    message: str


class _Names:
    """Everything that can be referred to, by kind."""

    def __init__(self, scenario: Scenario) -> None:
        lines = {source.id for s in scenario.situations for source in s.lines}
        self.known: dict[str, set[str]] = {
            "act": set(ACTS),
            "topic": set(scenario.topics),
            "fact": set(scenario.facts),
            "slot": set(scenario.slots),
            "understanding slot": set(scenario.understanding),
            "phase": set(scenario.phases),
            "variant": set(scenario.variants),
            "sensitivity": set(scenario.mind.sensitivities),
            "ending": set(scenario.endings),
            "line": lines,
            "emotion": set(scenario.emotions),
            "cue": set(scenario.cues),
            "emotion of the face": set(EMOTIONS),
            "cue of the face": set(CUES),
        }

    def missing(self, kind: str, names: Iterable[str], path: FieldPath) -> Iterator[Dangling]:
        for number, name in enumerate(names):
            if name not in self.known[kind]:
                near = get_close_matches(name, self.known[kind], n=1)
                hint = f"; did you mean {near[0]!r}?" if near else ""
                yield Dangling((*path, number), f"there is no {kind} {name!r}{hint}")

    def one(self, kind: str, name: str | None, path: FieldPath) -> Iterator[Dangling]:
        if name is not None:
            for found in self.missing(kind, (name,), path):
                yield Dangling(path, found.message)


_LISTS = {
    "phase": "phase", "acts": "act", "not_acts": "act", "topics": "topic",
    "struck": "sensitivity", "not_struck": "sensitivity", "told": "fact", "not_told": "fact",
    "after": "line", "said": "line", "said_any": "line", "not_said": "line",
    "unanswered": "topic", "slots": "slot",
}  # fmt: skip


def _condition(names: _Names, condition: Condition, path: FieldPath) -> Iterator[Dangling]:
    for key, kind in _LISTS.items():
        yield from names.missing(kind, getattr(condition, key), (*path, key))
    for slot in condition.knows:
        yield from names.one("understanding slot", slot, (*path, "knows", slot))
    yield from names.one("variant", condition.variant, (*path, "variant"))
    yield from names.one("variant", condition.not_variant, (*path, "not_variant"))
    yield from names.one("ending", condition.ending, (*path, "ending"))


def _conditions(
    names: _Names, conditions: tuple[Condition, ...], path: FieldPath
) -> Iterator[Dangling]:
    for number, condition in enumerate(conditions):
        yield from _condition(names, condition, (*path, number))


def dangling(scenario: Scenario) -> Iterator[Dangling]:
    """Every name that nothing declares."""
    names = _Names(scenario)
    yield from names.missing("emotion of the face", scenario.emotions, ("emotions",))
    yield from names.missing("cue of the face", scenario.cues, ("cues",))
    yield from _mind(names, scenario)
    for name, slot in scenario.understanding.items():
        yield from names.missing("act", slot.acts, ("understanding", name, "acts"))
    for name, fact in scenario.facts.items():
        yield from names.missing("topic", fact.topics, ("facts", name, "topics"))
        yield from names.missing("phase", fact.phases, ("facts", name, "phases"))
    for number, hint in enumerate(scenario.hints):
        yield from names.one("fact", hint.of, ("hints", number, "of"))
        yield from names.one("line", hint.line, ("hints", number, "line"))
    if scenario.meeting is not None:
        yield from names.one("variant", scenario.meeting.variant, ("meeting", "variant"))
    opening = scenario.opening
    yield from names.one("line", opening.line, ("opening", "line"))
    first = opening.if_learner_speaks_first
    yield from names.one("line", first, ("opening", "if_learner_speaks_first"))
    for name, ending in scenario.endings.items():
        yield from _conditions(names, ending.when, ("endings", name, "when"))
        yield from names.one("line", ending.goodbye, ("endings", name, "goodbye"))
    yield from _lines(names, scenario)


def _mind(names: _Names, scenario: Scenario) -> Iterator[Dangling]:
    mind = scenario.mind
    for act, rules in mind.appraisal.items():
        path: FieldPath = ("mind", "appraisal", act)
        yield from names.one("act", act, path)
        for number, rule in enumerate(rules):
            yield from _conditions(names, rule.when, (*path, number, "when"))
    for name, struck in mind.sensitivities.items():
        path = ("mind", "sensitivities", name, "when")
        yield from _conditions(names, struck.when, path)
    for line in mind.own_words:
        yield from names.one("line", line, ("mind", "own_words", line))
    yield from names.missing("act", mind.clamp.excepted, ("mind", "clamp", "except"))
    for name, phase in scenario.phases.items():
        yield from names.missing("phase", phase.from_, ("phases", name, "from"))
        yield from _conditions(names, phase.enter, ("phases", name, "enter"))
        kept = phase.retention.always_kept
        path = ("phases", name, "retention", "always_kept")
        yield from names.missing("understanding slot", kept, path)


def _lines(names: _Names, scenario: Scenario) -> Iterator[Dangling]:
    for at, situation in enumerate(scenario.situations):
        path: FieldPath = ("situations", at)
        yield from _condition(names, situation.when, (*path, "when"))
        yield from names.missing("cue", situation.how.cues, (*path, "how", "cues"))
        yield from names.one("emotion", situation.how.emotion, (*path, "how", "emotion"))
        for number, line in enumerate(situation.lines):
            here: FieldPath = (*path, "lines", number)
            yield from _condition(names, line.when, (*here, "when"))
            yield from names.missing("cue", line.how.cues, (*here, "how", "cues"))
            yield from names.one("emotion", line.how.emotion, (*here, "how", "emotion"))
            yield from names.missing("fact", line.discloses, (*here, "discloses"))
            yield from names.one("fact", line.hint, (*here, "hint"))
            yield from names.one("topic", line.asks, (*here, "asks"))
            for step, then in enumerate(line.then):
                yield from names.one("line", then.line, (*here, "then", step, "line"))
