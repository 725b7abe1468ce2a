"""The patient's inside: what moves the mind, how far, and what it forgets."""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal

from pydantic import BeforeValidator, Field, model_validator

from app.scenario.base import Block, Change, Id, Number, Phrase, Share, Text
from app.scenario.condition import Condition
from app.scenario.vocabulary import STATE_VALUES, Known, StateValue


def _as_list(value: Any) -> Any:
    return [value] if isinstance(value, dict) else value


class MindState(Block):
    """A mind at one moment."""

    trust: Share = Field(description="How far the learner may come near; moves slowly")
    arousal: Share = Field(description="How flooded the patient is; rises fast, fades by itself")
    hope: Share = Field(description="How open the future looks")
    control: Share = Field(description="How far the patient has a say in what happens")
    shame: Share = Field(description="How much the patient feels to blame or judged")
    patience: Share = Field(description="How long the patient will go on with this talk")

    def values(self) -> dict[StateValue, float]:
        return {name: getattr(self, name) for name in STATE_VALUES}


class Changes(Block):
    """How far the mind moves."""

    trust: Change = Field(0.0, description="Added to trust")
    arousal: Change = Field(0.0, description="Added to arousal")
    hope: Change = Field(0.0, description="Added to hope")
    control: Change = Field(0.0, description="Added to control")
    shame: Change = Field(0.0, description="Added to shame")
    patience: Change = Field(0.0, description="Added to patience")

    def given(self) -> dict[StateValue, float]:
        """The changes that are not nought."""
        found = ((name, getattr(self, name)) for name in STATE_VALUES)
        return {name: change for name, change in found if change}


class Appraisal(Changes):
    """What one act does to the patient, and when."""

    when: Annotated[tuple[Condition, ...], BeforeValidator(_as_list)] = Field(
        (), description="Any one must hold, else the act moves nothing"
    )
    why: Text | None = Field(None, description="For the reader")


class Sensitivity(Changes):
    """Words that strike this patient, for good or ill, whatever the act is."""

    about: Text
    words: Annotated[tuple[Phrase, ...], Field(min_length=1)] = Field(
        description="Learner's words that strike it, as topics are written"
    )
    when: Annotated[tuple[Condition, ...], BeforeValidator(_as_list)] = Field(
        (), description="Any one must hold, else the words pass"
    )


class Clamp(Block):
    """The most that one turn may move a value."""

    per_turn: Share = Field(0.15, description="Most that any value moves in one turn")
    excepted: tuple[Id, ...] = Field(
        (), alias="except", description="Acts whose turn may move arousal, hope, control further"
    )


class Arousal(Block):
    """Where arousal goes by itself in a phase."""

    baseline: Share = Field(description="Where arousal settles when nothing happens")
    tau_s: Number = Field(60, ge=1, le=3600, description="Seconds to come 63 % of the way there")


class Retention(Block):
    """What a flooded mind loses again."""

    above_arousal: Share = Field(0.70, description="What is told above this is heard, not kept")
    always_kept: tuple[Id, ...] = Field((), description="Slots that are kept all the same")


class Phase(Block):
    """A stretch of the talk, with rules of its own."""

    about: Text
    from_: tuple[Id, ...] = Field((), alias="from", description="Phases it may follow; none: any")
    enter: Annotated[tuple[Condition, ...], BeforeValidator(_as_list)] = Field(
        (), description="Any one begins the phase"
    )
    arousal: Arousal
    retention: Retention = Retention()


class UnderstandingSlot(Block):
    """One thing to be understood, and the words by which it is told."""

    start: Known = Field("unaware", description="What the patient knows of it at the start")
    told_by: tuple[tuple[Phrase, ...], ...] = Field(
        (), description="One phrase of every group, in one utterance"
    )
    acts: tuple[Id, ...] = Field((), description="The utterance must also do one of these")
    about: Text | None = None


class Axes(Block):
    """Persona axes of the literature on simulated patients."""

    personality: Literal["plain", "verbose", "pleasing", "impatient", "distrust", "overanxious"]
    language_level: Literal["A", "B", "C"]
    recall: Literal["low", "high", "high_when_calm"]
    confusion: Literal["none", "mild", "high"]


TEMPERAMENTS: Final[dict[str, dict[str, Any]]] = {
    "sanguine": {"negativity_bias": 1.2, "gain_shrinks": 1.4, "calm_floor": 0.10},
    "choleric": {"negativity_bias": 1.8, "clamp": {"per_turn": 0.18}, "calm_floor": 0.06},
    "melancholic": {"negativity_bias": 1.6, "gain_shrinks": 1.0, "calm_floor": 0.05},
    "phlegmatic": {"negativity_bias": 1.3, "clamp": {"per_turn": 0.12}, "gain_shrinks": 1.1},
}
"""What each of the four temperaments of 3MDBench (arXiv 2504.13861) gives, where the file does not:
how losses weigh, how gains shrink, how far one turn moves, how far soothing goes."""


class Mind(Block):
    """Who the patient is inside, and how far things move them. Numbers are design proposals."""

    knows: tuple[Text, ...]
    misunderstands: tuple[Text, ...] = ()
    wants: Text
    fears: tuple[Text, ...]
    values: tuple[Text, ...]
    temperament: Text
    preset: Literal["sanguine", "choleric", "melancholic", "phlegmatic"] | None = Field(
        None, description="Temperament that gives the numbers that stand nowhere else"
    )
    axes: Axes
    start: MindState
    negativity_bias: Number = Field(1.5, ge=1, le=4, description="Losses of trust are multiplied")
    clamp: Clamp = Clamp.model_validate({})
    gain_shrinks: Number = Field(
        1.2, ge=0.5, le=10, description="Gains of trust times min(1, this × (1 − trust))"
    )
    calm_floor: Share = Field(
        0.08, description="Soothing takes arousal no lower than its baseline less this"
    )
    hysteresis: Share = Field(
        0.05, description="A gate once open closes only so much beyond its edge"
    )
    repeat_factor: Share = Field(
        0.5, description="Each repeat of the same act within four turns counts so much"
    )
    tires: Share = Field(0.0, description="Patience that a minute of talk costs by itself")
    own_words: dict[Id, Changes] = Field(
        default_factory=dict, description="Lines that move the patient by being said"
    )
    overheard: dict[Id, Changes] = Field(
        default_factory=dict, description="How lines or threads of the other person move this one"
    )
    appraisal: dict[Id, Annotated[tuple[Appraisal, ...], BeforeValidator(_as_list)]]
    sensitivities: dict[Id, Sensitivity] = Field(
        default_factory=dict, description="Words that strike this patient in particular"
    )
    triggers: tuple[Text, ...] = ()
    soothers: tuple[Text, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _by_preset(cls, given: Any) -> Any:
        """What the temperament gives stands wherever the file says nothing."""
        if not isinstance(given, dict) or given.get("preset") not in TEMPERAMENTS:
            return given
        preset = TEMPERAMENTS[given["preset"]]
        clamp = {**preset.get("clamp", {}), **(given.get("clamp") or {})}
        return {**preset, **given, **({"clamp": clamp} if clamp else {})}
