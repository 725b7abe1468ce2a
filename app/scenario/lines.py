"""What the patient may say: situations, their lines, and how a line is said."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from app.scenario.base import Block, Flag, Id, Number, Seconds, Share, Text, Words
from app.scenario.condition import Condition
from app.scenario.vocabulary import Pace


class How(Block):
    """How a line is said."""

    emotion: Id = "neutral"
    intensity: Share = Field(0.3, description="How strongly the emotion shows")
    pace: Pace = "normal"
    pause: Annotated[Number, Field(ge=0, le=6)] = Field(
        0.0, description="Seconds of quiet before the first word"
    )
    cues: tuple[Id, ...] = ()

    def over(self, default: How) -> How:
        """This with the keys of ``default`` that it does not itself give."""
        values = {name: getattr(default, name) for name in default.model_fields_set}
        values |= {name: getattr(self, name) for name in self.model_fields_set}
        return How(**values)


class Then(Block):
    """The patient goes on alone, if nobody speaks."""

    line: Id
    wait_s: Seconds = Field(3.0, description="Seconds of quiet before going on")


LineText = Annotated[str, StringConstraints(min_length=1, max_length=300, strip_whitespace=True)]


class LineSource(Block):
    """A line as it is written; it inherits from its situation key by key."""

    id: Id
    text: LineText
    when: Condition = Condition()
    how: How = How()
    discloses: tuple[Id, ...] = ()
    hint: Id | None = Field(None, description="Fact that it hints at")
    asks: Id | None = Field(None, description="Topic that it opens, until the learner answers")
    thread: Id | None = None
    then: tuple[Then, ...] = ()
    said_to: tuple[Words, ...] = Field(
        (), description="Learner's words it answers, or a situation in brackets"
    )


class Situation(Block):
    """Lines that belong together, and what they share."""

    id: Id
    about: Text
    when: Condition = Condition()
    how: How = How()
    thread: Id | None = None
    hesitation: Flag = Field(False, description="Short sounds voiced before an answer")
    fallback: Flag = Field(False, description="For when nothing else fits")
    lines: Annotated[tuple[LineSource, ...], Field(min_length=1)]


class Line(Block):
    """A line with everything that it inherits."""

    id: Id
    text: str
    situation: Id
    when: Condition
    how: How
    discloses: tuple[Id, ...]
    hint: Id | None
    asks: Id | None
    thread: Id | None
    then: tuple[Then, ...]
    said_to: tuple[str, ...]
    hesitation: bool
    fallback: bool


class Opening(Block):
    """How the talk begins."""

    line: Id
    wait_s: Seconds = Field(1.5, description="Seconds before the patient speaks first")
    if_learner_speaks_first: Id


def resolve(situation: Situation, source: LineSource) -> Line:
    """The line with what its situation gives it."""
    return Line.model_construct(
        id=source.id,
        text=source.text,
        situation=situation.id,
        when=source.when.over(situation.when),
        how=source.how.over(situation.how),
        discloses=source.discloses,
        hint=source.hint,
        asks=source.asks,
        thread=source.thread or situation.thread,
        then=source.then,
        said_to=source.said_to,
        hesitation=situation.hesitation,
        fallback=situation.fallback,
    )
