"""The scenarios of a folder."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path

from app.scenario.ease import Ease, at_ease
from app.scenario.errors import Problem, ScenarioError
from app.scenario.loader import parse_scenario, read_text
from app.scenario.model import Scenario


@dataclass(frozen=True, slots=True)
class Entry:
    """A scenario of the library, with the file it came from as it was then."""

    scenario: Scenario
    path: Path
    text: str
    hash: str
    """SHA-256 of the file, hexadecimal."""
    ease: Ease = "usual"

    def at(self, ease: Ease) -> Entry:
        """The same file, its patient easier or harder to reach."""
        return replace(self, scenario=at_ease(self.scenario, ease), ease=ease)


COMPANIONS = "companions"
"""Folder of people who are only ever called together with somebody else."""


class Library:
    """Reads a folder of ``<id>.yaml`` files; a file is read again when it has changed.

    Files that cannot be used are left out of ``list`` and named in ``problems``.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._read: dict[Path, tuple[tuple[int, int], Entry | ScenarioError]] = {}

    def list(self) -> tuple[Entry, ...]:
        """Every scenario that can be used, by id."""
        found = (self._entry(path) for path in self._files())
        usable = [entry for entry in found if isinstance(entry, Entry)]
        return tuple(sorted(usable, key=lambda entry: entry.scenario.id))

    def get(self, scenario_id: str) -> Entry:
        """The scenario of that id. Raises KeyError where there is none, and ScenarioError where
        its file cannot be used."""
        path = self._folder / f"{scenario_id}.yaml"
        if path not in self._files():
            raise KeyError(scenario_id)
        found = self._entry(path)
        if isinstance(found, ScenarioError):
            raise found
        return found

    def companion(self, entry: Entry) -> Entry:
        """Who else is in a family meeting. Raises KeyError where the scenario has none, and
        ScenarioError where the file cannot be used."""
        if entry.scenario.meeting is None:
            raise KeyError(entry.scenario.id)
        name = entry.scenario.meeting.companion
        found = self._entry(entry.path.parent / COMPANIONS / f"{name}.yaml")
        if isinstance(found, ScenarioError):
            raise found
        return found

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the files that cannot be used."""
        found = (self._entry(path) for path in self._files())
        return tuple(
            p for error in found if isinstance(error, ScenarioError) for p in error.problems
        )

    def _files(self) -> tuple[Path, ...]:
        return tuple(sorted(self._folder.glob("*.yaml")))

    def _entry(self, path: Path) -> Entry | ScenarioError:
        try:
            stat = path.stat()
        except OSError:
            return _load(path)
        version = (stat.st_mtime_ns, stat.st_size)
        kept = self._read.get(path)
        if kept and kept[0] == version:
            return kept[1]
        entry = _load(path)
        self._read[path] = (version, entry)
        return entry


def _load(path: Path) -> Entry | ScenarioError:
    try:
        text = read_text(path)
        scenario, source = parse_scenario(text, str(path))
        if scenario.id != path.stem:
            message = f"the id {scenario.id!r} must be the file's name, {path.stem!r}"
            raise ScenarioError([source.problem(("id",), message)])
    except ScenarioError as error:
        return error
    return Entry(scenario, path, text, hashlib.sha256(text.encode()).hexdigest())
