"""What an utterance touches."""

from __future__ import annotations

import re
from collections import defaultdict

from app.patient.phrases import matcher, plain
from app.patient.state import TalkState
from app.scenario.model import Scenario

FOLLOWS = frozenset({
    "explores", "open_q", "names_emotion", "understands", "supports", "permission", "wish",
    "silence_kept",
})  # fmt: skip
"""Acts that stay with what the patient has just said, where they name nothing of their own."""

_MOST_TO_ASK_ON = 6
"""A longer question says what it is about, if in words that no topic knows."""


_BEGINNING = re.compile(r"(?<![a-z0-9])(?=([^\s]{1,4}))")
_LETTERS = 4


class Topics:
    """The topics of a scenario, ready to be looked for."""

    def __init__(self, scenario: Scenario) -> None:
        self._scenario = scenario
        self._words = {name: matcher(words) for name, words in scenario.topics.items()}
        self._order = {name: at for at, name in enumerate(self._words)}
        begun = defaultdict(set)
        for name, words in scenario.topics.items():
            for phrase in words:
                begun[plain(phrase).split()[0][:_LETTERS]].add(name)
        self._begun = dict(begun)
        """The first letters of a phrase to the topics that have such a phrase: of some hundred
        topics only those few need be looked for."""

    def of(self, text: str) -> tuple[str, ...]:
        """The topics whose words stand in ``text``, in the scenario's order."""
        spoken = plain(text)
        likely = {
            name
            for word in _BEGINNING.findall(spoken)
            for length in range(1, len(word) + 1)
            for name in self._begun.get(word[:length], ())
        }
        found = (name for name in likely if self._words[name].search(spoken))
        return tuple(sorted(found, key=self._order.__getitem__))

    def in_view(self, state: TalkState) -> tuple[str, ...]:
        """The topics of the patient's own last line: what "tell me more" is about."""
        for line_id in reversed(state.said[-1:]):
            line = self._scenario.lines[line_id]
            own = (line.asks,) if line.asks else ()
            return tuple(dict.fromkeys((*line.when.topics, *own)))
        return ()

    def touched(self, text: str, acts: frozenset[str], state: TalkState) -> tuple[str, ...]:
        """The topics of an utterance; a follow-up, and an answer, also stay with what was said
        before."""
        named = self.of(text)
        follows = acts & FOLLOWS
        if follows == {"open_q"} and len(text.split()) > _MOST_TO_ASK_ON:
            follows = frozenset()
        if follows or (self._was_asked(state) and "gives_info" in acts):
            return tuple(dict.fromkeys((*named, *self.in_view(state))))
        return named

    def _was_asked(self, state: TalkState) -> bool:
        return bool(state.said) and self._scenario.lines[state.said[-1]].asks is not None
