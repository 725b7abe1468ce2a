"""Turn taking: events in, floor and actions out. No clock, no sound, no waiting."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
from app.call.turn_taking import Floor, Tunables, TurnState, advance, endpoint_delay

TUNABLES = Tunables()


def play(*events: TurnEvent, state: TurnState | None = None) -> tuple[TurnState, list[Action]]:
    state = state or TurnState()
    done: list[Action] = []
    for event in events:
        state, actions = advance(state, event, TUNABLES)
        done.extend(actions)
    return state, done


def test_a_finished_sentence_ends_the_turn_sooner_than_one_that_breaks_off() -> None:
    finished, _ = play(Onset(1.0), Offset(2.1, 2.0), Completeness(2.2, 1.0), Tick(2.32))
    breaks_off, _ = play(Onset(1.0), Offset(2.1, 2.0), Completeness(2.2, 0.0), Tick(2.32))
    assert finished.floor is Floor.THINKING
    assert breaks_off.floor is Floor.PAUSING
    later, _ = play(Tick(3.5), state=breaks_off)
    assert later.floor is Floor.THINKING


def test_work_begins_at_the_first_pause_and_is_thrown_away_if_the_learner_goes_on() -> None:
    state, actions = play(Onset(1.0), Offset(2.1, 2.0), Onset(2.4), Offset(3.1, 3.0))
    assert actions == [Action.SPECULATE, Action.DISCARD, Action.SPECULATE]
    assert state.floor is Floor.PAUSING


def test_going_on_while_the_patient_still_thinks_gives_the_floor_back() -> None:
    state, actions = play(
        Onset(1.0), Offset(2.1, 2.0), Completeness(2.2, 1.0), Tick(2.4), Onset(2.6)
    )
    assert actions == [Action.SPECULATE, Action.TAKE_TURN, Action.DISCARD]
    assert state.floor is Floor.LEARNER_SPEAKING


def test_work_begins_at_a_lull_and_is_kept_when_the_voice_has_ended() -> None:
    state, actions = play(
        Onset(1.0), Lull(2.1, 2.0), Completeness(2.2, 1.0), Offset(2.23, 2.0), Tick(2.32)
    )
    assert actions == [Action.SPECULATE, Action.TAKE_TURN]
    assert state.floor is Floor.THINKING
    assert state.speech_ended == 2.0


def test_a_vote_on_a_lull_ends_no_turn_while_the_voice_may_come_back() -> None:
    state, _ = play(Onset(1.0), Lull(2.1, 2.0), Completeness(2.4, 1.0), Tick(2.45))
    assert state.floor is Floor.LEARNER_SPEAKING


def test_a_gap_between_two_words_costs_one_draft() -> None:
    state, actions = play(Onset(1.0), Lull(2.1, 2.0), WentOn(2.15), Offset(3.2, 3.0))
    assert actions == [Action.SPECULATE, Action.DISCARD, Action.SPECULATE]
    assert state.floor is Floor.PAUSING


def test_a_lull_in_which_nothing_was_heard_is_looked_at_again() -> None:
    state, actions = play(Onset(1.0), Lull(2.1, 2.0), NothingHeard(2.2), Offset(2.23, 2.0))
    assert actions == [Action.SPECULATE, Action.SPECULATE]
    state, _ = play(NothingHeard(2.5), state=state)
    assert state.floor is Floor.LISTENING


def test_a_cough_is_no_turn() -> None:
    state, actions = play(Onset(1.0), Offset(1.3, 1.2), NothingHeard(1.4))
    assert state.floor is Floor.LISTENING
    assert actions[-1] is Action.FORGET


def speaking() -> TurnState:
    state, _ = play(AnswerStarted(10.0))
    assert state.floor is Floor.SPEAKING
    return state


def test_a_backchannel_that_has_just_fallen_quiet_is_not_looked_at_again() -> None:
    ticks = [Tick(11.0 + step * 0.02) for step in range(1, 60)]
    _, actions = play(Onset(11.0), *ticks, state=speaking())
    assert actions.count(Action.CHECK_OVERLAP) == 2
    _, actions = play(Onset(11.0), *ticks[:40], Lull(11.8, 11.7), *ticks[40:], state=speaking())
    assert actions.count(Action.CHECK_OVERLAP) == 1


def test_a_sentence_over_the_patient_is_heard_although_no_verdict_came() -> None:
    ticks = [Tick(11.0 + step * 0.02) for step in range(1, 50)]
    state, actions = play(Onset(11.0), *ticks, Offset(12.3, 12.1), state=speaking())
    assert actions[-2:] == [Action.STOP, Action.SPECULATE]
    assert state.floor is Floor.PAUSING


def test_a_backchannel_ducks_and_restores_within_half_a_second() -> None:
    state, actions = play(
        Onset(11.0), Tick(11.31), OverlapWords(11.35, bids=False), state=speaking()
    )
    assert actions == [Action.DUCK, Action.CHECK_OVERLAP, Action.RESTORE]
    state, actions = play(Offset(11.5, 11.4), state=state)
    assert state.floor is Floor.SPEAKING
    assert actions == [Action.FORGET]


def test_a_bid_for_the_floor_stops_the_patient() -> None:
    state, actions = play(
        Onset(11.0), Tick(11.31), OverlapWords(11.35, bids=True), state=speaking()
    )
    assert actions[-1] is Action.STOP
    assert state.floor is Floor.LEARNER_SPEAKING


def test_overlap_without_a_verdict_is_settled_in_time_and_a_late_one_still_counts() -> None:
    going_on, actions = play(Onset(11.0), Tick(11.31), Tick(11.49), state=speaking())
    assert actions[-1] is Action.RESTORE
    late, actions = play(OverlapWords(11.6, bids=True), state=going_on)
    assert actions == [Action.STOP]
    assert late.floor is Floor.LEARNER_SPEAKING
    over, actions = play(Onset(11.0), Offset(11.2, 11.15), Tick(11.49), state=speaking())
    assert Action.RESTORE in actions
    assert over.floor is Floor.SPEAKING


def test_a_backchannel_that_goes_on_is_a_turn() -> None:
    state, actions = play(
        Onset(11.0),
        Tick(11.31),
        OverlapWords(11.3, bids=False),
        Tick(11.8),
        Tick(12.45),
        state=speaking(),
    )
    assert actions[-1] is Action.STOP
    assert state.floor is Floor.LEARNER_SPEAKING


def test_a_short_word_that_bids_is_answered() -> None:
    state, actions = play(
        Onset(11.0), Offset(11.2, 11.15), OverlapWords(11.3, bids=True), state=speaking()
    )
    assert actions[-2:] == [Action.STOP, Action.SPECULATE]
    assert state.floor is Floor.PAUSING


def test_silence_is_noticed_once_and_never_while_somebody_types() -> None:
    state, _ = play(SilenceDue(5.0, 8.0))
    state, actions = play(Typing(7.9), Tick(8.1), state=state)
    assert actions == []
    state, actions = play(Tick(12.0), Tick(13.0), state=state)
    assert actions == [Action.NOTICE_SILENCE]


def test_speech_cancels_a_silence_that_was_due() -> None:
    _, actions = play(
        SilenceDue(5.0, 8.0), Onset(7.0), Offset(7.6, 7.5), NothingHeard(7.7), Tick(9)
    )
    assert Action.NOTICE_SILENCE not in actions


def test_typing_interrupts_the_patient_like_a_voice() -> None:
    state, actions = play(Typed(12.0), state=speaking())
    assert actions == [Action.STOP, Action.DISCARD, Action.TAKE_TURN]
    assert state.floor is Floor.THINKING


def test_a_withheld_answer_leaves_the_room_quiet() -> None:
    state, _ = play(Typed(1.0), AnswerWithheld(1.1))
    assert state.floor is Floor.LISTENING


@pytest.mark.parametrize(
    ("complete", "delay"), [(1.0, 0.25), (0.5, 0.60), (0.0, 1.40), (None, 2.0)]
)
def test_endpoint_delay_falls_with_completeness(complete: float | None, delay: float) -> None:
    assert endpoint_delay(complete, TUNABLES) == pytest.approx(delay)


events = st.sampled_from(
    ["onset", "offset", "vote", "nothing", "bids", "mm", "start", "withheld", "done", "typed"]
)


@given(st.lists(st.tuples(events, st.floats(0.01, 3.0)), max_size=60))
def test_no_state_is_silent_forever(script: list[tuple[str, float]]) -> None:
    """Whatever happened, time alone brings the floor back to somebody, or asks for recovery."""
    made = {
        "onset": lambda t: Onset(t),
        "offset": lambda t: Offset(t, max(0.0, t - 0.1)),
        "vote": lambda t: Completeness(t, 0.3),
        "nothing": lambda t: NothingHeard(t),
        "bids": lambda t: OverlapWords(t, bids=True),
        "mm": lambda t: OverlapWords(t, bids=False),
        "start": lambda t: AnswerStarted(t),
        "withheld": lambda t: AnswerWithheld(t),
        "done": lambda t: PatientDone(t),
        "typed": lambda t: Typed(t),
    }
    state, t = TurnState(), 0.0
    for name, dt in script:
        t += dt
        state, _ = advance(state, made[name](t), TUNABLES)
    asked: list[Action] = []
    for _ in range(200):
        t += 1.0
        state, actions = advance(state, Tick(t), TUNABLES)
        asked.extend(actions)
        if state.floor is Floor.SPEAKING:  # the mouth reports its end: it has its own limit
            state, _ = advance(state, PatientDone(t), TUNABLES)
    assert state.floor is Floor.LISTENING or Action.RECOVER in asked
