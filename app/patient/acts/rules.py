"""Acts that words show beyond doubt: patterns of high precision, read beside the model."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from app.patient.acts.examples import DATA
from app.patient.acts.lexicon import pattern
from app.patient.acts.text import recogniser_form

_LIST = re.compile(r"^<(\w+)>\n(.+)$", re.MULTILINE)
_EXPLAINED = re.compile(
    r"\b(?:which means|that means|meaning|in other words|we call|it's called|is called|that is a|"
    r"which is a|by that i mean|in plain (?:words|english)|a fancy word|stands for|that's when|"
    r"that's a|i'll explain|let me explain)\b"
)
_TERMS = 2
"""One medical word may be explained in ways that no pattern sees: of a hundred examples with one,
sixty were jargon; with two, all."""
_ASKING = re.compile(
    r"^(?:(?:so|and|but|okay|well|now|then|um|uh) )*"
    r"(?:what|how|why|who|when|where|which|tell me|do you|did you|are you|is it|is there|can you|"
    r"could you|would you|have you|may i|can i|could i)\b"
)


def found(text: str) -> Iterator[tuple[str, float]]:
    """Acts that patterns find in ``text``, with a score each; one act may come twice."""
    plain = recogniser_form(text)
    for act, score, expression in _patterns():
        if expression.search(plain):
            yield act, score
    if pattern("insults").search(plain):
        yield "insult", 0.95
    terms = {match.group() for match in pattern("jargon").finditer(plain)}
    if len(terms) >= _TERMS and not _EXPLAINED.search(plain):
        yield "jargon", min(0.98, 0.7 + 0.1 * len(terms))


def is_question(text: str) -> bool:
    """Whether ``text`` asks: by its mark, or by its first word where there are no marks."""
    return "?" in text or bool(_ASKING.search(recogniser_form(text)))


@cache
def _patterns() -> tuple[tuple[str, float, re.Pattern[str]], ...]:
    """Act, score and pattern of each line of ``data/rules.txt``."""
    source = (DATA / "rules.txt").read_text(encoding="utf-8")
    lists = {
        f"<{name}>": "(?:" + "|".join(entry.strip() for entry in entries.split(",")) + ")"
        for name, entries in _LIST.findall(source)
    }
    lists["<very>"] = f"(?:{lists['<very>']} )*"
    patterns: list[tuple[str, float, re.Pattern[str]]] = []
    act, score = "", 0.0
    for line in _LIST.sub("", source).splitlines():
        if line.startswith("#"):
            if not line.startswith("# "):
                act, number = line[1:].split()
                score = float(number)
        elif line.strip():
            expression = line.strip()
            for name, alternatives in lists.items():
                expression = expression.replace(name, alternatives)
            patterns.append((act, score, re.compile(expression)))
    return tuple(patterns)
