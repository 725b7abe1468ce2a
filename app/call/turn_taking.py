"""Who has the floor: a table-driven state machine, pure, with time on every event.

A frozen event goes in; a new state and a list of actions come out. Everything that decides whose
turn it is lives in this file; hearing, thinking and speaking only carry out the actions.

    listening ── onset ──> learner_speaking ── offset ──> pausing ── endpoint ──> thinking
        ^                        ^  ^                        │ onset                 │
        │                        │  └────────────────────────┘                       │ answer
        │                        └──────── stop ──── overlap <── onset ── speaking <─┘
        └──────────────────────────── done ───────────────────────────────┘

Endpointing adapts: a finished sentence ends a turn sooner than "and…". Work on an answer starts
at the first pause (``Speculate``) and is thrown away if the learner goes on (``Discard``).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum


class Floor(StrEnum):
    """Who has the floor."""

    LISTENING = "listening"
    LEARNER_SPEAKING = "learner_speaking"
    PAUSING = "pausing"
    THINKING = "thinking"
    SPEAKING = "speaking"
    OVERLAP = "overlap"


@dataclass(frozen=True, slots=True)
class Tunables:
    """All in seconds unless said otherwise."""

    complete_after: float = 0.30
    """Silence that ends a turn whose last sentence is surely finished."""
    unsure_after: float = 0.75
    """Silence that ends a turn when the votes are split."""
    incomplete_after: float = 1.40
    """Silence that ends a turn which breaks off at "and…"."""
    unheard_after: float = 2.0
    """Silence after which a turn ends although no transcript has come yet."""
    overlap_words_at: float = 0.24
    """Overlap after which the learner's words are looked at: a backchannel, or a bid for the
    floor?"""
    overlap_decides_at: float = 0.46
    """Overlap after which the patient has stopped or gone on, whatever is known."""
    overlap_again_at: float = 0.75
    """A backchannel that still sounds is looked at again: it may have become a question."""
    overlap_yields_at: float = 1.4
    """A backchannel that lasts so long is a turn after all."""
    thinking_limit: float = 8.0
    """No answer for so long: the patient says that they did not catch it."""
    monologue_limit: float = 90.0
    """Voice without a pause for so long is a machine in the room, not a turn."""


# ---------------------------------------------------------------- events


@dataclass(frozen=True, slots=True)
class Onset:
    """The learner's voice began at ``t``."""

    t: float


@dataclass(frozen=True, slots=True)
class Offset:
    """The learner's voice is noticed at ``t`` to have ended at ``ended``."""

    t: float
    ended: float


@dataclass(frozen=True, slots=True)
class Completeness:
    """A vote on the finished speech: 0, breaks off, to 1, surely finished."""

    t: float
    probability: float


@dataclass(frozen=True, slots=True)
class NothingHeard:
    """What was taken for speech held no words: a cough, a door."""

    t: float


@dataclass(frozen=True, slots=True)
class OverlapWords:
    """What the learner said over the patient: does it bid for the floor?"""

    t: float
    bids: bool


@dataclass(frozen=True, slots=True)
class AnswerStarted:
    """The patient's first sound is on the wire."""

    t: float


@dataclass(frozen=True, slots=True)
class AnswerWithheld:
    """The patient has nothing to say now, and stays silent."""

    t: float


@dataclass(frozen=True, slots=True)
class PatientDone:
    """The patient's last sound has been heard."""

    t: float


@dataclass(frozen=True, slots=True)
class Typed:
    """The learner has sent a line by keyboard."""

    t: float


@dataclass(frozen=True, slots=True)
class Typing:
    """The learner is at the keyboard: it is their turn, and no silence."""

    t: float


@dataclass(frozen=True, slots=True)
class SilenceDue:
    """The patient would react to silence at ``at``, or never."""

    t: float
    at: float | None


@dataclass(frozen=True, slots=True)
class Tick:
    """Time passes."""

    t: float


TurnEvent = (
    Onset
    | Offset
    | Completeness
    | NothingHeard
    | OverlapWords
    | AnswerStarted
    | AnswerWithheld
    | PatientDone
    | Typed
    | Typing
    | SilenceDue
    | Tick
)


class Action(StrEnum):
    """What the rest of the call has to do now."""

    SPECULATE = "speculate"
    """Transcribe what was said and begin to think of an answer; the turn may yet go on."""
    DISCARD = "discard"
    """The learner goes on: throw the begun answer away, keep the words."""
    TAKE_TURN = "take_turn"
    """The turn is over: speak the answer as soon as it is there."""
    FORGET = "forget"
    """That was no speech: drop the sound."""
    DROP_SOUND = "drop_sound"
    """A sound beside the turns is over: keep nothing of it."""
    DUCK = "duck"
    """Lower the patient's voice: somebody speaks over it."""
    CHECK_OVERLAP = "check_overlap"
    """Find out what is said over the patient."""
    RESTORE = "restore"
    """It was a backchannel or a cough: go on at full voice."""
    STOP = "stop"
    """The learner has the floor: fall silent, mouth and all."""
    NOTICE_SILENCE = "notice_silence"
    """Nobody speaks, and the patient feels it."""
    RECOVER = "recover"
    """No answer came: say so as a person would."""


