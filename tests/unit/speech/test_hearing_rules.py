"""What hearing decides without a model: starts and ends, agreed words, loops, clauses."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.speech.clauses import split_clauses
from app.speech.guards import believable, cut_loop
from app.speech.partials import AgreedPrefix
from app.speech.voice_activity import (
    Change,
    SpeechDetector,
    SpeechEnded,
    SpeechLulled,
    SpeechStarted,
    SpeechWentOn,
)

STEP = 0.032


def changes(probabilities: list[float]) -> list[Change]:
    detector = SpeechDetector()
    found = (detector.process(p, (i + 1) * STEP) for i, p in enumerate(probabilities))
    return [change for change in found if change is not None]


def test_speech_starts_with_its_first_frame_and_ends_with_its_last() -> None:
    started, lulled, ended = changes([0.0] * 10 + [0.9] * 20 + [0.05] * 20)
    assert isinstance(started, SpeechStarted)
    assert started.t == pytest.approx(10 * STEP)
    assert isinstance(ended, SpeechEnded)
    assert ended.t == lulled.t == pytest.approx(30 * STEP)
    assert isinstance(lulled, SpeechLulled)


def test_a_click_is_no_speech() -> None:
    assert changes([0.0] * 10 + [0.95, 0.95] + [0.0] * 20) == []


def test_a_short_dip_does_not_end_speech() -> None:
    found = changes([0.9] * 10 + [0.1] * 5 + [0.9] * 10)
    assert [type(change) for change in found] == [SpeechStarted, SpeechLulled, SpeechWentOn]


def test_the_stop_inside_a_word_is_no_lull() -> None:
    assert len(changes([0.9] * 10 + [0.1] * 2 + [0.9] * 10)) == 1


def test_a_soft_ending_belongs_to_the_speech() -> None:
    *_, ended = changes([0.9] * 10 + [0.45] * 5 + [0.0] * 10)
    assert ended.t == pytest.approx(15 * STEP)


@given(st.lists(st.floats(0, 1), max_size=200))
def test_starts_and_ends_alternate_and_time_rises(probabilities: list[float]) -> None:
    found = changes(probabilities)
    kinds = [type(change) for change in found]
    edges = [kind for kind in kinds if kind in (SpeechStarted, SpeechEnded)]
    assert edges == ([SpeechStarted, SpeechEnded] * len(edges))[: len(edges)]
    gaps = [kind for kind in kinds if kind in (SpeechLulled, SpeechWentOn, SpeechEnded)]
    assert gaps[::2] == [SpeechLulled] * len(gaps[::2])
    assert SpeechLulled not in gaps[1::2]
    assert all(a.t <= b.t for a, b in pairwise(found))


def test_only_what_two_guesses_share_is_shown() -> None:
    agreed = AgreedPrefix()
    assert agreed.update("I am") == ""
    assert agreed.update("I am so sorry") == "I am"
    assert agreed.update("I am so sorry to hear") == "I am so sorry"
    assert agreed.update("I'm so") == "I am so sorry"
    assert agreed.update("I'm so sorry") == "I'm so"


def test_case_and_full_stops_do_not_count_as_disagreement() -> None:
    agreed = AgreedPrefix()
    agreed.update("take your time.")
    assert agreed.update("Take your time, please") == "Take your time,"


@pytest.mark.parametrize(
    ("heard", "kept"),
    [
        ("Take your time. Take your time. Take", "Take your time."),
        ("I did make sense of it, I did make sense of it", "I did make sense of it,"),
        ("No, no, no.", "No, no, no."),
        ("I know. I know it hurts.", "I know. I know it hurts."),
        ("I know this is hard, and I know this too.", "I know this is hard, and I know this too."),
        ("", ""),
    ],
)
def test_loops_are_cut_and_speech_is_not(heard: str, kept: str) -> None:
    assert cut_loop(heard) == kept


def test_ghosts_and_hopeless_guesses_are_not_believed() -> None:
    assert believable("Thank you.", -0.3, 0.05)
    assert not believable("Thank you.", -0.3, 0.5)
    assert not believable("She was in the cart", -1.6, 0.1)
    assert not believable("She was in the cart", -0.9, 0.9)


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("I did the chemo. I did the radiation.", ["I did the chemo.", "I did the radiation."]),
        ("Yeah. I know.", ["Yeah. I know."]),
        ("Dr. Bergman told me so.", ["Dr. Bergman told me so."]),
        ("“Is it back?” She asked me twice.", ["“Is it back?”", "She asked me twice."]),
        ("…", ["…"]),
        ("   ", []),
    ],
)
def test_clauses(text: str, clauses: list[str]) -> None:
    assert split_clauses(text) == clauses


def test_a_long_sentence_is_cut_at_its_commas() -> None:
    text = (
        "I kept driving the whole winter through, every single shift they gave me, "
        "and I never told a soul about the pain."
    )
    assert len(split_clauses(text)) == 3


@given(st.text(alphabet="ab .,!?…—'\"I", max_size=200))
def test_clauses_hold_every_word_in_order(text: str) -> None:
    assert " ".join(split_clauses(text)).split() == text.split()


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Okay. Hi, Dr. Chen. I'm Theresa.", "Okay."),
        ("So it's you, Dr. Chen, who has the results.", "So it's you,"),
        ("Well, Dr. Chen.", "Well, Dr. Chen."),
        ("Nothing to cut here", "Nothing to cut here"),
    ],
)
def test_a_quick_beginning_is_short_and_whole(text: str, first: str) -> None:
    clauses = split_clauses(text, quick=True)
    assert clauses[0] == first
    assert " ".join(clauses) == text


def test_types_of_the_detector_accept_numpy_numbers() -> None:
    assert SpeechDetector().process(float(np.float32(0.2)), 0.032) is None
