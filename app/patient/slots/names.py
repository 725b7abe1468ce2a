"""Names in a learner's words: their own, and a wrong one for the patient."""

from __future__ import annotations

import re

from app.patient.acts import names
from app.patient.acts.types import ActContext

_TITLE = r"(?:dr|doctor|professor|nurse)\.?"
_OWN = re.compile(
    rf"(?i:\b(?:i'm|i am|my name is|my name's|this is|name is|it's) ({_TITLE}) ([a-z][a-z-]*"
    r"(?:'(?!s\b)[a-z]+)?))(?: ([A-Z][a-z]+(?:['-][A-Za-z]+)*))?"
)
_HERE = re.compile(
    rf"^\W*(?:(?i:hi|hello|hey|good \w+)\W+)?((?i:{_TITLE})) ([A-Z][a-z'-]+),? here\b"
)
_FIRST = re.compile(r"\b(?:[Mm]y name is|[Mm]y name's|[Cc]all me) ([A-Z][a-z'-]+)\b")
_FIRST_ROLE = re.compile(
    r"\b(?:I'm|I am) ([A-Z][a-z'-]+)(?: [A-Z][a-z'-]+)?,? (?:and )?(?:I'm )?(?:a|an|the|one of)\b"
)
_NO_NAME = frozenset(
    "a an the here your and with from on in at so not very just afraid sorry glad going who that "
    "what one now it is was am calling speaking doctor nurse resident fellow student team "
    "but or of to".split()
)
_TITLES = {
    "mrs": "Mrs.",
    "missus": "Mrs.",
    "mr": "Mr.",
    "mister": "Mr.",
    "miss": "Miss",
    "ms": "Ms.",
}
_SHORT = {"doctor": "Dr.", "dr": "Dr.", "professor": "Professor", "nurse": "Nurse"}


def learner_name(text: str, acts: frozenset[str]) -> str | None:
    """Title and surname, or a first name, where the learner says who they are."""
    if match := _OWN.search(text) or _HERE.search(text):
        title, first, *rest = match.groups()
        if first.lower() in _NO_NAME or text[match.end() :].startswith("'s"):
            return None
        surname = next((name for name in rest if name), first)
        return f"{_SHORT[title.lower().rstrip('.')]} {_proper(surname)}"
    if match := _FIRST.search(text) or _FIRST_ROLE.search(text):
        name = match.group(1)
        return name if name.lower() not in _NO_NAME else None
    return None


def wrong_name(text: str, acts: frozenset[str], named: ActContext) -> str | None:
    """What the patient was wrongly called, as it would be said back."""
    wrong = names.wrong_name(text, named) if "name_error" in acts else None
    if wrong is None:
        return None
    title, _, surname = wrong.rpartition(" ")
    called = _proper(surname)
    return f"{_TITLES[title]} {called}" if title else called


def _proper(name: str) -> str:
    return name[:1].upper() + name[1:]
