from __future__ import annotations

from app.patient.acts.text import recogniser_form, sentences, words


def test_words_keep_apostrophes_and_lose_punctuation() -> None:
    assert words("It’s okay, isn't it?") == ["it's", "okay", "isn't", "it"]


def test_recogniser_form_is_its_own_recogniser_form() -> None:
    plain = recogniser_form("I'm Dr. Chen. Is it OK to talk?")
    assert plain == "i'm dr chen is it ok to talk"
    assert recogniser_form(plain) == plain


def test_a_title_does_not_end_a_sentence() -> None:
    assert sentences("Hi, I'm Dr. Chen. May I sit?") == ["Hi, I'm Dr. Chen.", "May I sit?"]


def test_long_speech_without_punctuation_is_cut_at_clauses() -> None:
    spoken = "i'm so sorry to tell you this it must be hard what is going through your mind now"
    assert sentences(spoken)[-1] == "what is going through your mind now"


def test_nothing_said_has_no_sentences() -> None:
    assert sentences("") == []
    assert sentences("...") == []
