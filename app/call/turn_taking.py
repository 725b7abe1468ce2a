"""Who has the floor: a table-driven state machine, pure, with time on every event.

A frozen event goes in; a new state and a list of actions come out. Everything that decides whose
turn it is lives in this file; hearing, thinking and speaking only carry out the actions.

    listening ── onset ──> learner_speaking ── offset ──> pausing ── endpoint ──> thinking
        ^                        ^  ^                        │ onset                 │
        │                        │  └────────────────────────┘                       │ answer
        │                        └──────── stop ──── overlap <── onset ── speaking <─┘
        └──────────────────────────── done ───────────────────────────────┘

Endpointing adapts: a finished sentence ends a turn sooner than "and…". Work on an answer starts
at the first lull (``SPECULATE``), before it is known to be more than a gap between two words, and
is thrown away if the learner goes on (``DISCARD``).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

from app.call.turn_events import (
    Action,
    AnswerStarted,
    AnswerWithheld,
    Completeness,
    Lull,
    NothingHeard,
    Offset,
    Onset,
    OverlapWords,
    PatientDone,
    SilenceDue,
    Tick,
    TurnEvent,
    Typed,
    Typing,
    WentOn,
)


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

    complete_after: float = 0.25
    """Silence that ends a turn whose last sentence is surely finished."""
    unsure_after: float = 0.60
    """Silence that ends a turn when the votes are split."""
    incomplete_after: float = 1.40
    """Silence that ends a turn which breaks off at "and…"."""
    unheard_after: float = 2.0
    """Silence after which a turn ends although no transcript has come yet."""
    overlap_words_at: float = 0.30
    """Overlap after which the learner's words are looked at: a backchannel, or a bid for the
    floor?"""
    overlap_decides_at: float = 0.48
    """Overlap after which the patient has stopped or gone on, whatever is known."""
    overlap_again_at: float = 0.9
    """A backchannel that still sounds is looked at again: it may have become a question."""
    overlap_yields_at: float = 1.4
    """A backchannel that lasts so long is a turn after all."""
    thinking_limit: float = 8.0
    """No answer for so long: the patient says that they did not catch it."""
    monologue_limit: float = 90.0
    """Voice without a pause for so long is a machine in the room, not a turn."""


@dataclass(frozen=True, slots=True)
class TurnState:
    """The whole state of turn taking."""

    floor: Floor = Floor.LISTENING
    since: float = 0.0
    speech_ended: float = 0.0
    complete: float | None = None
    drafting: bool = False
    """Work on an answer began at a lull, while the voice is not known to have ended."""
    overlap_since: float = 0.0
    overlap_open: bool = False
    """The learner's voice still sounds over the patient."""
    lulled: bool = False
    """That voice has just fallen quiet: it may have been all."""
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
    return _to(replace(state, silence_at=None, drafting=False), Floor.LEARNER_SPEAKING, event.t)


def _learner_lulls(state: TurnState, event: TurnEvent, tunables: Tunables) -> Outcome:
    assert isinstance(event, Lull)
    begun = replace(state, speech_ended=event.ended, complete=None, drafting=True)
    return begun, (Action.SPECULATE,)


def _gap(state: TurnState, event: TurnEvent, tunables: Tunables) -> Outcome:
    if not state.drafting:
        return state, ()
    return replace(state, drafting=False), (Action.DISCARD,)


def _early_vote(state: TurnState, event: TurnEvent, tunables: Tunables) -> Outcome:
    assert isinstance(event, Completeness)
    return replace(state, complete=event.probability), ()


def _early_nothing(state: TurnState, event: TurnEvent, tunables: Tunables) -> Outcome:
    """Nothing was heard so far; look again once the sound is known to have ended."""
    return replace(state, drafting=False), ()


def _learner_pauses(state: TurnState, event: TurnEvent, tunables: Tunables) -> Outcome:
    assert isinstance(event, Offset)
    if state.drafting:
        return _to(replace(state, speech_ended=event.ended), Floor.PAUSING, event.t)
    paused = replace(state, speech_ended=event.ended, complete=None)
    return _to(paused, Floor.PAUSING, event.t, Action.SPECULATE)


