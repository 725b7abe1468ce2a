"""Simulated clinicians: who they are, what they say, how it is misheard."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from app.rehearsal.clinicians import Bank, Clinician, Common, Kind, load_bank
from app.rehearsal.clinicians.mishearing import misheard
from app.rehearsal.learner import Seen
from app.rehearsal.script import Quiet
from app.scenario.errors import ScenarioError

BANK = Bank.model_validate(
    {
        "scenario": "small",
        "steps": [
            {"id": "hello", "well": ["I am Dr. Chen.", "My name is Chen."]},
            {
                "id": "news",
                "well": ["The oven is gone.", "It is gone."],
                "quiet_s": 5.0,
                "badly": {"jargon": ["Terminal thermal failure."]},
            },
            {"id": "plan", "well": ["Come tomorrow.", "Tomorrow, then."]},
        ],
        "answers": {"plan": {"well": ["A new one.", "Another."], "jargon": ["A spare unit."]}},
        "takes_up": {"hint.maybe": ["If you had…?"]},
        "farewell": {"well": ["Goodbye.", "Until then."], "jargon": ["Discharged."]},
    }
)
COMMON = Common.model_validate(
    {
        "feelings": {"fear": ["You are frightened.", "That is frightening."]},
        "explores": ["Tell me more.", "Go on."],
        "misses": {"jargon": ["Anxiety is expected.", "A stress response."]},
    }
)


def shown(emotion: str = "neutral", asks: str | None = None, line: str | None = None) -> Seen:
    return Seen("…", emotion, 0.8, asks, line)


def clinician(name: str) -> Clinician:
    return Clinician(Kind.named(name), BANK, COMMON, seed=1)


def test_somebody_skilled_goes_through_the_steps_and_leaves_quiet_after_news() -> None:
    learner = clinician("skilled")
    said = [learner.turn((shown(),)) for _ in range(6)]
    assert said[0] in BANK.steps[0].well
    assert said[1] in BANK.steps[1].well
    assert said[2] == Quiet(5.0)
    assert said[3] in BANK.steps[2].well
    assert said[4] in BANK.farewell.well
    assert said[5] is None


def test_somebody_skilled_answers_what_shows_first() -> None:
    assert clinician("skilled").turn((shown("fear"),)) in COMMON.feelings["fear"]
    assert clinician("skilled").turn((shown(asks="plan"),)) in BANK.answers["plan"].well
    assert clinician("skilled").turn((shown("fear", line="hint.maybe"),)) == "If you had…?"


def test_no_words_are_lost_that_were_not_said() -> None:
    """Two feelings and two answers are written: all four are said to somebody who asks on."""
    for seed in range(8):
        learner = Clinician(Kind.named("skilled"), BANK, COMMON, seed=seed)
        said = [learner.turn((shown("fear", asks="plan"),)) for _ in range(6)]
        spoken = " ".join(one for one in said if isinstance(one, str))
        assert all(answer in spoken for answer in BANK.answers["plan"].well), said


def test_a_style_fails_in_its_own_way() -> None:
    learner = clinician("jargon")
    said = {learner.turn((shown("fear", "plan"),)) for _ in range(5)}
    own = {*COMMON.misses.jargon, "Terminal thermal failure.", "A spare unit.", "Discharged."}
    assert said - {None} <= own
    assert len(said) > 2


def test_the_same_seed_says_the_same() -> None:
    one, two = clinician("vague-3"), clinician("vague-3")
    assert [one.turn((shown("fear"),)) for _ in range(9)] == [
        two.turn((shown("fear"),)) for _ in range(9)
    ]


@pytest.mark.parametrize("name", ["bad", "hurried-9", "skilled-2", "hurried-x", ""])
def test_a_learner_that_there_is_not(name: str) -> None:
    with pytest.raises(ValueError, match="choose of skilled, hurried"):
        Kind.named(name)


def test_words_are_misheard_as_often_as_asked() -> None:
    text = "I can see that this is hard for you, and I would like to hear what the pain is like. "
    heard = misheard(text * 20, 0.1, random.Random(1)).split()
    assert heard[0].islower()
    assert not any("," in word for word in heard)
    assert 0.02 < sum(word not in text.lower() for word in heard) / len(heard) < 0.12
    assert misheard("Yes.", 1.0, random.Random(4))


def test_a_bank_that_cannot_be_used_names_its_line(tmp_path: Path) -> None:
    (tmp_path / "small.yaml").write_text(
        "scenario: small\nsteps: []\nfarewell: {well: [Bye, Ciao]}\n"
    )
    with pytest.raises(ScenarioError, match=r"small\.yaml:2.*steps"):
        load_bank(tmp_path, "small")
