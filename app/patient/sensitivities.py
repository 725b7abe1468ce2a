"""Words that strike one patient in particular, whatever is being done with them."""

from __future__ import annotations

from app.patient.phrases import matcher, plain
from app.scenario.model import Scenario


class Sensitivities:
    """The sensitivities of a scenario, ready to be looked for."""

    def __init__(self, scenario: Scenario) -> None:
        self._words = {
            name: matcher(one.words) for name, one in scenario.mind.sensitivities.items()
        }

    def struck(self, text: str) -> frozenset[str]:
        """The sensitivities whose words stand in ``text``."""
        spoken = plain(text)
        return frozenset(name for name, words in self._words.items() if words.search(spoken))
