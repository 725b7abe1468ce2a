"""Words found in an utterance: topics, things told, likeness to what a line was written for."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from app.events import ScoredAct
from app.patient.engines.clauses import split
from app.patient.hearing import believed, weights
from app.patient.phrases import matcher, plain
from app.patient.ranker import LineRanker, keep
from app.patient.topics import Topics
from app.patient.understanding import Understanding
from app.scenario import parse_scenario
from tests.support.scenarios import SMALL, small


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("bus", "the buses are late", True),
        ("bus", "busy business", False),
        ("son", "your son's test", True),
        ("son", "a sonogram of a person", False),
        ("biops", "two Biopsies", True),
        ("come back", "it has come  back", True),
        ("two thirty", "at two-thirty", True),
        ("can't", "you can’t", True),
    ],
)
def test_phrases(phrase: str, text: str, found: bool) -> None:
    assert bool(matcher([phrase]).search(plain(text))) is found


def test_topics_and_what_is_told() -> None:
    scenario = small()
    assert Topics(scenario).of("Is the oven in the plan?") == ("oven", "plan")
    told = Understanding(scenario).told
    assert told("The oven is gone", frozenset()) == ("gone",)
    assert told("It is gone", frozenset()) == ()


def test_the_worst_is_heard_first_but_not_on_a_hunch() -> None:
    blame, warmth = ScoredAct(act="argues", score=0.9), ScoredAct(act="supports", score=0.95)
    heard = weights((warmth, blame))
    assert heard["argues"] > heard["supports"]
    hunch = ScoredAct(act="argues", score=0.45)
    assert believed((warmth, hunch)) == (warmth,)


def test_a_pause_or_a_cut_makes_no_reproach_harmless() -> None:
    reproach = ScoredAct(act="dismisses", score=0.7)
    for beside in ("silence_kept", "interrupts"):
        assert reproach in believed((reproach, ScoredAct(act=beside, score=1.0)))


class Counting:
    """Embeds a text as the letters that it has."""

    def __init__(self, made_by: str = "letters") -> None:
        self.texts = 0
        self.made_by = made_by

    def embed(self, texts: list[str]) -> np.ndarray:
        self.texts += len(texts)
        rows = np.array(
            [
                [text.count(letter) + 0.01 for letter in "abcdefghijklmnopqrstuvwxyz"]
                for text in texts
            ]
        )
        return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


def test_likeness_is_kept_for_the_next_start(tmp_path: Path) -> None:
    scenario, first, second = small(), Counting(), Counting()
    ranker = LineRanker(scenario, first, tmp_path)
    assert first.texts > 10
    again = LineRanker(scenario, second, tmp_path)
    assert second.texts == 0
    likeness = again.likeness("The oven is gone")
    assert likeness == ranker.likeness("The oven is gone")
    assert max(likeness, key=likeness.__getitem__) == "news.no"
    assert "quiet.there" not in likeness


def test_vectors_that_travel_with_a_scenario_are_not_made_again(tmp_path: Path) -> None:
    shipped, cache, embedder = tmp_path / "shipped", tmp_path / "cache", Counting()
    made = keep(small(), Counting(), shipped)
    assert made > 10
    again = Counting()
    assert keep(small(), again, shipped) == made
    assert again.texts == 0
    ranker = LineRanker(small(), embedder, cache, shipped)
    assert embedder.texts == 0
    assert not list(cache.glob("*"))
    assert ranker.likeness("The oven is gone")["news.no"] > 0.99
    changed = parse_scenario(SMALL.replace('"this is hard"', '"this is a blow"'), "small.yaml")[0]
    for fresh in (1, 0):  # the second time from the cache
        embedder = Counting()
        LineRanker(changed, embedder, cache, shipped)
        assert embedder.texts == fresh


def test_vectors_of_another_model_are_made_again(tmp_path: Path) -> None:
    LineRanker(small(), Counting(), tmp_path)
    other = Counting("other letters")
    LineRanker(small(), other, tmp_path)
    assert other.texts > 10


def test_a_changed_line_costs_only_itself(tmp_path: Path) -> None:
    LineRanker(small(), Counting(), tmp_path)
    changed = parse_scenario(SMALL.replace('"this is hard"', '"this is a blow"'), "small.yaml")[0]
    embedder = Counting()
    again = LineRanker(changed, embedder, tmp_path)
    assert embedder.texts == 1
    assert again.likeness("this is a blow")["news.mine"] > 0.99


def test_a_spoilt_cache_is_made_again(tmp_path: Path) -> None:
    LineRanker(small(), Counting(), tmp_path)
    (file,) = tmp_path.glob("*.npz")
    file.write_bytes(b"spoilt")
    assert LineRanker(small(), Counting(), tmp_path).likeness("the oven")


def test_vectors_of_another_kind_of_number_are_made_again(tmp_path: Path) -> None:
    ranker = LineRanker(small(), Counting(), tmp_path)
    (file,) = tmp_path.glob("*.npz")
    with np.load(file) as kept:
        halves = {"keys": kept["keys"], "vectors": (kept["vectors"] / 127).astype(np.float16)}
    np.savez_compressed(file, **halves)
    embedder = Counting()
    again = LineRanker(small(), embedder, tmp_path)
    assert embedder.texts > 10
    assert again.likeness("the oven is gone") == ranker.likeness("the oven is gone")


def test_without_an_embedder_words_are_compared() -> None:
    likeness = LineRanker(small()).likeness("The oven is gone")
    assert likeness["news.no"] == 1.0


def test_clauses() -> None:
    assert list(split("Okay. I saw Dr. Reyes, and then he left me there, alone.")) == [
        "Okay.",
        "I saw Dr. Reyes,",
        "and then he left me there,",
        "alone.",
    ]


BREAD = """\
- id: bread
  about: "two lines on bread"
  when: {acts: [open_q]}
  lines:
  - {id: bread.one, text: "Rye.", said_to: ["aa", "ab", "ac", "ad"]}
  - {id: bread.two, text: "At five.", said_to: ["ba", "bb", "bc", "bd"]}
"""
ALIKE = {
    "aa": 0.72, "ab": 0.7, "ac": 0.68, "ad": 0.66,
    "ba": 0.8, "bb": 0.4, "bc": 0.3, "bd": 0.2,
    "said before": 1.0,
}  # fmt: skip


class Given:
    """As alike to the one question as ``ALIKE`` says."""

    made_by = "given"

    def embed(self, texts: list[str]) -> np.ndarray:
        alike = np.array([ALIKE.get(text, 0.0) for text in texts])
        return np.stack([alike, np.sqrt(1 - alike**2)], axis=1).astype(np.float32)


def test_several_wordings_tell_more_than_the_most_alike_alone() -> None:
    likeness = LineRanker(small(BREAD), Given()).likeness("said before")
    assert likeness["bread.one"] > likeness["bread.two"]


def test_the_very_words_of_a_line_count_whole() -> None:
    lines = small(BREAD.replace('"bb"', '"said before"'))
    likeness = LineRanker(lines, Given()).likeness("said before")
    assert likeness["bread.two"] == pytest.approx(1, abs=0.01)


def test_a_line_of_few_wordings_is_compared_by_those() -> None:
    few = small(BREAD.replace('"ba", "bb", "bc", "bd"', '"ba", "aa"'))
    likeness = LineRanker(few, Given()).likeness("said before")
    assert likeness["bread.two"] > likeness["bread.one"]
