"""How well acts are heard: F1 by act with a bootstrap interval, and the confusions that hurt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.patient.acts.examples import Example
from app.patient.acts.types import ActClassifier
from app.patient.acts.vocabulary import HEARD, KIND, UNKIND

HARMFUL: tuple[tuple[str, str], ...] = (
    *((kind, unkind) for kind in KIND for unkind in UNKIND),
    *((unkind, kind) for kind in ("supports", "relieves_guilt") for unkind in UNKIND),
    ("gives_news", "euphemism"),
    ("gives_news", "report_tour"),
    ("euphemism", "gives_news"),
    ("warning_shot", "gives_news"),
    ("recommends_tied", "recommends"),
    ("recommends", "recommends_tied"),
    ("gives_info", "fact_dump"),
    ("gives_info", "gives_news"),
)
"""What was meant, and what it must not be taken for: the patient would be hurt, or be told too
much, by words that deserve it not, or soothed by words that do not soothe."""


@dataclass(frozen=True)
class Evaluation:
    """``by_act``: F1; ``low`` and ``high``: 95 % bootstrap interval of ``macro_f1``."""

    macro_f1: float
    low: float
    high: float
    micro_f1: float
    by_act: dict[str, float]
    harmful: Counter[tuple[str, str]]
    meant: Counter[str]
    """In how many utterances each act was meant."""

    def share(self, pair: tuple[str, str]) -> float:
        """How many of the utterances that meant the first were taken for the second, 0 to 1."""
        return self.harmful[pair] / max(1, self.meant[pair[0]])


def evaluate(
    classifier: ActClassifier,
    examples: Sequence[Example],
    form: Callable[[str], str] = str,
    rounds: int = 400,
    seed: int = 0,
) -> Evaluation:
    """Classifies ``form(text)`` of every example, out of any context, and compares."""
    heard = [
        frozenset(found.act for found in classifier.classify(form(example.text)))
        for example in examples
    ]
    gold = _indicators([example.acts for example in examples])
    taken = _indicators(heard)
    f1 = _f1(gold, taken)
    rng = np.random.default_rng(seed)
    draws = [rng.integers(0, len(examples), len(examples)) for _ in range(rounds)]
    spread = [float(np.nanmean(_f1(gold[draw], taken[draw]))) for draw in draws]
    low, high = np.percentile(spread, [2.5, 97.5])
    hits = int((gold & taken).sum())
    return Evaluation(
        macro_f1=float(np.nanmean(f1)),
        low=float(low),
        high=float(high),
        micro_f1=2 * hits / int(gold.sum() + taken.sum()),
        by_act={act: float(one) for act, one in zip(HEARD, f1, strict=True)},
        harmful=Counter(
            pair
            for example, acts in zip(examples, heard, strict=True)
            for pair in HARMFUL
            if _confused(pair, example.acts, acts)
        ),
        meant=Counter(act for example in examples for act in example.acts),
    )


def _confused(pair: tuple[str, str], meant: frozenset[str], heard: frozenset[str]) -> bool:
    said, taken_for = pair
    if said in meant and taken_for in heard and taken_for not in meant:
        # Both plain and tied advice is no confusion: the tie was heard.
        return not (pair == ("recommends_tied", "recommends") and said in heard)
    return False


def _indicators(acts: Sequence[frozenset[str]]) -> NDArray[np.bool_]:
    return np.array([[act in one for act in HEARD] for one in acts], dtype=np.bool_)


def _f1(gold: NDArray[np.bool_], taken: NDArray[np.bool_]) -> NDArray[np.float64]:
    """F1 of each column; nan where an act was neither meant nor heard."""
    both = (gold & taken).sum(axis=0).astype(np.float64)
    either = (gold.sum(axis=0) + taken.sum(axis=0)).astype(np.float64)
    with np.errstate(invalid="ignore"):
        return np.asarray(2 * both / either, dtype=np.float64)
