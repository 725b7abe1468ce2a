"""What was heard of an utterance, by the times of its words."""

from __future__ import annotations

import numpy as np

from app.call.spoken import PlacedClause, Spoken
from app.speech.types import CALL_RATE, Speech, Word


def clause(text: str, start: float, word_seconds: float = 0.5) -> PlacedClause:
    words = text.split()
    timed = tuple(
        Word(word, i * word_seconds, (i + 1) * word_seconds) for i, word in enumerate(words)
    )
    samples = np.zeros(int(len(words) * word_seconds * CALL_RATE), np.int16)
    return PlacedClause(start, Speech(samples, text, timed, (), "test"))


def test_words_count_from_the_first_sample_and_heard_stops_at_the_cut() -> None:
    spoken = Spoken("p1", [clause("I thought", 10.0), clause("it was nothing.", 11.2)])
    assert [round(w.start, 2) for w in spoken.words()] == [0.0, 0.5, 1.2, 1.7, 2.2]
    assert spoken.heard(11.6) == "I thought it"
    assert spoken.heard(9.0) == ""
    assert spoken.end == 11.2 + 1.5


def test_captions_appear_by_clause() -> None:
    spoken = Spoken("p1", [clause("I thought", 10.0), clause("it was nothing.", 11.2)])
    assert spoken.begun(9.9) == ""
    assert spoken.begun(10.0) == "I thought"
    assert spoken.begun(12.0) == "I thought it was nothing."


def test_what_is_left_begins_with_the_clause_that_was_cut() -> None:
    spoken = Spoken("p1", [clause("I thought", 10.0), clause("it was nothing.", 11.2)])
    assert [s.text for s in spoken.unheard_clauses(11.5)] == ["it was nothing."]
    assert [s.text for s in spoken.unheard_clauses(10.4)] == ["I thought", "it was nothing."]
