"""A slot in a line's text must be required by the line, or an empty one would be spoken."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.scenario.checks.finding import Finding, lines_with_paths
from app.scenario.model import Scenario

_SLOT = re.compile(r"\{(\w*)\}")


def check(scenario: Scenario) -> Iterator[Finding]:
    for path, line in lines_with_paths(scenario):
        used = set(_SLOT.findall(line.text))
        for name in sorted(used - set(scenario.slots)):
            yield Finding((*path, "text"), f"{line.id}: there is no slot {name!r}")
        for name in sorted((used & set(scenario.slots)) - set(line.when.slots)):
            message = f"{line.id}: {{{name}}} is used: add `slots: [{name}]` to its `when`"
            yield Finding((*path, "text"), message)
        if line.text.count("{") != len(_SLOT.findall(line.text)):
            yield Finding((*path, "text"), f"{line.id}: a brace without its partner")
