"""When the patient is to come or be called, and with whom."""

from __future__ import annotations

import re

_HOURS = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|noon"
_CLOCK = (
    rf"(?:(?:[1-9]|1[0-2])(?::[0-5]\d)?(?: ?[ap]\.?m\.?| o'clock)?"
    rf"|(?:{_HOURS})(?:[ -](?:fifteen|thirty|forty-five))?(?: o'clock)?)"
)
_DAY = (
    r"(?:tomorrow|today|tonight|this afternoon|this evening|(?:next |on |this )?"
    r"(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday))"
    r"(?: morning| afternoon| evening)?"
)
_DAY_FIRST = re.compile(rf"\b({_DAY}),? (?:at |around |by )({_CLOCK})(?![\w:])", re.IGNORECASE)
_CLOCK_FIRST = re.compile(
    rf"\b(?:at|around|by) ({_CLOCK}),? (?:on )?({_DAY})\b(?! ago\b)"
    rf"|\b((?:[1-9]|1[0-2])(?::[0-5]\d)? ?[ap]\.?m\.?|(?:{_HOURS}|\d+) o'clock),? (?:on )?"
    rf"({_DAY})\b",
    re.IGNORECASE,
)
"""A bare number before a day may count anything ("the scan was one Monday ago")."""
_SENTENCE = re.compile(r"(?<=[.!?;])\s+")
_PLANNED = re.compile(
    r"\b(?:see|come|meet|appointment|visit|call|phone|clinic|here|schedule\w*|book\w*|talk|free|"
    r"open|mri|scan)\b",
    re.IGNORECASE,
)
_OFFER = re.compile(r"\b(?:can|could|would|will|shall|how about|does)\b", re.IGNORECASE)
_PERSON = re.compile(
    r"\b(?:with|see|meet|call|phone|from) "
    r"((?:[Dd]r\.?|[Dd]octor|[Nn]urse) [A-Z][a-z'-]+|(?:the|our|your) "
    r"(?:nurse|social worker|surgeon|attending|oncologist|pharmacist|chaplain|financial counselor))"
)
_SEES = re.compile(
    r"\b((?:[Dd]r\.?|[Dd]octor) [A-Z][a-z'-]+)(?: and I)? (?:will|can|is going to|wants to) "
    r"(?:see|meet|call|talk)"
)


def plan_time(text: str, acts: frozenset[str]) -> str | None:
    """A day and a clock time ("tomorrow at nine"), where the learner gives both."""
    for sentence in _SENTENCE.split(text.replace("’", "'")):
        asks = sentence.rstrip().endswith("?") and not _OFFER.search(sentence)
        if asks or not _PLANNED.search(sentence):
            continue
        if match := _DAY_FIRST.search(sentence):
            day, clock = match.groups()
        elif match := _CLOCK_FIRST.search(sentence):
            clock, day = filter(None, match.groups())
        else:
            continue
        return f"{_day(day)} at {clock.lower()}"
    return None


def plan_person(text: str, acts: frozenset[str]) -> str | None:
    """Who the patient is to see or to phone."""
    match = _SEES.search(text) or _PERSON.search(text)
    if not match:
        return None
    if text[match.end() :].startswith("'") or match.group(1).endswith("'"):
        return None  # "from Dr. Reyes' office" is somebody else
    person = re.sub(r"^(?:[Dd]octor|[Dd]r\.?) ", "Dr. ", match.group(1))
    return re.sub(r"^(?:our|your) ", "the ", person)


def _day(day: str) -> str:
    words = day.lower().removeprefix("on ").split()
    return " ".join(word.capitalize() if word.endswith("day") and word != "today" else word
                    for word in words)  # fmt: skip
