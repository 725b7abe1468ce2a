"""Who helps a learner in need: the site's region first, and never an empty page."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.api.routes.help_lines import SHIPPED, read_help_lines
from tests.integration.api.house import House


async def test_the_lines_of_the_region_come_first(house: House) -> None:
    async with house.learner() as learner:
        lines = (await learner.get("/api/help-lines")).json()
    assert lines[0]["name"].startswith("988")
    assert {line["region"] for line in lines} == {"US", "*"}


def test_every_shipped_line_can_be_read() -> None:
    assert len({line.region for line in read_help_lines(SHIPPED)}) > 4


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "at least one line"),
        ('[[lines]]\nregion = "US"\nname = "x"\n', "how"),
        ("[[lines", "HELP_LINES"),
    ],
)
def test_a_file_that_cannot_be_used(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "lines.toml"
    path.write_text(text)
    with pytest.raises(ValueError, match=message):
        read_help_lines(path)
