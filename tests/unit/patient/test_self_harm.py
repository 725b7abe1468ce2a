"""When the role stops, and when a clinician is just doing their work."""

from __future__ import annotations

import pytest

from app.patient.self_harm import speaks_of_self_harm


@pytest.mark.parametrize(
    "text",
    [
        "I want to kill myself.",
        "honestly i just want to die",
        "Sorry, I can't do this. I've been thinking about ending my life.",
        "I don't want to live anymore, to be honest.",
        "sometimes i think about killing myself after shifts like this",
        "I'm suicidal.",
        "I wish I were dead",
        "Everybody would be better off without me.",
        "I cut myself off there, sorry. And I feel like hurting myself.",
    ],
)
def test_a_learner_in_need(text: str) -> None:
    assert speaks_of_self_harm(text)


@pytest.mark.parametrize(
    "text",
    [
        "Have you had thoughts of ending your life?",
        "Do you ever feel that you want to die?",
        "When you say I want to die, what do you mean?",
        "Some patients tell me I want to die when the pain is bad.",
        "You told me I don't want to live like this.",
        "I want to be sure that you are safe.",
        "I could have killed it at the party.",
        "My registrar will kill me if I'm late.",
        "I'm dying to know how it went.",
        "Are you thinking of hurting yourself?",
        "I cut myself off there, sorry.",
        "I'd hate to hurt you.",
        "",
    ],
)
def test_a_clinician_at_work(text: str) -> None:
    assert not speaks_of_self_harm(text)
