"""A scenario: one patient, complete."""

from __future__ import annotations

from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from app.scenario.base import Block, Flag, Id, Phrase, Share, ShareRange, Text, Words
from app.scenario.condition import Condition
from app.scenario.lines import Line, Opening, Situation, resolve
from app.scenario.mind import Mind, Phase, UnderstandingSlot
from app.scenario.person import (
    Behaviour,
    Brief,
    ContentNote,
    Identity,
    Look,
    Setting,
    Status,
    Voice,
)
from app.scenario.vocabulary import SlotKind


def _as_list(value: Any) -> Any:
    return [value] if isinstance(value, dict) else value


class Fact(Block):
    """Something about the patient that may come out, and when."""

    says: Text
    topics: tuple[Id, ...]
    trust: Share = Field(0.0, description="Least trust at which it may be told")
    arousal: Share = Field(1.0, description="Most arousal at which it may be told")
    phases: tuple[Id, ...] = Field((), description="Phases in which it may be told; none: any")
    hidden: Flag = Field(False, description="The patient hides it until it is earned")
    needs_hint: Flag = Field(False, description="A hint must have come before it")
    tells: Annotated[tuple[Phrase, ...], Field(min_length=2, max_length=60)] = Field(
        description="Lower-case phrases that would betray it"
    )

    @property
    def gated(self) -> bool:
        """Whether anything has to be earned before it may be told."""
        return (
            self.hidden
            or self.needs_hint
            or self.trust > 0
            or self.arousal < 1
            or bool(self.phases)
        )


class Hint(Block):
    """A line that lets the hidden fact show; each is an emotional opening in the log."""

    id: Id
    of: Id
    line: Id


class Ending(Block):
    """One way in which the talk can end. The first in the list that holds is taken."""

    about: Text | None = None
    when: Annotated[tuple[Condition, ...], BeforeValidator(_as_list)] = Field(
        (), description="Any one must hold; none given: always"
    )
    begun_by: Literal["learner", "patient", "hang_up"] = Field(
        "learner",
        description="learner: at a farewell; patient: as soon as it holds; hang_up: call closed",
    )
    goodbye: Id


class Slot(Block):
    """A place in a line, filled from what the learner said."""

    kind: SlotKind
    example: Words
    about: Text | None = None


class Knobs(Block):
    """Between which ends the mind may begin, where a learner wants it easier or harder. What is
    left out begins as ``mind.start`` says."""

    trust_start: ShareRange | None = None
    arousal_start: ShareRange | None = None
    patience: ShareRange | None = None


class FamilyMeeting(Block):
    """Somebody else who is in the call, in one variant of it."""

    variant: Id
    companion: Id = Field(description="Their file in scenarios/companions/, without .yaml")
    about: Text | None = None


class Scenario(Block):
    """One patient, complete. What may be used on the patient's side is outside
    ``clinical_truth``; learners see ``brief``, ``content_note``, ``objectives`` and ``card``."""

    format: Literal[1] = Field(alias="schema")
    id: Annotated[Id, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
    title: Words
    card: Words = Field(description="One plain sentence for the catalogue")
    status: Status
    identity: Identity
    setting: Setting
    look: Look
    voice: Voice
    brief: Brief
    content_note: ContentNote
    objectives: Annotated[tuple[Text, ...], Field(min_length=1, max_length=5)]
    behaviours: Annotated[tuple[Behaviour, ...], Field(min_length=1, max_length=12)]
    traps: tuple[Text, ...] = ()
    prompt_words: tuple[Words, ...] = Field((), description="Names and drugs for the recogniser")
    phases: Annotated[dict[Id, Phase], Field(min_length=1)]
    mind: Mind
    topics: Annotated[dict[Id, tuple[Phrase, ...]], Field(min_length=1)]
    understanding: dict[Id, UnderstandingSlot] = Field(default_factory=dict)
    facts: dict[Id, Fact] = Field(default_factory=dict)
    hints: tuple[Hint, ...] = ()
    never_says: tuple[Text, ...] = ()
    clinical_truth: dict[Id, Text | tuple[Text, ...]]
    variants: Annotated[dict[Id, Text], Field(min_length=1)]
    knobs: Knobs = Knobs()
    meeting: FamilyMeeting | None = None
    opening: Opening
    endings: Annotated[dict[Id, Ending], Field(min_length=1)]
    slots: dict[Id, Slot] = Field(default_factory=dict)
    emotions: Annotated[tuple[Id, ...], Field(min_length=1)]
    cues: tuple[Id, ...] = ()
    situations: Annotated[tuple[Situation, ...], Field(min_length=1)]

    @cached_property
    def lines(self) -> dict[str, Line]:
        """Every line with what it inherits, by id, in the order of the file."""
        return {
            source.id: resolve(situation, source)
            for situation in self.situations
            for source in situation.lines
        }

    @property
    def hidden(self) -> dict[str, Fact]:
        """The facts that the patient hides."""
        return {name: fact for name, fact in self.facts.items() if fact.hidden}

    @property
    def first_phase(self) -> str:
        return next(iter(self.phases))

    @property
    def first_variant(self) -> str:
        return next(iter(self.variants))
