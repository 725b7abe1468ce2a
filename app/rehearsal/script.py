"""A learner's side of a talk, as a file: one utterance a line, ``[silence 5]`` for quiet."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

_SILENCE = re.compile(r"\[silence (\d+(?:\.\d+)?)\]\Z")
_MOST_SILENCE = 600.0


class ScriptError(ValueError):
    """A script that cannot be played. The message names the line."""


@dataclass(frozen=True, slots=True)
class Quiet:
    """The learner says nothing for so long."""

    seconds: float


Turn = str | Quiet


def read_script(lines: Iterable[str]) -> tuple[Turn, ...]:
    """The learner's turns; empty lines are passed over, ``#`` at the beginning is a comment.

    Raises ScriptError.
    """
    turns: list[Turn] = []
    for number, raw in enumerate(lines, start=1):
        line = raw.strip().lstrip("\ufeff")
        if not line or line.startswith("#"):
            continue
        if not line.startswith("["):
            turns.append(line)
            continue
        match = _SILENCE.match(line)
        if match is None:
            raise ScriptError(f"line {number}: {line!r}: write [silence 5], the number in seconds")
        seconds = float(match.group(1))
        if not 0 < seconds <= _MOST_SILENCE:
            raise ScriptError(f"line {number}: a silence lasts up to {_MOST_SILENCE:g} s")
        turns.append(Quiet(seconds))
    return tuple(turns)
