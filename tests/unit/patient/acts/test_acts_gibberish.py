from __future__ import annotations

import pytest

from app.patient.acts.gibberish import is_gibberish
from app.patient.minilm import Embedder


@pytest.mark.parametrize(
    "text",
    ["asdf jkl qwrt", "skdjfh", "¿me escucha bien señora? quiero hablar con usted", "la la la la"],
)
def test_noise_and_other_languages(embedder: Embedder, text: str) -> None:
    assert is_gibberish(text, embedder)


@pytest.mark.parametrize(
    "text",
    [
        "No, no, no, no.",
        "Okay, okay, okay, okay.",
        "Metastatic adenocarcinoma, T11, L2.",
        "Mm",
        "Thursday",
        "Ms. Nowak?",
    ],
)
def test_sense(embedder: Embedder, text: str) -> None:
    assert not is_gibberish(text, embedder)


def test_noise_is_known_without_a_model() -> None:
    assert is_gibberish("sdfg hjkl", None)
    assert not is_gibberish("the scan is back", None)
