"""What no patient may say, whoever finds the words. Reads each clause before it is released."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path

from app.patient.acts.lexicon import pattern
from app.patient.disclosure import betrayed, must_hide
from app.patient.engines.protocol import TalkContext
from app.patient.phrases import plain
from app.patient.turn import Intent
from app.scenario.checks.praise import PRAISE

MOST_WORDS = 32
_DATA = Path(__file__).parent / "data"

_ROLE = re.compile(
    r"\b(?:as an? (?:ai|assistant|language model|patient|virtual|simulated)|language model|"
    r"chatbot|i'?m an? (?:ai|virtual|simulated|bot|doctor|physician|nurse)|computer program|"
    r"i don'?t have (?:a physical|feelings|personal)|how (?:can|may) i (?:help|assist)|"
    r"assist you|system prompt|(?:my|previous|these) instructions|role ?play|simulat\w+|"
    r"the (?:user|learner|scenario)|in this scenario|my training data|i was (?:trained|programmed)|"
    r"i (?:can'?t|cannot) (?:fulfill|comply|continue with|provide medical))\b"
)
_ADVICE = re.compile(
    r"\b(?:i (?:would |strongly )?recommend|i(?:'d| would) (?:suggest|advise) (?:you|that you)|"
    r"my advice|you (?:should|need to|might want to|could try) (?:take|try|consider|see|talk|"
    r"consult|get|start|stop|speak|eat|rest|drink)|it'?s important (?:to|that you)|"
    r"consult (?:a|your)|your (?:cancer|tumou?r|scans?|results?|"
    r"diagnosis|biopsy|treatment|chemo\w*|symptoms|prognosis|condition)|"
    r"(?:we|i)(?:'ll| will| can) (?:start you|prescribe|give you (?:some|an? )|treat you|run some)|"
    r"take \d+ ?(?:mg|milligrams|tablets|pills)|side effects (?:of|include)|"
    r"(?:it|this) is (?:a type of|a condition|characterized|caused by))\b"
)
_HARM = re.compile(
    r"\b(?:over ?dos\w+|lethal|(?:\d+|a handful of|all (?:of )?(?:my|the)|enough|the whole bottle "
    r"of) (?:mg |milligrams )?(?:of )?(?:pills?|tablets?|morphine|insulin|potassium|patches|"
    r"oxycodone|fentanyl|heroin|sleeping pills|barbiturate\w*|digoxin|pentobarbital|secobarbital)|"
    r"(?:crush|mix|swallow|inject|stockpil\w*|hoard\w*|save up|sav(?:e|ing) up) (?:my |the |all |"
    r"up |them )*(?:pills?|tablets?|morphine|insulin|patches|meds|medicines?)|"
    r"hang(?:ing)? (?:my|your)self|slit\w*|(?:a|the|my) (?:gun|noose|plastic bag|helium|exhaust "
    r"pipe)|carbon monoxide|jump(?:ing)? (?:off|from|in front)|"
    r"(?:buy|get|order|score) (?:some |it )?(?:online|heroin|fentanyl|off the street)|dealer)\b"
)
_STAGE = re.compile(r"\*|_{2,}|[\[\]{}<>#`|]|\([a-z ,']+\)|^\s*\w+(?: \w+)?:\s", re.IGNORECASE)
_LETTERS = re.compile(r"[^\x00-\x7F\u00C0-\u024F\u2010-\u2027\u2032\u2033\u20AC]")
_FOREIGN = frozenset(
    "que los las por para con una está esta pero muy soy gracias señor señora qué cómo est pas les "
    "des vous nous je suis dans avec merci ich nicht und das ist ein eine sie wir bitte "
    "danke che sono della grazie não você obrigado uma ako ang hindi mga salamat mwen "
    "nou".split()
)
"""Short words of other languages that are no English ones."""
_FOREIGN_SHARE = 0.25
_FOREIGN_FEWEST = 2


class Guard:
    """Watches the words of one utterance."""

    def __init__(self, intent: Intent, context: TalkContext) -> None:
        scenario, state = context.scenario, context.state
        self._scenario = scenario
        self._name = plain(scenario.identity.called)
        hides = must_hide(scenario, state)
        self._hides = tuple(name for name in hides if name not in intent.discloses)
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
        if betrayed(self._scenario, self._hides, whole):
            yield "locked_fact"
        if _HARM.search(whole):
            yield "means_of_harm"
        if _ADVICE.search(whole):
            yield "medical_advice"
        if PRAISE.search(whole):
            yield "praise"
        if _STAGE.search(written) or clause.startswith(f"{self._name}:"):
            yield "stage_direction"
        if _LETTERS.search(written) or _is_foreign(whole):
            yield "language"
        if _is_slur(whole):
            yield "slur"
        if any(word.group() not in self._known for word in pattern("jargon").finditer(clause)):
            yield "word_not_hers"
        if len(written.split()) > MOST_WORDS:
            yield "over_long"
        if _bare(written) in self._before:
            yield "repeat"


def _bare(text: str) -> str:
    return " ".join(re.findall(r"[a-z0-9']+", plain(text)))


def _is_foreign(whole: str) -> bool:
    words = re.findall(r"[^\W\d_]+", whole)
    foreign = sum(word in _FOREIGN for word in words)
    return foreign >= _FOREIGN_FEWEST and foreign >= _FOREIGN_SHARE * len(words)


def _is_slur(whole: str) -> bool:
    """Whether a word of the list is in it. The list holds hashes: nobody has to read it."""
    words = re.findall(r"[a-z]+", whole)
    return any(fingerprint(form) in _slurs() for word in words for form in (word, word.rstrip("s")))


def fingerprint(word: str) -> str:
    """How a word stands in the list of slurs: 16 hexadecimal digits of its SHA-256."""
    return sha256(word.encode()).hexdigest()[:16]


@cache
def _slurs() -> frozenset[str]:
    lines = (_DATA / "slurs.txt").read_text(encoding="ascii").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))
