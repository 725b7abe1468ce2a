"""A condition: when a line may be said, an act moves the mind, a phase begins, a talk ends."""

from __future__ import annotations

from functools import cached_property
from typing import Annotated

from pydantic import Field

from app.scenario.base import Block, Id, SecondsRange, ShareRange, Whole
from app.scenario.vocabulary import STATE_VALUES, EventName, Known, Sought, StateValue

Turns = Annotated[Whole, Field(ge=0, le=200)]


class Condition(Block):
    """All keys that are given must hold; a list holds if any of its entries does, unless said
    otherwise."""

    phase: tuple[Id, ...] = Field((), description="The talk is in one of these phases")
    acts: tuple[Id, ...] = Field((), description="The learner did one of these")
    not_acts: tuple[Id, ...] = Field((), description="The learner did none of these")
    topics: tuple[Id, ...] = Field((), description="The learner touched one of these")
    sought: tuple[Sought, ...] = Field((), description="The learner's question wants one of these")
    struck: tuple[Id, ...] = Field((), description="The words struck one of these sensitivities")
    not_struck: tuple[Id, ...] = Field((), description="The words struck none of these")
    trust: ShareRange | None = Field(None, description="Trust lies in [low, high]")
    arousal: ShareRange | None = Field(None, description="Arousal lies in [low, high]")
    hope: ShareRange | None = Field(None, description="Hope lies in [low, high]")
    control: ShareRange | None = Field(None, description="Sense of control lies in [low, high]")
    shame: ShareRange | None = Field(None, description="Shame lies in [low, high]")
    patience: ShareRange | None = Field(None, description="Patience lies in [low, high]")
    knows: dict[Id, tuple[Known, ...]] = Field(
        default_factory=dict, description="Each of these slots stands at one of its values"
    )
    told: tuple[Id, ...] = Field((), description="All these facts have been told")
    not_told: tuple[Id, ...] = Field((), description="None of these facts has been told")
    turns: Turns | None = Field(None, description="At least so many turns into the phase")
    turns_at_most: Turns | None = Field(None, description="At most so many turns into the phase")
    event: EventName | None = Field(None, description="This has happened, without words")
    seconds: SecondsRange | None = Field(None, description="A silence has lasted [from, below] s")
    after: tuple[Id, ...] = Field((), description="One of these is among the last three lines")
    said: tuple[Id, ...] = Field((), description="All these lines have been said")
    said_any: tuple[Id, ...] = Field((), description="One of these lines has been said")
    not_said: tuple[Id, ...] = Field((), description="None of these lines has been said")
    overheard: tuple[Id, ...] = Field(
        (), description="The other person in the call has just said one of these lines or threads"
    )
    unanswered: tuple[Id, ...] = Field((), description="The patient asked, and got no answer")
    slots: tuple[Id, ...] = Field((), description="All these slots are filled")
    variant: Id | None = Field(None, description="The call is of this variant")
    not_variant: Id | None = Field(None, description="The call is not of this variant")
    ending: Id | None = Field(None, description="The talk ends in this way")

    @cached_property
    def ranges(self) -> dict[StateValue, tuple[float, float]]:
        """The state ranges that are given, by value."""
        found = ((name, getattr(self, name)) for name in STATE_VALUES)
        return {name: span for name, span in found if span is not None}

    def over(self, default: Condition) -> Condition:
        """This condition with the keys of ``default`` that it does not itself give."""
        values = {name: getattr(default, name) for name in default.model_fields_set}
        values |= {name: getattr(self, name) for name in self.model_fields_set}
        return Condition.model_construct(_fields_set=set(values), **values)
