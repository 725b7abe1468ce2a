"""What the learner's acts do to the mind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from app.patient.gates import Moment, any_holds
from app.patient.state import TalkState
from app.patient.values import Values
from app.scenario.mind import Mind
from app.scenario.model import Scenario
from app.scenario.vocabulary import StateValue

LET_GO = -0.03
"""Trust lost where the patient has asked twice and got no answer."""


def appraise(
    scenario: Scenario,
    state: TalkState,
    acts: Iterable[str],
    moment: Moment,
    worn: bool = False,
) -> tuple[Values, tuple[str, ...]]:
    """The mind after the acts and the words that struck it, and which of them moved it.

    ``state.acts`` are those of the turns before. What does good counts less when it is repeated
    within four turns, and less again when it is ``worn``: the very sentence has been said before.
    Gains of trust shrink, losses weigh more, a turn moves a value only so far, and nobody is
    soothed below a floor.
    """
    mind = scenario.mind
    acts = tuple(acts)
    sums: dict[StateValue, float] = defaultdict(float)
    why: list[str] = []
    for act in acts:
        repeats = sum(act in turn for turn in state.acts[-3:]) + worn
        for rule in mind.appraisal.get(act, ()):
            changes = rule.given()
            if not changes or not any_holds(rule.when, state, moment):
                continue
            why.append(act)
            for name, change in changes.items():
                tired = mind.repeat_factor**repeats if _does_good(name, change) else 1.0
                sums[name] += _weighed(mind, name, change) * tired
    for struck in sorted(moment.struck):
        sensitivity = mind.sensitivities[struck]
        if any_holds(sensitivity.when, state, moment):
            why.append(struck)
            repeats = sum(struck in turn for turn in state.struck[-3:])
            for name, change in sensitivity.given().items():
                tired = mind.repeat_factor**repeats if _does_good(name, change) else 1.0
                sums[name] += _weighed(mind, name, change) * tired
    baseline = scenario.phases[state.phase].arousal.baseline
    excepted = not set(acts).isdisjoint(mind.clamp.excepted)
    return _bounded(mind, state.values, sums, baseline, excepted), tuple(why)


def _does_good(name: StateValue, change: float) -> bool:
    """Kindness wears out by repetition; harm does not."""
    return change < 0 if name in ("arousal", "shame") else change > 0


def _weighed(mind: Mind, name: StateValue, change: float) -> float:
    return change * mind.negativity_bias if name == "trust" and change < 0 else change


def _bounded(
    mind: Mind,
    values: Values,
    sums: Mapping[StateValue, float],
    baseline: float,
    excepted: bool,
) -> Values:
    most = mind.clamp.per_turn
    moved: dict[StateValue, float] = {}
    for name, change in sums.items():
        if not (excepted and name in ("arousal", "hope", "control")):
            change = min(most, max(-most, change))
        if name == "trust" and change > 0:
            change *= min(1.0, mind.gain_shrinks * (1.0 - values.trust))
        if name == "arousal" and change < 0:
            floor = min(values.arousal, baseline - mind.calm_floor)
            change = max(change, floor - values.arousal)
        moved[name] = change
    return values.moved(moved)