def _learner_goes_on(state: TurnState, event: TurnEvent, tunables: Tunables) -> Outcome:
    going_on = replace(state, drafting=False)
    return _to(going_on, Floor.LEARNER_SPEAKING, event.t, Action.DISCARD)


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
        lulled=False,
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
        if lasted >= tunables.overlap_again_at and not state.asked_again and not state.lulled:
            return replace(state, asked_again=True), (Action.CHECK_OVERLAP,)
        return state, ()
    if lasted >= tunables.overlap_decides_at:
        # No verdict: most overlaps are backchannels, and a late verdict still stops the patient.
        return _restore(state, event, tunables)
    if lasted >= tunables.overlap_words_at and not state.asked_words:
        return replace(state, asked_words=True), (Action.CHECK_OVERLAP,)
    return state, ()


def _overlap_lulls(state: TurnState, event: TurnEvent, tunables: Tunables) -> Outcome:
    return replace(state, lulled=isinstance(event, Lull)), ()


def _overlap_ends(state: TurnState, event: TurnEvent, tunables: Tunables) -> Outcome:
    assert isinstance(event, Offset)
    closed = replace(state, overlap_open=False, speech_ended=event.ended)
    if state.settled and event.ended - state.overlap_since >= tunables.overlap_again_at:
        # Longer than a hum, and no verdict that it was one came in time: put it into words.
        return _stop(closed, event, tunables)
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
        taken = replace(state, drafting=False)
        return _to(taken, Floor.LEARNER_SPEAKING, event.t, Action.STOP)
    paused = replace(state, complete=None)
    return _to(paused, Floor.PAUSING, event.t, Action.STOP, Action.SPECULATE)


def _overlap_outlives(state: TurnState, event: TurnEvent, tunables: Tunables) -> Outcome:
    """The patient finished by themselves while the learner was speaking over them."""
    if state.overlap_open:
        taken = replace(state, drafting=False)
        return _to(taken, Floor.LEARNER_SPEAKING, event.t, Action.RESTORE)
    return _to(state, Floor.LISTENING, event.t, Action.RESTORE, Action.FORGET)


def _done(state: TurnState, event: TurnEvent, tunables: Tunables) -> Outcome:
    return _to(state, Floor.LISTENING, event.t)


def _silence(state: TurnState, event: TurnEvent, tunables: Tunables) -> Outcome:
    due = state.silence_at is not None and event.t >= state.silence_at
    if not due or event.t < state.typing_until:
        return state, ()
    return replace(state, silence_at=None), (Action.NOTICE_SILENCE,)


def _typed(state: TurnState, event: TurnEvent, tunables: Tunables) -> Outcome:
    typed = replace(state, typing_until=0.0, silence_at=None, speech_ended=event.t, drafting=False)
    return _to(typed, Floor.THINKING, event.t, Action.STOP, Action.DISCARD, Action.TAKE_TURN)


RULES: dict[tuple[Floor, type[TurnEvent]], Rule] = {
    (Floor.LISTENING, Onset): _learner_begins,
    (Floor.LISTENING, AnswerStarted): _answer,
    (Floor.LISTENING, Tick): _silence,
    (Floor.LEARNER_SPEAKING, Lull): _learner_lulls,
    (Floor.LEARNER_SPEAKING, WentOn): _gap,
    (Floor.LEARNER_SPEAKING, Completeness): _early_vote,
    (Floor.LEARNER_SPEAKING, NothingHeard): _early_nothing,
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
    (Floor.OVERLAP, Lull): _overlap_lulls,
    (Floor.OVERLAP, WentOn): _overlap_lulls,
    (Floor.OVERLAP, Offset): _overlap_ends,
    (Floor.OVERLAP, OverlapWords): _overlap_words,
    (Floor.OVERLAP, PatientDone): _overlap_outlives,
    (Floor.OVERLAP, Tick): _overlap_tick,
    **{(floor, Typed): _typed for floor in Floor},
}
"""Which rule answers which event on which floor; a pair that is missing changes nothing."""
