"""A simulated clinician: an agenda, eyes for what the patient shows, and a share of skill.

The skill is how often the better of two things is done at each turn; the style is what is done
else. Words only: what they are taken for is the classifier's business.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from app.rehearsal.clinicians.bank import STYLES, Bank, Common, Style
from app.rehearsal.clinicians.speaker import Speaker
from app.rehearsal.learner import Seen
from app.rehearsal.script import Turn

SKILLED: Final = "skilled"
LEVELS: Final = {1: 0.0, 2: 0.3, 3: 0.55, 4: 0.8, 5: 1.0}
"""Share of turns in which somebody of this skill does the better thing."""
_SHOWS_FROM = 0.45
_STRONG = frozenset({"fear", "shock", "numb", "sadness", "anger", "shame", "pain", "withdrawn"})
_ANSWERS_BADLY = 0.7
_MISSES_A_FEELING = 0.6
"""How often somebody without skill does that, and how often they just go on."""
MOST_TURNS = 60
_STEP_AT_LEAST_EVERY = 3
"""Turns after which even somebody who listens goes on with the agenda."""


@dataclass(frozen=True, slots=True)
class Kind:
    """Which clinician: a style to fail in, and a level of skill from 1 to 5."""

    style: Style
    level: int

    @classmethod
    def named(cls, name: str) -> Kind:
        """``skilled``, a style (``hurried``), or a style with a level (``hurried-3``).

        Raises ValueError naming those that there are.
        """
        style, _, level = name.partition("-")
        if name == SKILLED:
            return cls(STYLES[0], 5)
        if style in STYLES and (not level or (level.isdecimal() and int(level) in LEVELS)):
            return cls(STYLES[STYLES.index(style)], int(level or 1))
        known = ", ".join((SKILLED, *STYLES))
        raise ValueError(f"there is no learner {name!r}: choose of {known}, or hurried-1 to -5")


class Clinician(Speaker):
    """Talks with one patient. The same seed says the same to the same patient."""

    def __init__(
        self, kind: Kind, bank: Bank, common: Common, seed: int, error_rate: float = 0.0
    ) -> None:
        """``error_rate``: share of words that a recogniser gets wrong; with any, the words come
        without punctuation, as it would write them."""
        draw = random.Random(f"{seed}/{kind.style}/{kind.level}")
        super().__init__(draw, error_rate, MOST_TURNS)
        self._style = kind.style
        self._skill = LEVELS[kind.level]
        self._bank, self._common = bank, common
        self._steps = list(bank.steps)
        self._used: set[str] = set()
        self._met = 0
        """Feelings met one after the other."""
        self._since_step = 0

    def _says(self, seen: tuple[Seen, ...]) -> Turn | None:
        well = self._draw.random() < self._skill
        said = self._well(seen) if well else self._badly(seen)
        if said is None:
            self._closed = True
            farewell = self._bank.farewell
            said = self._pick(farewell.well if well else farewell.by(self._style))
            said = said or self._pick(farewell.well) or farewell.well[0]
        return said

    # ------------------------------------------------------------- doing it well

    def _well(self, seen: Sequence[Seen]) -> str | None:
        for one in reversed(seen):
            if said := self._pick(self._bank.takes_up.get(one.line or "", ())):
                self._met = 0
                return said
        self._since_step += 1
        felt = self._felt(seen)
        answer = self._answer(seen)
        meets = self._choose(self._common.feelings.get(felt or "", ())) if felt else None
        if meets and self._met < 1:
            self._met += 1
            if answer and self._draw.random() < 0.5:
                return f"{self._say(meets)} {self._say(answer)}"
            if not answer or self._draw.random() < 0.5:
                return self._say(meets)
        if answer:
            self._met = 0
            return self._say(answer)
        if felt and self._met < 2 and self._since_step < _STEP_AT_LEAST_EVERY:
            self._met += 1
            if said := self._pick(self._common.explores):
                return said
        self._met = 0
        return self._next_step(well=True)

    def _answer(self, seen: Sequence[Seen]) -> str | None:
        for one in reversed(seen):
            if one.asks and one.asks in self._bank.answers:
                return self._choose(self._bank.answers[one.asks].well)
        return None

    # ------------------------------------------------------------- doing it badly

    def _badly(self, seen: Sequence[Seen]) -> str | None:
        self._met = 0
        for one in reversed(seen):
            if one.asks and one.asks in self._bank.answers and self._draw.random() < _ANSWERS_BADLY:
                if said := self._pick(self._bank.answers[one.asks].by(self._style)):
                    return said
                break
        if self._felt(seen) and self._draw.random() < _MISSES_A_FEELING:
            missed = self._pick(self._common.misses.by(self._style))
            if missed:
                return missed
        return self._next_step(well=False)

    # ------------------------------------------------------------- both

    def _next_step(self, *, well: bool) -> str | None:
        self._since_step = 0
        while self._steps:
            step = self._steps.pop(0)
            said = self._pick(step.well if well else step.badly.by(self._style))
            if said:
                self._quiet = step.quiet_s if well else 0.0
                return said
        return None

    def _felt(self, seen: Sequence[Seen]) -> str | None:
        """The feeling that shows most, if any does."""
        shown = [one for one in seen if one.emotion in _STRONG and one.intensity >= _SHOWS_FROM]
        return max(shown, key=lambda one: one.intensity).emotion if shown else None

    def _pick(self, said: Sequence[str]) -> str | None:
        """One that has not been said in this talk, to be said now."""
        chosen = self._choose(said)
        return self._say(chosen) if chosen else None

    def _choose(self, said: Sequence[str]) -> str | None:
        """One that has not been said in this talk, and may still not be."""
        fresh = [one for one in said if one not in self._used]
        return self._draw.choice(fresh) if fresh else None

    def _say(self, chosen: str) -> str:
        self._used.add(chosen)
        return chosen
