"""What no talk can come to: phases that nothing begins, lines whose gates cannot open, acts that
move nothing, topics nobody can hear."""

from __future__ import annotations

from collections.abc import Iterator

from app.scenario.checks.finding import Finding, lines_with_paths
from app.scenario.condition import Condition
from app.scenario.lines import Line
from app.scenario.model import Scenario
from app.scenario.vocabulary import ACTS


def check(scenario: Scenario) -> Iterator[Finding]:
    for name, phase in list(scenario.phases.items())[1:]:
        if not phase.enter:
            yield Finding(("phases", name), "nothing begins this phase: give `enter`")
    for name, words in scenario.topics.items():
        if not words:
            yield Finding(("topics", name), "no words by which it is recognised")
    for name, slot in scenario.understanding.items():
        if not slot.told_by and not slot.acts:
            yield Finding(("understanding", name), "nothing tells this: give told_by or acts")
    for act in ACTS:
        if act not in scenario.mind.appraisal and act != "other":
            yield Finding(
                ("mind", "appraisal"), f"the act {act!r} moves nothing in this patient", "advice"
            )
    reach = _Reach(scenario)
    for path, line in lines_with_paths(scenario):
        if (missing := reach.missing(line)) is not None:
            message = f"{line.id}: no talk can come to this line: {missing}"
            yield Finding((*path, "when"), message)


class _Reach:
    """Which lines can be said at all: the least fixed point of what each waits for."""

    def __init__(self, scenario: Scenario) -> None:
        self._scenario = scenario
        self._later = _later_phases(scenario)
        self._lines = scenario.lines
        self._can: set[str] = set()
        grown = True
        while grown:
            told = {fact for name in self._can for fact in self._lines[name].discloses}
            fresh = {
                name
                for name, line in self._lines.items()
                if name not in self._can and self._lacks(line, told) is None
            }
            grown = bool(fresh)
            self._can |= fresh

    def missing(self, line: Line) -> str | None:
        """What the line waits for in vain, or None."""
        if line.id in self._can:
            return None
        told = {fact for name in self._can for fact in self._lines[name].discloses}
        return self._lacks(line, told)

    def _lacks(self, line: Line, told: set[str]) -> str | None:
        when = line.when
        led_to = {then.line for name in self._can for then in self._lines[name].then}
        for name in when.said:
            if not self._comes_before(name, line):
                return f"{name!r} is never said before it"
        for any_of in (when.after, when.said_any):
            if any_of and not any(self._comes_before(name, line) for name in any_of):
                return f"none of {', '.join(any_of)} is ever said before it"
        if lacking := set(when.told) - told:
            return f"nothing tells {min(lacking)!r} before it"
        if when.event is None and when.acts and not _acts_stand(when) and line.id not in led_to:
            return "the acts that let it in are also kept out"
        if when.unanswered and not any(
            self._lines[name].asks in when.unanswered for name in self._can
        ):
            return f"nothing asks about {', '.join(when.unanswered)}"
        return None

    def _comes_before(self, name: str, line: Line) -> bool:
        if name not in self._can:
            return False
        earlier = self._lines[name].when.phase or tuple(self._scenario.phases)
        here = line.when.phase or tuple(self._scenario.phases)
        return any(phase in self._later[before] for before in earlier for phase in here)


def _acts_stand(when: Condition) -> bool:
    return bool(set(when.acts) - set(when.not_acts))


def _later_phases(scenario: Scenario) -> dict[str, set[str]]:
    """For each phase, itself and every phase that a talk may still come to."""
    follows = {
        name: {
            after
            for after, phase in scenario.phases.items()
            if after != name and phase.enter and (not phase.from_ or name in phase.from_)
        }
        for name in scenario.phases
    }
    later: dict[str, set[str]] = {}
    for name in scenario.phases:
        seen, waiting = {name}, [name]
        while waiting:
            fresh = follows[waiting.pop()] - seen
            seen |= fresh
            waiting += fresh
        later[name] = seen
    return later
