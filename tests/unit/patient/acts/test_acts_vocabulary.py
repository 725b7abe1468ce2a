from __future__ import annotations

from collections import Counter

from app.patient.acts import ACTS, FROM_EVENTS
from app.patient.acts.examples import HELD_OUT_FILES, TRAINING_FILES, read_examples
from app.patient.acts.text import recogniser_form
from app.patient.acts.vocabulary import HEARD


def test_there_are_43_acts_each_with_a_meaning() -> None:
    assert len(ACTS) == 43
    assert all(meaning.strip() for meaning in ACTS.values())
    assert len(FROM_EVENTS) == 3


def test_every_act_that_words_show_has_sixty_examples_and_thirty_held_out() -> None:
    trained = Counter(act for one in read_examples(TRAINING_FILES) for act in one.acts)
    held_out = Counter(act for one in read_examples(HELD_OUT_FILES) for act in one.acts)
    assert {act: trained[act] for act in HEARD if trained[act] < 60 and act != "gibberish"} == {}
    assert {act: held_out[act] for act in HEARD if held_out[act] < 30} == {}


def test_no_held_out_utterance_is_trained_on() -> None:
    trained = {recogniser_form(one.text) for one in read_examples(TRAINING_FILES)}
    held_out = {recogniser_form(one.text) for one in read_examples(HELD_OUT_FILES)}
    assert trained & held_out == set()
