"""YAML to plain data that remembers where every value stood.

Only what a scenario needs is read: mappings with text keys, lists, and plain scalars. Anchors and
aliases are refused, and size, depth and number of values are bounded, so that no file can eat the
machine. Nothing recurses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from yaml import CLoader, MarkedYAMLError, YAMLError, parse
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from app.scenario.errors import FieldPath, Problem, spell

MAX_BYTES = 5 * 1024 * 1024
MAX_DEPTH = 24
MAX_VALUES = 200_000

_INTEGER = re.compile(r"[-+]?[0-9]{1,18}\Z")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]{1,3})?\Z")


@dataclass
class Source:
    """What a file holds, where each value stands (line and column from 1), and what is wrong."""

    file: str
    data: Any = None
    places: dict[FieldPath, tuple[int, int]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    whole: bool = False
    """The file was read to its end: what is missing from ``data`` is missing from the file."""

    def place(self, path: FieldPath) -> tuple[int, int]:
        """Where the value at ``path`` stands, or the nearest thing around it."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path, (1, 1))

    def problem(self, path: FieldPath, message: str) -> Problem:
        line, column = self.place(path)
        return Problem(self.file, line, column, spell(path), message)


@dataclass
class _Open:
    """A mapping or list that has begun and not ended."""

    path: FieldPath
    value: dict[str, Any] | list[Any]
    key: str | None = None


def read(text: str, file: str) -> Source:
    """The plain data in ``text``. Problems are collected, not raised."""
    source = Source(file)
    if len(text.encode()) > MAX_BYTES:
        message = f"the file is larger than {MAX_BYTES // 2**20} MB; a scenario is far smaller"
        source.problems.append(Problem(file, 1, 1, "", message))
        return source
    try:
        _build(source, parse(text, Loader=CLoader))
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        what = " ".join(part for part in (error.context, error.problem) if part)
        source.problems.append(Problem(file, line, column, "", f"not YAML: {what}"))
    except YAMLError as error:
        message = f"not YAML: {' '.join(str(error).split())}"
        source.problems.append(Problem(file, 1, 1, "", message))
    if source.data is None and not source.problems:
        source.problems.append(Problem(file, 1, 1, "", "the file is empty"))
    return source


def _build(source: Source, events: Iterator[Event]) -> None:
    stack: list[_Open] = []
    documents = values = 0
    for event in events:
        if isinstance(event, DocumentStartEvent):
            documents += 1
            if documents > 1:
                _fail(source, event, (), "one file holds one scenario: remove the second `---`")
                return
        if not isinstance(event, AliasEvent | ScalarEvent | MappingStartEvent | SequenceStartEvent):
            if isinstance(event, MappingEndEvent | SequenceEndEvent):
                stack.pop()
            continue
        values += 1
        if values > MAX_VALUES:
            _fail(source, event, (), f"more than {MAX_VALUES} values: this is no scenario")
            return
        top = stack[-1] if stack else None
        if top and isinstance(top.value, dict) and top.key is None:
            if not _take_key(source, event, top):
                return
            continue
        path = _path_of_next(top)
        source.places.setdefault(path, _mark(event))
        if getattr(event, "anchor", None) or isinstance(event, AliasEvent):
            message = "anchors (&) and aliases (*) are not used in scenarios: write the value out"
            _fail(source, event, path, message)
        value: Any = None
        if isinstance(event, ScalarEvent):
            value = _scalar(source, event, path)
        elif isinstance(event, MappingStartEvent):
            value = {}
        elif isinstance(event, SequenceStartEvent):
            value = []
        _place(source, top, value)
        if isinstance(value, dict | list):
            if len(stack) >= MAX_DEPTH:
                _fail(source, event, path, f"nested more than {MAX_DEPTH} deep")
                return
            stack.append(_Open(path, value))
    source.whole = True


def _take_key(source: Source, event: Event, top: _Open) -> bool:
    """Note the next key of a mapping. False where reading cannot go on."""
    if not isinstance(event, ScalarEvent):
        _fail(source, event, top.path, "a field's name must be plain text")
        return False
    key = str(event.value)
    path = (*top.path, key)
    assert isinstance(top.value, dict)
    if key in top.value:
        first = source.places[path][0]
        _fail(source, event, path, f"given twice (first on line {first}): remove one")
    source.places.setdefault(path, _mark(event))
    top.key = key
    return True


def _path_of_next(top: _Open | None) -> FieldPath:
    if top is None:
        return ()
    if isinstance(top.value, list):
        return (*top.path, len(top.value))
    assert top.key is not None
    return (*top.path, top.key)


def _place(source: Source, top: _Open | None, value: Any) -> None:
    if top is None:
        source.data = value
    elif isinstance(top.value, list):
        top.value.append(value)
    else:
        assert top.key is not None
        top.value.setdefault(top.key, value)
        top.key = None


def _scalar(source: Source, event: ScalarEvent, path: FieldPath) -> Any:
    """A plain scalar by YAML 1.2's core rules; anything in quotes is text."""
    text = str(event.value)
    if event.tag is not None and str(event.tag) != "!":
        _fail(source, event, path, f"tags such as {event.tag} are not used: write the plain value")
        return text
    if event.style:
        return text
    if text in ("", "~", "null", "Null", "NULL"):
        return None
    if text in ("true", "True", "TRUE"):
        return True
    if text in ("false", "False", "FALSE"):
        return False
    if _INTEGER.match(text):
        return int(text)
    return float(text) if _FLOAT.match(text) else text


def _mark(event: Event) -> tuple[int, int]:
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def _fail(source: Source, event: Event, path: FieldPath, message: str) -> None:
    line, column = _mark(event)
    source.problems.append(Problem(source.file, line, column, spell(path), message))
