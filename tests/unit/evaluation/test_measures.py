"""Each measure on logs small enough to count by hand."""

from __future__ import annotations

import pytest

from app.evaluation.conversation import conversation
from app.evaluation.measures import emotional_moments, longest_turn, questions, talk_share
from tests.unit.evaluation.talks import Talk

TEN = "one two three four five six seven eight nine ten"


def measured(measure, talk: Talk):  # type: ignore[no-untyped-def]
    return measure(conversation(talk.events))


def test_talk_share_counts_voiced_seconds_and_only_heard_words() -> None:
    talk = Talk().learner(0, f"{TEN} {TEN} {TEN}").patient(20, f"{TEN} {TEN}", heard=TEN)
    share = measured(talk_share, talk)
    assert share.value == 75
    assert (share.numerator, share.denominator) == (15.0, 20.0)
    assert share.use == "show"


def test_talk_share_of_a_typed_or_very_short_talk_is_not_known() -> None:
    typed = measured(talk_share, Talk().learner(0, "hello", typed=True).patient(5, TEN * 9))
    short = measured(talk_share, Talk().learner(0, "hello").patient(5, TEN))
    empty = measured(talk_share, Talk())
    for share in (typed, short, empty):
        assert share.value is None
        assert share.not_assessable_reason


def test_longest_turn_joins_what_no_heard_word_divides() -> None:
    talk = Talk().learner(0, TEN).patient(6, "never heard", heard=None).learner(8, TEN)
    talk.patient(15, "Hm.", hesitation=True).learner(17, TEN).patient(30, "Okay.").learner(40, TEN)
    longest = measured(longest_turn, talk)
    assert longest.value == 15.0
    assert (longest.evidence[0].t, longest.evidence[0].t_end) == (0, 22)
    assert longest.evidence[0].quote == f"{TEN} {TEN} {TEN}"


@pytest.mark.parametrize(("words", "lecture"), [(60, False), (61, True)])
def test_longest_turn_says_when_it_was_a_lecture(words: int, lecture: bool) -> None:
    longest = measured(longest_turn, Talk().learner(0, "word " * words))
    assert ("may not have been taken in" in longest.sentence) is lecture


def test_longest_typed_turn_is_counted_in_words() -> None:
    longest = measured(longest_turn, Talk().learner(0, TEN, typed=True))
    assert (longest.value, longest.unit) == (10, "words")


def test_longest_turn_of_silence() -> None:
    assert measured(longest_turn, Talk().patient(0, "Hello?")).value is None


def test_questions_by_what_they_do() -> None:
    talk = (
        Talk()
        .learner(0, "Could you tell me more?", "closed_q", "explores")
        .learner(5, "Does it hurt?", "closed_q")
        .learner(10, "What have you understood?", "perception")
        .learner(15, "May I ask something?", "permission")
        .learner(20, "I see.", "understands")
    )
    found = measured(questions, talk)
    assert found.parts == {"open": 2, "closed": 1}
    assert (found.numerator, found.denominator) == (2, 3)
    assert found.evidence[0].quote == "Could you tell me more?"
    assert measured(questions, Talk().learner(0, "Hello.")).value is None


def answered(talk: Talk) -> tuple[float | None, float | None]:
    found = measured(emotional_moments, talk)
    return found.numerator, found.denominator


def test_a_feeling_is_answered_by_the_next_turn_within_ten_seconds() -> None:
    moment = Talk().patient(0, TEN, kind="feeling")
    assert answered(moment) == (0, 1)
    in_time = (
        Talk().patient(0, TEN, kind="feeling").learner(15, "That is frightening.", "names_emotion")
    )
    assert answered(in_time) == (1, 1)
    late = Talk().patient(0, TEN, kind="feeling").learner(15.5, "That is hard.", "names_emotion")
    assert answered(late) == (0, 1)
    fact = Talk().patient(0, TEN, kind="feeling").learner(7, "The scan shows more.", "gives_info")
    assert answered(fact) == (0, 1)
    second = fact.learner(10, "That is hard.", "understands")
    assert answered(second) == (0, 1)


@pytest.mark.parametrize(
    ("text", "acts"),
    [
        ("You're so strong, they'll be fine.", ("respects", "false_reassurance")),
        ("You shouldn't have skipped your follow-up.", ("relieves_guilt", "argues")),
        ("I'm here for you. Goodbye.", ("supports", "farewell")),
    ],
)
def test_warmth_that_waves_the_feeling_away_is_no_answer(text: str, acts: tuple[str, ...]) -> None:
    talk = Talk().patient(0, TEN, kind="feeling").learner(7, text, *acts)
    assert answered(talk) == (0, 1)


def test_a_kept_silence_gives_more_time_but_answers_nothing_alone() -> None:
    silent = Talk().patient(0, TEN, kind="news").kept_silence(9)
    assert answered(silent) == (0, 1)
    assert answered(silent.learner(20, "I'm sorry.", "apologises")) == (1, 1)


def test_one_stretch_is_one_moment_with_its_strongest_kind() -> None:
    talk = (
        Talk().patient(0, "Five months.", kind="hint").patient(3, "I did this.", kind="disclosure")
    )
    talk.learner(5, "You kept going.", "respects")
    found = measured(emotional_moments, talk)
    assert (found.numerator, found.denominator) == (1, 1)
    quotes = [evidence.quote for evidence in found.evidence]
    assert quotes == ["Five months. I did this.", "You kept going."]


def test_moments_apart_are_counted_apart() -> None:
    talk = Talk().patient(0, "I'm scared.", kind="feeling").learner(3, "Okay.", "other")
    talk.patient(6, "Who has he got?", kind="feeling").learner(9, "Tell me.", "explores")
    assert answered(talk) == (1, 2)


def test_a_feeling_that_was_never_heard_is_no_moment() -> None:
    talk = (
        Talk()
        .patient(0, "I'm scared.", heard=None, kind="feeling")
        .learner(1, "So, next.", "gives_info")
    )
    found = measured(emotional_moments, talk)
    assert found.value is None
    assert found.not_assessable_reason


def test_going_on_after_the_feeling_extends_the_time() -> None:
    talk = Talk().patient(0, TEN, kind="feeling").patient(12, TEN)
    assert answered(talk.learner(26, "Of course you are.", "understands")) == (1, 1)
