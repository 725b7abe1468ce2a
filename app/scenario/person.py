"""Who the patient is, where, how they look and sound; what the learner is told beforehand."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from app.scenario.base import Block, Flag, Id, Number, Text, Whole, Words


class Relative(Block):
    """Somebody in the patient's life."""

    name: Words | None = None
    age: Whole | None = Field(None, ge=0, le=120)
    about: Text | None = None


class Language(Block):
    code: Words
    level: Words
    register_: Words = Field(alias="register")


class Identity(Block):
    name: Words
    called: Words
    titles: tuple[Words, ...] = Field((), description="Titles that are right; none: any will do")
    surname_said: Words | None = None
    age: Whole = Field(ge=0, le=120)
    pronouns: Words
    work: Text
    home: Text
    family: dict[Id, Relative] = Field(default_factory=dict)
    work_people: dict[Id, Relative] = Field(default_factory=dict)
    others: dict[Id, Relative] = Field(default_factory=dict)
    beliefs: Text | None = None
    origin: Text | None = None
    language: Language


class Setting(Block):
    channel: Words
    place: Text
    clock: Text
    booked_as: Text
    alone: Flag


class Look(Block):
    cast: Id = Field(description="Folder of the face in avatar/cast/")
    hints: Text
    background: Text
    habits: tuple[Text, ...] = ()


class Voice(Block):
    kokoro: Words = Field(description="Speaker of the Kokoro engine")
    speed: Number = Field(1.0, ge=0.5, le=2.0, description="1 is the speaker's own speed")
    hibari: Words | None = Field(None, description="Preset, where no better voice can be had")
    hints: Text
    crying: Text | None = None


class Difficulty(Block):
    emotion: Whole = Field(ge=1, le=5, description="How much feeling the learner will meet")
    complexity: Whole = Field(ge=1, le=5, description="How tangled the matter is")
    language: Whole = Field(ge=1, le=5, description="How hard understanding each other is")


class Brief(Block):
    """What the learner reads before the call."""

    task: Text
    chart: Annotated[tuple[Text, ...], Field(min_length=1)]
    minutes: Whole = Field(ge=3, le=60, description="How long the talk is meant to last")
    difficulty: Difficulty


class ContentNote(Block):
    themes: tuple[Text, ...]
    severity: Whole = Field(ge=1, le=5, description="1 mild, 5 the hardest")
    text: Text


class Behaviour(Block):
    """Something that the learner does or does not do, with a quote."""

    id: Id
    text: Text
    rubric: Id | None = Field(None, description="Behaviour of the rubric; none: local to this one")


class Reviewer(Block):
    who: Words
    name: Words
    date: Words | None = None


class Status(Block):
    version: Whole = Field(ge=1)
    written: Words
    reviewers: tuple[Reviewer, ...]
    country: Words
    sources: tuple[Text, ...] = ()
