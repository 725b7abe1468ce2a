"""What every block of a scenario shares: strictness, and the kinds of number and text."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, Strict, StringConstraints


class Block(BaseModel):
    """One block of a scenario. Frozen; a field that is not declared is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


def _rises(value: tuple[float, float]) -> tuple[float, float]:
    if value[0] >= value[1]:
        raise ValueError(f"the range [{value[0]:g}, {value[1]:g}] is empty: write [low, high]")
    return value


Number = Annotated[float, Strict()]
"""A number, and nothing that only looks like one: no text, no true or false."""

Whole = Annotated[int, Strict()]
Flag = Annotated[bool, Strict()]

Share = Annotated[Number, Field(ge=0, le=1)]
"""0 to 1."""

Change = Annotated[Number, Field(ge=-1, le=1)]
"""How far one thing moves a value that runs from 0 to 1."""

ShareRange = Annotated[tuple[Share, Share], AfterValidator(_rises)]
"""[low, high], both within 0 and 1, both included."""

Seconds = Annotated[Number, Field(ge=0, le=3600)]
SecondsRange = Annotated[tuple[Seconds, Seconds], AfterValidator(_rises)]

Id = Annotated[
    str, StringConstraints(pattern=r"^[a-z0-9]+(?:[_.-][a-z0-9]+)*$", min_length=1, max_length=60)
]
"""Small letters and digits, parted by ``_``, ``-`` or ``.``."""

Text = Annotated[str, StringConstraints(min_length=1, max_length=4000, strip_whitespace=True)]
Words = Annotated[str, StringConstraints(min_length=1, max_length=400, strip_whitespace=True)]
Phrase = Annotated[
    str, StringConstraints(min_length=1, max_length=80, strip_whitespace=True, pattern=r"^[^A-Z]*$")
]
"""Words as a recogniser writes them: lower case."""
