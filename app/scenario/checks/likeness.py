"""Two lines with nearly the same words make a patient sound like a machine."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

from app.scenario.checks.finding import Finding, lines_with_paths, words_of
from app.scenario.model import Scenario

NEAR = 0.78
"""Share of matching letters from which two lines count as the same."""


def check(scenario: Scenario) -> Iterator[Finding]:
    seen: list[tuple[str, str]] = []
    for path, line in lines_with_paths(scenario):
        text = " ".join(word.lower() for word in words_of(line.text))
        matcher = SequenceMatcher(None, b=text, autojunk=False)
        for other_id, other in seen if text else ():
            matcher.set_seq1(other)
            if text == other:
                yield Finding((*path, "text"), f"{line.id}: same words as {other_id}")
            elif (
                len(text) > 12
                and matcher.real_quick_ratio() > NEAR
                and matcher.quick_ratio() > NEAR
                and matcher.ratio() > NEAR
            ):
                message = f"{line.id}: nearly the words of {other_id}: {other!r}"
                yield Finding((*path, "text"), message)
        if text:
            seen.append((line.id, text))