@dataclass(frozen=True, slots=True)
class TurnState:
    """The whole state of turn taking."""

    floor: Floor = Floor.LISTENING
    since: float = 0.0
    speech_ended: float = 0.0
    complete: float | None = None
    overlap_since: float = 0.0
    overlap_open: bool = False
    """The learner's voice still sounds over the patient."""
    asked_words: bool = False
    asked_again: bool = False
    settled: bool = False
    """This overlap was judged a backchannel."""
    typing_until: float = 0.0
    silence_at: float | None = None


Outcome = tuple[TurnState, tuple[Action, ...]]
Rule = Callable[[TurnState, TurnEvent, Tunables], Outcome]

TYPING_LASTS = 4.0
"""Seconds that one keystroke keeps the silence from counting."""


def advance(state: TurnState, event: TurnEvent, tunables: Tunables) -> Outcome:
    """The state after ``event``, and what to do. An event that means nothing here changes
    nothing."""
    if isinstance(event, Typing):
        return replace(state, typing_until=event.t + TYPING_LASTS), ()
    if isinstance(event, SilenceDue):
        return replace(state, silence_at=event.at), ()
    rule = RULES.get((state.floor, type(event)))
    return (state, ()) if rule is None else rule(state, event, tunables)


def endpoint_delay(complete: float | None, tunables: Tunables) -> float:
    """Seconds of silence that end a turn, for a completeness vote of 0 to 1 (None: no vote)."""
    if complete is None:
        return tunables.unheard_after
    if complete >= 0.5:
        share = (complete - 0.5) / 0.5
        return tunables.unsure_after + share * (tunables.complete_after - tunables.unsure_after)
    share = complete / 0.5
    return tunables.incomplete_after + share * (tunables.unsure_after - tunables.incomplete_after)


# ---------------------------------------------------------------- rules


def _to(state: TurnState, floor: Floor, t: float, *actions: Action) -> Outcome:
    return replace(state, floor=floor, since=t), actions


def _learner_begins(state: TurnState, event: TurnEvent, tunables: Tunables) -> Outcome:
    return _to(replace(state, silence_at=None), Floor.LEARNER_SPEAKING, event.t)


def _learner_pauses(state: TurnState, event: TurnEvent, tunables: Tunables) -> Outcome:
    assert isinstance(event, Offset)
    paused = replace(state, speech_ended=event.ended, complete=None)
    return _to(paused, Floor.PAUSING, event.t, Action.SPECULATE)


def _learner_goes_on(state: TurnState, event: TurnEvent, tunables: Tunables) -> Outcome:
    return _to(state, Floor.LEARNER_SPEAKING, event.t, Action.DISCARD)


def _stray(state: TurnState, event: TurnEvent, tunables: Tunables) -> Outcome:
    """A sound that began before the learner typed is over: it belongs to no turn."""
    return state, (Action.DROP_SOUND,)


def _monologue(state: TurnState, event: TurnEvent, tunables: Tunables) -> Outcome:
    if event.t - state.since < tunables.monologue_limit:
        return state, ()
    paused = replace(state, speech_ended=event.t, complete=1.0)
    return _to(paused, Floor.PAUSING, event.t, Action.SPECULATE)


def _vote(state: TurnState, event: TurnEvent, tunables: Tunables) -> Outcome:
    assert isinstance(event, Completeness)
    return _endpoint(replace(state, complete=event.probability), event, tunables)


def _endpoint(state: TurnState, event: TurnEvent, tunables: Tunables) -> Outcome:
    if event.t - state.speech_ended < endpoint_delay(state.complete, tunables):
        return state, ()
    return _to(state, Floor.THINKING, event.t, Action.TAKE_TURN)


def _nothing_heard(state: TurnState, event: TurnEvent, tunables: Tunables) -> Outcome:
    return _to(state, Floor.LISTENING, event.t, Action.FORGET)


def _answer(state: TurnState, event: TurnEvent, tunables: Tunables) -> Outcome:
    return _to(replace(state, silence_at=None), Floor.SPEAKING, event.t)


def _withheld(state: TurnState, event: TurnEvent, tunables: Tunables) -> Outcome:
    return _to(state, Floor.LISTENING, event.t)


def _thinking_tick(state: TurnState, event: TurnEvent, tunables: Tunables) -> Outcome:
    if event.t - state.since < tunables.thinking_limit:
        return state, ()
    return _to(state, Floor.THINKING, event.t, Action.RECOVER)


def _overlap_begins(state: TurnState, event: TurnEvent, tunables: Tunables) -> Outcome:
    begun = replace(
        state,
        overlap_since=event.t,
        overlap_open=True,
        asked_words=False,
        asked_again=False,
        settled=False,
    )
    return _to(begun, Floor.OVERLAP, event.t, Action.DUCK)


