"""What is wrong with a scenario, where, and what to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

FieldPath = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong. ``line`` and ``column`` count from 1."""

    file: str
    line: int
    column: int
    field: str
    message: str
    level: Literal["error", "advice"] = "error"

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}:{self.column}"
        field = f" {self.field}:" if self.field else ""
        mark = "" if self.level == "error" else " (advice)"
        return f"{where}:{mark}{field} {self.message}"


class ScenarioError(ValueError):
    """A scenario that cannot be used. Carries every problem that was found.

    ``file``, ``line`` and ``field`` are those of the first.
    """

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        self.file = problems[0].file
        self.line = problems[0].line
        self.field = problems[0].field
        super().__init__("\n".join(str(problem) for problem in problems))


def spell(path: FieldPath) -> str:
    """A field path as people write it: ``situations[3].lines[0].when.trust``."""
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
    return text
