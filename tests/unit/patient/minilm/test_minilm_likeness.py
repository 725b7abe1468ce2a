from __future__ import annotations

import numpy as np
import pytest

from app.patient.minilm import Embedder, Likeness


@pytest.fixture(scope="module")
def likeness(embedder: Embedder) -> Likeness:
    return Likeness(embedder)


def test_vectors_are_unit_length_and_alone_as_among_others(likeness: Likeness) -> None:
    texts = ["where is the pain", "how long have you had the pain", "where is the pain"]
    vectors = likeness.embed(texts)
    assert vectors.shape == (3, 192)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert np.allclose(likeness.embed(texts[1:2])[0], vectors[1], atol=1e-4)
    assert likeness.embed([]).shape == (0, 192)


@pytest.mark.parametrize(
    ("asked", "same", "other"),
    [
        ("where is the pain", "show me where it hurts", "how long have you had the pain"),
        ("who lives with you", "is anyone else at home with you", "how long have you lived there"),
        ("how old is your son", "what age is he", "what does your son do for work"),
        ("any allergies", "is there a drug you react badly to", "what drugs do you take"),
    ],
)
def test_what_is_asked_counts_for_more_than_what_it_is_about(
    likeness: Likeness, asked: str, same: str, other: str
) -> None:
    one, like, unlike = likeness.embed([asked, same, other])
    assert one @ like > one @ unlike
