"""What a check finds, and where in the scenario."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Literal, NamedTuple

from app.scenario.errors import FieldPath
from app.scenario.lines import Line
from app.scenario.model import Scenario


class Finding(NamedTuple):
    """One thing to mend (``error``) or to think about (``advice``)."""

    path: FieldPath
    message: str
    level: Literal["error", "advice"] = "error"


Check = Callable[[Scenario], Iterator[Finding]]


def lines_with_paths(scenario: Scenario) -> Iterator[tuple[FieldPath, Line]]:
    """Every line, with what it inherits, and where it stands in the file."""
    for at, situation in enumerate(scenario.situations):
        for number, source in enumerate(situation.lines):
            yield ("situations", at, "lines", number), scenario.lines[source.id]


_WORD = re.compile(r"[A-Za-z0-9{][A-Za-z0-9'’_}-]*")


def words_of(text: str) -> list[str]:
    """The words of a line; a slot counts as one."""
    return _WORD.findall(text)
