"""Words that strike one patient in particular, whatever is being done with them."""

from __future__ import annotations

import re

from app.patient.phrases import matcher, plain
from app.scenario.model import Scenario

_TAKEN_BACK = re.compile(
    r"\b(?:(?:not|isn't|wasn't) (?:that|because)|not (?:saying|calling|suggesting|here to say)|"
    r"(?:nobody|no one|none of us|i don't|we don't|i'm not|i am not|don't)(?: \w+)? "
    r"(?:thinks?|thinking|says?|saying|believes?|calls?|calling|means?)|"
    r"(?:doesn't|does not) (?:mean|make)|never (?:say|said|think|thought|call|called))\b"
    r"[^.!?;]{0,40}$"
)
"""What comes before words that are named only to be taken back."""


class Sensitivities:
    """The sensitivities of a scenario, ready to be looked for."""

    def __init__(self, scenario: Scenario) -> None:
        self._words = {
            name: matcher(one.words) for name, one in scenario.mind.sensitivities.items()
        }

    def struck(self, text: str) -> frozenset[str]:
        """The sensitivities whose words stand in ``text``, and are not taken back there."""
        spoken = plain(text)
        return frozenset(
            name
            for name, words in self._words.items()
            if any(
                not _TAKEN_BACK.search(spoken, 0, match.start()) for match in words.finditer(spoken)
            )
        )
