"""Examples of acts: data files in which ``#act`` opens a section.

A line is ``text`` or ``text|act,act`` where the acts stand beside the section's own. Lines that
begin with ``# `` are comments.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from app.patient.acts.text import recogniser_form
from app.patient.acts.vocabulary import ACTS

DATA = Path(__file__).parent / "data"
TRAINING_FILES = tuple(sorted((DATA / "examples").glob("*.txt")))
HELD_OUT_FILES = tuple(sorted((DATA / "held_out").glob("*.txt")))
"""Written by other hands than the examples, and never trained on."""


class ExampleError(ValueError):
    """A line of a data file that cannot be used. The message names the file and the line."""


@dataclass(frozen=True)
class Example:
    text: str
    acts: frozenset[str]
    section: str


def read_examples(paths: Iterable[Path]) -> tuple[Example, ...]:
    """The examples of all ``paths``; one text in several sections becomes one example.

    Raises ExampleError naming the file and the line.
    """
    merged: dict[str, Example] = {}
    for path in paths:
        for example in _read(path):
            key = recogniser_form(example.text)
            before = merged.get(key)
            acts = example.acts | before.acts if before else example.acts
            kept = before or example
            merged[key] = Example(kept.text, acts, kept.section)
    return tuple(merged.values())


def _read(path: Path) -> Iterator[Example]:
    section = ""
    for number, raw in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        line = raw.strip()
        if not line or line.startswith("# "):
            continue
        if line.startswith("#"):
            section = line[1:]
            _known(section, path, number)
            continue
        if not section:
            raise ExampleError(f"{path.name} line {number}: text before the first #act")
        text, _, further = line.partition("|")
        acts = {section, *(act.strip() for act in further.split(",") if act.strip())}
        for act in acts:
            _known(act, path, number)
        yield Example(text.strip(), frozenset(acts), section)


def _known(act: str, path: Path, number: int) -> None:
    if act not in ACTS:
        raise ExampleError(f"{path.name} line {number}: unknown act '{act}'")
