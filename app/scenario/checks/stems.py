"""Phrases of a topic that find nothing, because they are too short, or nearly everything."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from app.scenario.checks.finding import Finding
from app.scenario.errors import FieldPath
from app.scenario.model import Scenario

_STEM = 5
"""See ``patient.phrases.matcher``: from this length on a phrase finds words that go on after it."""
_ENDING = r"(?:'s|s|es|d|ed|ing)?"
_COMMON = frozenset(
    "a an the i you he she it we they me him her us them my your his its our their this that these "
    "those what which who whom whose when where why how any some all every no not yes and or but "
    "so if of in on at to for with from by as is are was were be been am do does did have has had "
    "can could will would shall should may might about up down out there here then now just very "
    "too also only".split()
)
"""A phrase of one of these comes of a comma too many: "before Sunday, what"."""
_LONGER = 2
"""So many longer words say that a stem was meant."""


def check(scenario: Scenario) -> Iterator[Finding]:
    words = _words(scenario)
    for name, phrases in scenario.topics.items():
        yield from _short(phrases, words, ("topics", name))
    for name, sensitivity in scenario.mind.sensitivities.items():
        yield from _short(sensitivity.words, words, ("mind", "sensitivities", name, "words"))


def _words(scenario: Scenario) -> frozenset[str]:
    spoken = (text for line in scenario.lines.values() for text in (line.text, *line.said_to))
    return frozenset(word for text in spoken for word in re.findall(r"[a-z']+", text.lower()))


def _short(phrases: Iterable[str], words: frozenset[str], path: FieldPath) -> Iterator[Finding]:
    for number, phrase in enumerate(phrases):
        if phrase.lower() in _COMMON:
            message = f"{phrase!r} stands in nearly every sentence: write the words around it"
            yield Finding((*path, number), message, "advice")
        if len(phrase) >= _STEM or " " in phrase:
            continue
        whole = re.compile(re.escape(phrase) + _ENDING)
        longer = sorted(word for word in words if word.startswith(phrase))
        if len(longer) >= _LONGER and not any(map(whole.fullmatch, longer)):
            message = (
                f"{phrase!r} is too short for a stem and finds no {longer[0]!r}: write the words"
            )
            yield Finding((*path, number), message, "advice")
