"""A scenario file to a Scenario, or to every problem that it has, each with its place."""

from __future__ import annotations

import json
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from app.scenario.base import Block
from app.scenario.errors import FieldPath, Problem, ScenarioError
from app.scenario.model import Scenario
from app.scenario.references import dangling
from app.scenario.source import MAX_BYTES, Source, read


def load_scenario(path: Path | str) -> Scenario:
    """The scenario in the file. Raises ScenarioError with every problem found."""
    return load_with_source(path)[0]


def load_with_source(path: Path | str) -> tuple[Scenario, Source]:
    """The scenario, and where each of its values stands, for checks that point at lines."""
    path = Path(path)
    return parse_scenario(read_text(path), str(path))


def read_text(path: Path) -> str:
    """The file's text. Raises ScenarioError where it cannot be read or is far too large."""
    try:
        if path.stat().st_size > MAX_BYTES:
            problem = f"the file is larger than {MAX_BYTES // 2**20} MB; a scenario is far smaller"
        else:
            return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        problem = f"cannot be read: {error.strerror or error}"
    except UnicodeDecodeError as error:
        problem = f"is not UTF-8 text (byte {error.start}): save the file as UTF-8"
    raise ScenarioError([Problem(str(path), 1, 1, "", problem)])


def parse_scenario(text: str, file: str = "scenario") -> tuple[Scenario, Source]:
    """The scenario in ``text``. Raises ScenarioError with every problem found."""
    source = read(text, file)
    if not source.whole and source.problems:
        raise ScenarioError(source.problems)
    if not isinstance(source.data, dict):
        if not source.problems:
            source.problems.append(source.problem((), "a scenario is a mapping of fields"))
        raise ScenarioError(source.problems)
    problems = source.problems + list(_duplicates(source))
    try:
        scenario = Scenario.model_validate_json(json.dumps(source.data))
    except ValidationError as error:
        problems += [_explain(source, found) for found in error.errors(include_url=False)]
    else:
        problems += [
            source.problem(_in_file(source, p), message) for p, message in dangling(scenario)
        ]
        if not problems:
            return scenario, source
    raise ScenarioError(sorted(set(problems), key=lambda problem: (problem.line, problem.column)))


def _duplicates(source: Source) -> Iterator[Problem]:
    """Ids that two situations or two lines share."""
    seen: dict[tuple[str, str], int] = {}
    for path, value in _ids(source.data):
        kind = ("line" if "lines" in path else str(path[0]), value)
        if kind in seen:
            message = f"the id {value!r} is used twice (first on line {seen[kind]})"
            yield source.problem(path, message)
        else:
            seen[kind] = source.place(path)[0]


def _ids(data: dict[str, Any]) -> Iterator[tuple[FieldPath, str]]:
    for block in ("situations", "hints", "behaviours"):
        entries = data.get(block)
        for number, entry in enumerate(entries if isinstance(entries, list) else []):
            if not isinstance(entry, dict):
                continue
            if isinstance(entry.get("id"), str):
                yield (block, number, "id"), entry["id"]
            lines = entry.get("lines")
            for at, line in enumerate(lines if isinstance(lines, list) else []):
                if isinstance(line, dict) and isinstance(line.get("id"), str):
                    yield (block, number, "lines", at, "id"), line["id"]


def _in_file(source: Source, path: FieldPath) -> FieldPath:
    """A model's path as it stands in the file, where one mapping may stand for a list of one."""
    value: Any = source.data
    kept: list[str | int] = []
    for part in path:
        inside = isinstance(value, list) and isinstance(part, int) and part < len(value)
        if inside or (isinstance(value, dict) and part in value):
            value = value[part]
        elif isinstance(value, dict) and part == 0:
            continue
        else:
            return (*kept, part) if isinstance(part, str) else tuple(kept)
        kept.append(part)
    return tuple(kept)


def _explain(source: Source, error: ErrorDetails) -> Problem:
    path = _in_file(source, error["loc"])
    kind, context = error["type"], error.get("ctx", {})
    given = error.get("input")
    if kind == "extra_forbidden":
        name = str(error["loc"][-1])
        near = get_close_matches(name, _fields_beside(error["loc"]), n=1)
        hint = f"did you mean {near[0]!r}?" if near else "remove it"
        message = f"there is no field {name!r} here; {hint}"
    elif kind == "missing":
        message = "is missing: add it"
    elif kind == "string_pattern_mismatch" and "A-Z" in str(context.get("pattern")):
        message = f"{given!r} must be written in lower case"
    elif kind == "string_pattern_mismatch":
        message = f"{given!r} is no id: use small letters, digits and _ - ."
    elif kind == "value_error":
        message = str(context.get("error", error["msg"]))
    else:
        message = error["msg"]
        if isinstance(given, str | int | float | bool) or given is None:
            message += f" (found {given!r})"
    return source.problem(path, message)


def _fields_beside(loc: tuple[str | int, ...]) -> list[str]:
    """The names that would have been allowed where ``loc`` points."""
    block: Any = Scenario
    for part in loc[:-1]:
        if isinstance(part, int):
            continue
        block = _block_of(block, part)
    if not (isinstance(block, type) and issubclass(block, Block)):
        return []
    return [info.alias or name for name, info in block.model_fields.items()]


def _block_of(block: Any, field: str) -> Any:
    """The block type of a field, or ``block`` itself where ``field`` is a key of a mapping."""
    if not (isinstance(block, type) and issubclass(block, Block)):
        return block
    for name, info in block.model_fields.items():
        if field in (name, info.alias):
            return next(_blocks_in(info.annotation), None)
    return block


def _blocks_in(annotation: Any) -> Iterator[type[Block]]:
    if isinstance(annotation, type) and issubclass(annotation, Block):
        yield annotation
    for argument in getattr(annotation, "__args__", ()):
        yield from _blocks_in(argument)
