"""What is taken out of a learner's words to be spoken back, and what is left alone."""

from __future__ import annotations

import pytest

from app.patient.naming import named
from app.patient.slots import put_in
from app.patient.slots.feelings import feeling
from app.patient.slots.names import learner_name, wrong_name
from app.patient.slots.plans import plan_person, plan_time
from app.patient.slots.promises import promise
from app.patient.slots.terms import term
from tests.support.scenarios import small

NO_ACTS: frozenset[str] = frozenset()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Hi, I'm Dr. Chen, I'm a fellow.", "Dr. Chen"),
        ("hi i'm doctor chen", "Dr. Chen"),
        ("My name is Sam and I'm a resident", "Sam"),
        ("I'm Maria, one of the residents", "Maria"),
        ("Dr. Okafor here from the clinic", "Dr. Okafor"),
        ("I'm afraid it's serious", None),
        ("I'm the doctor on the team", None),
        ("I'm Sorry about that", None),
        ("I'll ask Dr. Reyes", None),
        ("Tomorrow you'll see Dr. Reyes here", None),
        ("I'm Dr. Sarah Miller, from oncology", "Dr. Miller"),
        ("This is Dr. O'Neill", "Dr. O'Neill"),
        ("This is Dr. Patel's idea", None),
        ("I'm doctor but not yours", None),
    ],
)
def test_the_learners_name(text: str, name: str | None) -> None:
    assert learner_name(text, NO_ACTS) == name


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("And I'll call you at six myself, to see how you are.", "call me at six"),
        ("I will stay with you.", "stay with me"),
        ("I'll talk to you at six.", None),
        ("I'll answer that honestly.", None),
        ("I'll see if it works", None),
        ("I'll send you everything we have written on the whole subject so far", None),
        ("I will call your sister tonight", "call my sister tonight"),
    ],
)
def test_promises_are_turned_to_the_patient(text: str, words: str | None) -> None:
    assert promise(text, NO_ACTS) == words


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("Dr. Reyes will see you tomorrow at nine, with an MRI after.", "tomorrow at nine"),
        ("So tomorrow at nine you'll see Dr. Reyes here.", "tomorrow at nine"),
        ("Can you come in on Monday at 8:30 am?", "Monday at 8:30 am"),
        ("We could meet at nine on friday", "Friday at nine"),
        ("How would you feel, taking them out at two-thirty today?", None),
        ("I'll see you tomorrow.", None),
        ("We have one today at the clinic", None),
        ("The scan was one Monday ago", None),
        ("Come to the clinic, nine o'clock on Monday", "Monday at nine o'clock"),
        ("It has been a bad week.", None),
    ],
)
def test_a_plan_needs_a_day_and_a_clock_time(text: str, time: str | None) -> None:
    assert plan_time(text, NO_ACTS) == time


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("You'll meet with Dr. Reyes", "Dr. Reyes"),
        ("Doctor Reyes and I will see you", "Dr. Reyes"),
        ("You can talk with our social worker", "the social worker"),
        ("Come with me", None),
        ("Expect a call from Dr. Reyes' office", None),
    ],
)
def test_whom_to_see(text: str, person: str | None) -> None:
    assert plan_person(text, NO_ACTS) == person


def test_terms_feelings_and_wrong_names_need_their_act() -> None:
    assert term("there are metastases", frozenset({"jargon"})) is not None
    assert term("there are metastases", NO_ACTS) is None
    assert feeling("You seem really scared", frozenset({"names_emotion"})) == "scared"
    assert feeling("You seem really scared", NO_ACTS) is None
    assert feeling("You seem really purple", frozenset({"names_emotion"})) is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Good morning Mrs. Patel", "Mrs. Patel"),
        ("Ms. Baker? Or Mister Miller?", "Mr. Miller"),
        ("Patricia, good morning.", "Patricia"),
        ("I know you miss him, Ada", None),
        ("Good morning Ms. Baker", None),
    ],
)
def test_the_wrong_name_is_said_back(text: str, name: str | None) -> None:
    assert wrong_name(text, frozenset({"name_error"}), named(small())) == name
    assert wrong_name(text, NO_ACTS, named(small())) is None


def test_a_line_begins_with_a_capital_whatever_is_put_in() -> None:
    assert (
        put_in("{when}. All right.", {"when": "tomorrow at nine"}) == "Tomorrow at nine. All right."
    )
