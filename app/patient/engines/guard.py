"""What no patient may say, whoever finds the words. Reads each clause before it is released."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.patient.acts.lexicon import pattern
from app.patient.engines.protocol import TalkContext
from app.patient.phrases import plain
from app.patient.turn import Intent
from app.scenario.checks.praise import PRAISE

MOST_WORDS = 32

_ROLE = re.compile(
    r"\b(?:as an? (?:ai|assistant|language model|patient)|language model|chatbot|i'?m an? ai|"
    r"computer program|i don'?t have (?:a physical|feelings)|how (?:can|may) i (?:help|assist)|"
    r"assist you|system prompt|instructions|role ?play|simulat\w+|the (?:user|learner|scenario)|"
    r"i (?:can'?t|cannot) (?:fulfill|comply|continue with))\b"
)
_ADVICE = re.compile(
    r"\b(?:i (?:would |strongly )?recommend|my advice|you should (?:take|try|consider|see|talk|"
    r"consult|get|start|stop)|consult (?:a|your)|your (?:cancer|tumou?r|scans?|results?|diagnosis|"
    r"biopsy|treatment|chemo\w*|symptoms|prognosis)|(?:we|i)(?:'ll| will| can) (?:start you|"
    r"prescribe|give you|treat you)|take \d+ ?(?:mg|milligrams|tablets|pills))\b"
)
_STAGE = re.compile(r"\*|_{2,}|[\[\]{}<>#`|]|\([a-z ,']+\)|^\s*\w+(?: \w+)?:\s", re.IGNORECASE)
_LETTERS = re.compile(r"[^\x00-\x7F\u00C0-\u024F\u2010-\u2027\u2032\u2033\u20AC]")


class Guard:
    """Watches the words of one utterance."""

    def __init__(self, intent: Intent, context: TalkContext) -> None:
        scenario, state = context.scenario, context.state
        self._name = plain(scenario.identity.called)
        allowed = set(intent.discloses) | state.told
        self._locked = [
            phrase
            for name, fact in scenario.facts.items()
            if name not in allowed and (fact.hidden or fact.trust > 0 or fact.phases)
            for phrase in fact.tells
        ]
        spoken = " ".join(turn.text for turn in context.history if turn.who == "learner")
        own = " ".join(line.text for line in scenario.lines.values())
        self._known = plain(f"{spoken} {own} {intent.text}")
        self._before = {_bare(turn.text) for turn in context.history if turn.who == "patient"}
        self._so_far = ""

    def objection(self, clause: str) -> str | None:
        """The rule that ``clause`` breaks after what was released, or None: then it counts as
        released."""
        whole = f"{self._so_far} {clause}".strip()
        rule = next(self._broken(plain(clause), plain(whole), whole), None)
        if rule is None:
            self._so_far = whole
        return rule

    def _broken(self, clause: str, whole: str, written: str) -> Iterator[str]:
        if _ROLE.search(whole):
            yield "role_break"
        if any(phrase in whole for phrase in self._locked):
            yield "locked_fact"
        if _ADVICE.search(whole):
            yield "medical_advice"
        if PRAISE.search(whole):
            yield "praise"
        if _STAGE.search(written) or clause.startswith(f"{self._name}:"):
            yield "stage_direction"
        if _LETTERS.search(written):
            yield "language"
        if any(word.group() not in self._known for word in pattern("jargon").finditer(clause)):
            yield "word_not_hers"
        if len(written.split()) > MOST_WORDS:
            yield "over_long"
        if _bare(written) in self._before:
            yield "repeat"


def _bare(text: str) -> str:
    return " ".join(re.findall(r"[a-z0-9']+", plain(text)))
