"""What simulated clinicians say: one file for each scenario, and one for all of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Final, Literal, TypeVar, get_args

from pydantic import Field, ValidationError

from app.scenario.base import Block, Id, Number, Words
from app.scenario.errors import Problem, ScenarioError
from app.scenario.loader import read_text
from app.scenario.source import Source, read

Style = Literal["hurried", "vague", "jargon", "reassuring"]
STYLES: Final[tuple[Style, ...]] = get_args(Style)
"""The ways of doing badly: out of time; kind and never plain; in medical words; with comfort that
nobody asked for."""

Said = tuple[Words, ...]
Several = Annotated[Said, Field(min_length=2)]


class Badly(Block):
    """One thing said in each bad way. A style that is left out has no words for it."""

    hurried: Said = ()
    vague: Said = ()
    jargon: Said = ()
    reassuring: Said = ()

    def by(self, style: Style) -> Said:
        """The words of one style."""
        said: Said = getattr(self, style)
        return said


class Wordings(Badly):
    """One thing said well, and in each bad way."""

    well: Several


class StepOfTalk(Block):
    """One step of the clinician's own agenda."""

    id: Id
    well: Several
    quiet_s: Number = Field(
        0.0, ge=0, le=30, description="Seconds that somebody skilled then leaves"
    )
    badly: Badly = Badly.model_validate({})


class Bank(Block):
    """The clinician's side of one scenario."""

    scenario: Id
    steps: Annotated[tuple[StepOfTalk, ...], Field(min_length=3)]
    answers: dict[Id, Wordings] = Field(
        default_factory=dict, description="By the topic that the patient asks about"
    )
    takes_up: dict[Id, Said] = Field(
        default_factory=dict, description="By the patient's line: what it asks for"
    )
    farewell: Wordings


class Common(Block):
    """What fits in every scenario."""

    feelings: dict[Id, Several] = Field(description="By emotion: a feeling met")
    explores: Several = Field(description="Asks to hear more")
    misses: Badly = Field(description="What each style says to a feeling")


_Kind = TypeVar("_Kind", bound=Block)
COMMON = "common"


def load_bank(folder: Path, scenario_id: str) -> Bank:
    """The clinician's side of a scenario. Raises ScenarioError with every problem."""
    return _load(folder / f"{scenario_id}.yaml", Bank)


def load_common(folder: Path) -> Common:
    """What fits everywhere. Raises ScenarioError with every problem."""
    return _load(folder / f"{COMMON}.yaml", Common)


def _load(path: Path, kind: type[_Kind]) -> _Kind:
    source = read(read_text(path), str(path))
    if source.problems:
        raise ScenarioError(source.problems)
    try:
        return kind.model_validate_json(json.dumps(source.data))
    except ValidationError as error:
        raise ScenarioError(_problems(source, error)) from None


def _problems(source: Source, error: ValidationError) -> list[Problem]:
    return [source.problem(found["loc"], found["msg"]) for found in error.errors(include_url=False)]
