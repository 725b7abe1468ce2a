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
        "I have tried to kill myself.",
        "I've tried to kill myself before",
        "I've thought about killing myself.",
        "I have suicidal thoughts.",
        "i keep having thoughts of hurting myself",
        "I've been having thoughts of suicide.",
        "I'm thinking about suicide.",
        "I'd rather be dead.",
        "I can't go on living like this.",
        "I no longer want to live.",
        "I don't want to be here any more.",
        "You know what, I feel like I want to die.",
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
        "I have to ask about suicidal thoughts.",
        "Many patients have thoughts of suicide.",
        "Have you ever said I'd rather be dead?",
        "I don't want to kill myself with work, so I'll be brief.",
        "I've had patients who thought about killing themselves.",
        "I cut myself off there, sorry.",
        "I'd hate to hurt you.",
        "",
    ],
)
def test_a_clinician_at_work(text: str) -> None:
    assert not speaks_of_self_harm(text)
