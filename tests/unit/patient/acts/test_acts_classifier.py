from __future__ import annotations

from pathlib import Path

import pytest

from app.patient.acts import ActContext, EmbeddedClassifier, load_classifier
from app.patient.acts.evaluation import evaluate
from app.patient.acts.examples import HELD_OUT_FILES, read_examples
from app.patient.acts.text import recogniser_form


def acts(classifier: EmbeddedClassifier, text: str, **context: object) -> set[str]:
    return {one.act for one in classifier.classify(text, ActContext(**context))}  # type: ignore[arg-type]


@pytest.mark.parametrize("form", [str, recogniser_form], ids=["punctuated", "recogniser"])
def test_held_out_utterances_are_heard(classifier: EmbeddedClassifier, form: type[str]) -> None:
    result = evaluate(classifier, read_examples(HELD_OUT_FILES)[::4], form, rounds=50)
    assert result.macro_f1 >= 0.72
    assert result.low < result.macro_f1
    worst = max(result.harmful, key=result.share)
    assert result.share(worst) <= 0.12, worst


def test_several_sentences_are_heard_apart(classifier: EmbeddedClassifier) -> None:
    heard = acts(classifier, "I'm so sorry. This must be a shock. What's going through your mind?")
    assert {"apologises", "names_emotion", "open_q"} <= heard


def test_kind_words_are_not_taken_for_unkind_ones(classifier: EmbeddedClassifier) -> None:
    for text in (
        "you won't have to face this by yourself",
        "I promise to keep looking after you even when the chemo stops.",
        "No wonder you stayed away from hospitals after what he said.",
        "Nobody in that room will overrule you, I give you my word.",
    ):
        assert not acts(classifier, text) & {"dismisses", "argues", "insult", "false_reassurance"}


def test_a_tie_to_a_value_is_heard(classifier: EmbeddedClassifier) -> None:
    text = "Because you told me the bakery needs you, I'd recommend we wait till January."
    assert "recommends_tied" in acts(classifier, text)
    assert "recommends_tied" not in acts(classifier, "I'd recommend that we operate.")


def test_plain_news_is_news_and_soft_news_is_not(classifier: EmbeddedClassifier) -> None:
    plain = acts(classifier, "The cancer has come back, and it has spread to your liver and bones.")
    assert "gives_news" in plain
    assert "euphemism" not in plain
    assert "gives_news" not in acts(classifier, "We saw some spots that we don't quite like.")


def test_context_shows_a_wrong_name_and_a_long_turn(classifier: EmbeddedClassifier) -> None:
    theresa = {"patient_name": "Theresa Nowak", "called": "Theresa", "surname": "Nowak"}
    assert "name_error" in acts(classifier, "So, Linda, about your scan.", **theresa)
    assert "rambles" in acts(classifier, "So that is how it is with this.", turn_seconds=40.0)


def test_nothing_sure_is_other(classifier: EmbeddedClassifier) -> None:
    for text in ("", "…", "Mm hmm.", "so um"):
        assert acts(classifier, text) == {"other"}


def test_it_works_on_words_alone_and_says_so(tmp_path: Path) -> None:
    alone = load_classifier(tmp_path, None)
    assert alone.degraded
    assert "wish" in acts(alone, "I wish I had better news.")


def test_words_that_a_recogniser_made_up_hurt_nobody(classifier: EmbeddedClassifier) -> None:
    misheard = "Do you snob-torbate? Do you snob-tar-vape? Do you"  # "Do you smoke or vape?"
    assert not acts(classifier, misheard) & {"insult", "argues", "dismisses"}
    assert "insult" in acts(classifier, "you stupid cow")


def test_one_short_sentence_is_not_heard_harsher_than_the_whole(
    classifier: EmbeddedClassifier,
) -> None:
    text = "Is there anybody you could ask about the rest? Your pastor?"
    assert "insult" not in acts(classifier, text)
    owned = "This is our fault. We should have shown you each pill when the color changed."
    assert "argues" not in acts(classifier, owned)
