"""What an utterance tells, and whether it stays."""

from __future__ import annotations

import re
from collections.abc import Mapping

from app.patient.phrases import matcher, plain
from app.scenario.mind import Retention
from app.scenario.model import Scenario
from app.scenario.vocabulary import Known


class Understanding:
    """The slots of a scenario, ready to be looked for."""

    def __init__(self, scenario: Scenario) -> None:
        self._slots: dict[str, tuple[tuple[re.Pattern[str], ...], frozenset[str]]] = {
            name: (tuple(matcher(group) for group in slot.told_by), frozenset(slot.acts))
            for name, slot in scenario.understanding.items()
        }

    def told(self, text: str, acts: frozenset[str]) -> tuple[str, ...]:
        """The slots that the utterance tells: a phrase of every group, and one of the acts."""
        spoken = plain(text)
        return tuple(
            name
            for name, (groups, needed) in self._slots.items()
            if (groups or needed)
            and (not needed or acts & needed)
            and all(group.search(spoken) for group in groups)
        )


def taken_in(
    knows: Mapping[str, Known], told: tuple[str, ...], arousal: float, rule: Retention
) -> dict[str, Known]:
    """What is known after it was told: a flooded mind hears and loses; what is kept stays."""
    after = dict(knows)
    for slot in told:
        if after.get(slot) != "kept":
            flooded = arousal > rule.above_arousal and slot not in rule.always_kept
            after[slot] = "heard" if flooded else "kept"
    return after
