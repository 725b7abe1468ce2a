"""Whether the patient is called by a wrong name or title. Sure cases only: a recogniser spells
names as it likes, so a name that sounds anything like the right one is taken for it."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from app.patient.acts.lexicon import pattern
from app.patient.acts.text import recogniser_form, words
from app.patient.acts.types import ActContext

_TITLED = re.compile(r"\b(mr|mrs|ms|miss|mister|missus)\.?\s+([a-z][a-z'-]+)")
_OWN = re.compile(r"\b(?:i'm|i am|my name is|my name's|this is|call me|dr|doctor|nurse)\s+$")
_ADDRESSED = re.compile(
    r"^(?:so|okay|ok|well|hello|hi|hey|good morning|good afternoon|good evening|morning|now|"
    r"look|listen|right|alright|thank you|thanks|i'm so sorry|i'm sorry|sorry|goodbye|bye|"
    r"bye bye|take care)\s+$"
)
_MISSED = frozenset(
    "your my his her their our the a an any that this it them him you me us being having out one "
    "some something anything work school appointments doses so on most being".split()
)
"""What is missed, and is no name."""
_MISSING = re.compile(
    r"(?:\b(?:you|i|we|they|he|she|it|to|will|not|would|really|still|never|might|gonna|must|do|did|"
    r"always|don't|didn't|won't)|'ll)\s+$"
)
"""Before "miss" it is something that somebody does, and no title."""
_SPOKEN_OF = re.compile(r"\b(?:a|an|any|another|the|late|husband|wife|about)\s+$")
"""Before a title: somebody is spoken of, and not to ("is there a Mr. Murphy?")."""
_ALIKE = 0.5


def wrong_name(text: str, context: ActContext) -> str | None:
    """The wrong name or title that ``text`` calls the patient by, None if there is none."""
    if not context.patient_name:
        return None
    own = [*words(context.patient_name), *words(context.called), *words(context.surname)]
    spoken = text.lower().replace("’", "'")
    for match in _TITLED.finditer(spoken):
        title, name = match.groups()
        if title == "miss" and (name in _MISSED or _MISSING.search(spoken[: match.start()])):
            continue
        if _SPOKEN_OF.search(spoken[: match.start()]):
            continue
        if not _alike(name, own) and not _alike(name, _known(context)):
            return f"{title} {name}"
        if (
            context.titles
            and _alike(name, own)
            and _title(title) not in map(_title, context.titles)
        ):
            return f"{title} {name}"
    plain = recogniser_form(text)
    for match in pattern("given_names").finditer(plain):
        name = match.group()
        before, after = plain[: match.start()], plain[match.end() :]
        if _OWN.search(before) or _alike(name, own) or _alike(name, _known(context)):
            continue
        # Spoken to: a greeting or a turn to the patient before it, and not "mark the spot".
        called_at_start = bool(_ADDRESSED.search(before))
        set_off = re.search(rf"(?:^|,\s*){name}\s*[,.!?]", spoken) is not None
        if (called_at_start and not after.startswith((" and i", " is ", " was "))) or set_off:
            return name
    return None


def _known(context: ActContext) -> list[str]:
    return [word for name in context.others for word in words(name)]


def _alike(name: str, names: list[str]) -> bool:
    return any(
        name == one or (len(one) > 2 and SequenceMatcher(None, name, one).ratio() >= _ALIKE)
        for one in names
    )


def _title(title: str) -> str:
    short = title.lower().rstrip(".")
    return {"mister": "mr", "missus": "mrs"}.get(short, short)
