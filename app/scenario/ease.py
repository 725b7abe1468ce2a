"""How easily a patient is reached: the same person on a better or a worse evening."""

from __future__ import annotations

from typing import Final, Literal, get_args

from app.scenario.model import Scenario
from app.scenario.vocabulary import StateValue

Ease = Literal["easier", "usual", "harder"]
EASES: Final[tuple[Ease, ...]] = get_args(Ease)

_WORSE_WHEN_HIGH: Final = frozenset({"arousal"})


def eases(scenario: Scenario) -> tuple[Ease, ...]:
    """What a learner may choose among."""
    return EASES if scenario.knobs.model_fields_set else ("usual",)


def at_ease(scenario: Scenario, ease: Ease) -> Scenario:
    """``scenario`` with its mind beginning at the better or worse end of each of its knobs."""
    if ease == "usual":
        return scenario
    knobs = scenario.knobs
    ends: dict[StateValue, tuple[float, float] | None] = {
        "trust": knobs.trust_start, "arousal": knobs.arousal_start, "patience": knobs.patience,
    }  # fmt: skip
    start: dict[str, float] = {}
    for name, span in ends.items():
        if span is not None:
            better, worse = span if name in _WORSE_WHEN_HIGH else (span[1], span[0])
            start[name] = better if ease == "easier" else worse
    mind = scenario.mind
    begun = mind.model_copy(update={"start": mind.start.model_copy(update=start)})
    return scenario.model_copy(update={"mind": begun})