def _overlap_tick(state: TurnState, event: TurnEvent, tunables: Tunables) -> Outcome:
    lasted = event.t - state.overlap_since
    if state.settled:
        if not state.overlap_open:
            return state, ()
        if lasted >= tunables.overlap_yields_at:
            return _stop(state, event, tunables)
        if lasted >= tunables.overlap_again_at and not state.asked_again:
            return replace(state, asked_again=True), (Action.CHECK_OVERLAP,)
        return state, ()
    if lasted >= tunables.overlap_decides_at:
        # No verdict: most overlaps are backchannels, and a late verdict still stops the patient.
        return _restore(state, event, tunables)
    if lasted >= tunables.overlap_words_at and not state.asked_words:
        return replace(state, asked_words=True), (Action.CHECK_OVERLAP,)
    return state, ()


def _overlap_ends(state: TurnState, event: TurnEvent, tunables: Tunables) -> Outcome:
    assert isinstance(event, Offset)
    closed = replace(state, overlap_open=False, speech_ended=event.ended)
    if state.settled:
        return _to(closed, Floor.SPEAKING, event.t, Action.FORGET)
    if state.asked_words:
        return closed, ()
    return replace(closed, asked_words=True), (Action.CHECK_OVERLAP,)


def _overlap_words(state: TurnState, event: TurnEvent, tunables: Tunables) -> Outcome:
    assert isinstance(event, OverlapWords)
    if state.settled and not event.bids:
        return state, ()
    return (_stop if event.bids else _restore)(state, event, tunables)


def _restore(state: TurnState, event: TurnEvent, tunables: Tunables) -> Outcome:
    if state.overlap_open:
        return replace(state, settled=True), (Action.RESTORE,)
    return _to(state, Floor.SPEAKING, event.t, Action.RESTORE, Action.FORGET)


def _stop(state: TurnState, event: TurnEvent, tunables: Tunables) -> Outcome:
    if state.overlap_open:
        return _to(state, Floor.LEARNER_SPEAKING, event.t, Action.STOP)
    paused = replace(state, complete=None)
    return _to(paused, Floor.PAUSING, event.t, Action.STOP, Action.SPECULATE)


def _overlap_outlives(state: TurnState, event: TurnEvent, tunables: Tunables) -> Outcome:
    """The patient finished by themselves while the learner was speaking over them."""
    if state.overlap_open:
        return _to(state, Floor.LEARNER_SPEAKING, event.t, Action.RESTORE)
    return _to(state, Floor.LISTENING, event.t, Action.RESTORE, Action.FORGET)


def _done(state: TurnState, event: TurnEvent, tunables: Tunables) -> Outcome:
    return _to(state, Floor.LISTENING, event.t)


def _silence(state: TurnState, event: TurnEvent, tunables: Tunables) -> Outcome:
    due = state.silence_at is not None and event.t >= state.silence_at
    if not due or event.t < state.typing_until:
        return state, ()
    return replace(state, silence_at=None), (Action.NOTICE_SILENCE,)


def _typed(state: TurnState, event: TurnEvent, tunables: Tunables) -> Outcome:
    typed = replace(state, typing_until=0.0, silence_at=None, speech_ended=event.t)
    if state.floor in (Floor.SPEAKING, Floor.OVERLAP):
        return _to(typed, Floor.THINKING, event.t, Action.STOP, Action.TAKE_TURN)
    if state.floor in (Floor.PAUSING, Floor.THINKING):
        return _to(typed, Floor.THINKING, event.t, Action.STOP, Action.DISCARD, Action.TAKE_TURN)
    return _to(typed, Floor.THINKING, event.t, Action.TAKE_TURN)


RULES: dict[tuple[Floor, type[TurnEvent]], Rule] = {
    (Floor.LISTENING, Onset): _learner_begins,
    (Floor.LISTENING, AnswerStarted): _answer,
    (Floor.LISTENING, Tick): _silence,
    (Floor.LEARNER_SPEAKING, Offset): _learner_pauses,
    (Floor.LEARNER_SPEAKING, Tick): _monologue,
    (Floor.PAUSING, Onset): _learner_goes_on,
    (Floor.PAUSING, Completeness): _vote,
    (Floor.PAUSING, NothingHeard): _nothing_heard,
    (Floor.PAUSING, Tick): _endpoint,
    (Floor.THINKING, Onset): _learner_goes_on,
    (Floor.THINKING, NothingHeard): _nothing_heard,
    (Floor.THINKING, AnswerStarted): _answer,
    (Floor.THINKING, AnswerWithheld): _withheld,
    (Floor.THINKING, Offset): _stray,
    (Floor.THINKING, Tick): _thinking_tick,
    (Floor.SPEAKING, Offset): _stray,
    (Floor.SPEAKING, Onset): _overlap_begins,
    (Floor.SPEAKING, PatientDone): _done,
    (Floor.OVERLAP, Offset): _overlap_ends,
    (Floor.OVERLAP, OverlapWords): _overlap_words,
    (Floor.OVERLAP, PatientDone): _overlap_outlives,
    (Floor.OVERLAP, Tick): _overlap_tick,
    **{(floor, Typed): _typed for floor in Floor},
}
"""Which rule answers which event on which floor; a pair that is missing changes nothing."""
