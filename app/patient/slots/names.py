"""Names in a learner's words: their own, and a wrong one for the patient."""

from __future__ import annotations

import re

_TITLE = r"(?:dr|doctor|professor|nurse)\.?"
_OWN = re.compile(
    rf"\b(?:i'm|i am|my name is|my name's|this is|name is|it's) ({_TITLE}) ([a-z][a-z'-]+)"
    rf"(?: ([A-Z][a-z'-]+))?",
    re.IGNORECASE,
)
_HERE = re.compile(
    rf"^\W*(?:(?i:hi|hello|hey|good \w+)\W+)?((?i:{_TITLE})) ([A-Z][a-z'-]+),? here\b"
)
_FIRST = re.compile(r"\b(?:[Mm]y name is|[Mm]y name's|[Cc]all me) ([A-Z][a-z'-]+)\b")
_FIRST_ROLE = re.compile(
    r"\b(?:I'm|I am) ([A-Z][a-z'-]+)(?: [A-Z][a-z'-]+)?,? (?:and )?(?:I'm )?(?:a|an|the|one of)\b"
)
_WRONG = re.compile(r"\b(mrs|mr|miss|ms)\.? ([A-Z][a-z'-]+)", re.IGNORECASE)
_NO_NAME = frozenset(
    "a an the here your and with from on in at so not very just afraid sorry glad going who that "
    "what one now it is was am calling speaking doctor nurse resident fellow student team".split()
)
_SHORT = {"doctor": "Dr.", "dr": "Dr.", "professor": "Professor", "nurse": "Nurse"}


def learner_name(text: str, acts: frozenset[str]) -> str | None:
    """Title and surname, or a first name, where the learner says who they are."""
    if match := _OWN.search(text) or _HERE.search(text):
        title = _SHORT[match.group(1).lower().rstrip(".")]
        surname = match.group(2)
        return f"{title} {_proper(surname)}" if surname.lower() not in _NO_NAME else None
    if match := _FIRST.search(text) or _FIRST_ROLE.search(text):
        name = match.group(1)
        return name if name.lower() not in _NO_NAME else None
    return None


def wrong_name(text: str, acts: frozenset[str]) -> str | None:
    """What the patient was wrongly called."""
    if "name_error" not in acts or not (match := _WRONG.search(text)):
        return None
    return f"{match.group(1).capitalize()}. {_proper(match.group(2))}".replace("Miss.", "Miss")


def _proper(name: str) -> str:
    return name[:1].upper() + name[1:]
