"""Word lists kept as data files: one word or phrase a line, ``*`` for any ending."""

from __future__ import annotations

import re
from functools import cache

from app.patient.acts.examples import DATA


@cache
def pattern(name: str) -> re.Pattern[str]:
    """Matches any entry of ``data/<name>.txt`` as whole words in lower-case text."""
    lines = (DATA / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    entries = [line.strip() for line in lines if line.strip() and not line.startswith("# ")]
    alternatives = "|".join(
        re.escape(entry).replace(r"\*", r"\w*") for entry in sorted(entries, key=len, reverse=True)
    )
    return re.compile(rf"\b(?:{alternatives})\b")
