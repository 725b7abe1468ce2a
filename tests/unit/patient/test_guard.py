"""What a language model may not say in the patient's name."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.patient.directive import Directive
from app.patient.engines import TalkContext, Uttered
from app.patient.engines.guard import Guard
from app.patient.engines.prompt import messages
from app.patient.fold import Fold
from app.patient.turn import Intent
from tests.support.scenarios import small

INTENT = Intent("p1", None, "It was my mother's.", Directive(emotion="sadness", intensity=0.8))


def context(*history: Uttered) -> TalkContext:
    scenario = small()
    return TalkContext(scenario, Fold(scenario, "base").begin(), history)


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("As an AI, I cannot feel that.", "role_break"),
        ("How can I help you today?", "role_break"),
        ("I fell asleep that night.", "locked_fact"),
        ("You should see a specialist.", "medical_advice"),
        ("I'm sorry, your scan shows nothing.", "medical_advice"),
        ("Thank you for telling me so kindly.", "praise"),
        ("*sighs* It was hers.", "stage_direction"),
        ("Ada: It was hers.", "stage_direction"),
        ("(crying softly) It was hers.", "stage_direction"),
        ("It was hers 想法.", "language"),
        ("No puedo, señora, no sé qué decir.", "language"),
        ("I could take all my pills at once.", "means_of_harm"),
        ("I have been saving up the tablets.", "means_of_harm"),
        ("I don't want that cunt in here.", "slur"),
        ("I'm a doctor, so listen.", "role_break"),
        ("It's important to rest well.", "medical_advice"),
        ("So it is a metastasis, then.", "word_not_hers"),
        ("and " * 33, "over_long"),
        ("Hello there!", "repeat"),
    ],
)
def test_what_is_stopped(words: str, rule: str) -> None:
    guard = Guard(INTENT, context(Uttered("patient", "Hello there.")))
    assert guard.objection(words) == rule


def test_what_is_let_through() -> None:
    guard = Guard(INTENT, context(Uttered("learner", "It is a metastasis.")))
    assert guard.objection("My mother's.") is None
    assert guard.objection("A metastasis, you said?") is None


def test_a_locked_fact_over_two_clauses_is_found() -> None:
    guard = Guard(INTENT, context())
    assert guard.objection("I fell") is None
    assert guard.objection("asleep.") == "locked_fact"


def test_an_unlocked_fact_may_be_told() -> None:
    intent = replace(INTENT, discloses=("asleep",))
    assert Guard(intent, context()).objection("I fell asleep.") is None


def test_no_locked_fact_stands_in_any_prompt() -> None:
    asked = context(Uttered("learner", "Whose fault is it?"))
    for message in messages(INTENT, asked):
        assert "asleep" not in message["content"]
        assert "left it on" not in message["content"]
        assert "old wire" not in message["content"]


def test_the_beginning_of_the_prompt_never_changes() -> None:
    first = messages(INTENT, context(Uttered("learner", "Hello.")))
    later = messages(
        replace(INTENT, text="Not mine."),
        context(Uttered("learner", "Hello."), Uttered("patient", "Hi."), Uttered("learner", "So.")),
    )
    assert first[:-1] == later[: len(first) - 1]
    assert "Not mine." in later[-1]["content"]
    assert [message["role"] for message in later[:3]] == ["system", "user", "assistant"]
