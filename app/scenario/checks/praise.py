"""A patient never praises technique and never rescues the learner."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.scenario.checks.finding import Finding, lines_with_paths
from app.scenario.model import Scenario

PRAISE = re.compile(
    r"thank you for|thanks for (being|telling|not|how|asking)|you're (a )?(good|great) doctor"
    r"|that helps a lot|you're good at this|i appreciate (how|that you)"
    r"|that was (well|nicely) said",
    re.IGNORECASE,
)
"""Thanks and praise for how the learner talks."""


def check(scenario: Scenario) -> Iterator[Finding]:
    for path, line in lines_with_paths(scenario):
        if found := PRAISE.search(line.text):
            message = f"{line.id}: {found.group()!r} praises technique"
            yield Finding((*path, "text"), message)
