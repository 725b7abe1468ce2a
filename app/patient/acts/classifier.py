"""The embedded classifier of acts: a model that was trained on examples, and rules over it."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from app.events import ScoredAct
from app.patient.acts import counts, questions, rules
from app.patient.acts.gibberish import is_gibberish, is_misheard
from app.patient.acts.names import wrong_name
from app.patient.acts.text import sentences, words
from app.patient.acts.training import load_or_train
from app.patient.acts.tuned import Tuned
from app.patient.acts.types import NOWHERE, ActContext
from app.patient.acts.vocabulary import CONTENT, HEARD, KIND, OTHER, QUESTION_FORMS, UNKIND
from app.patient.minilm.embedder import Embedder
from app.patient.minilm.layers import Floats

THRESHOLD = 0.55
"""An act with at least this probability is in the utterance."""
SURER = 0.62
"""So probable must be what would hurt, or make no sense, if it were not so."""
BORNE_OUT = 0.3
"""So probable must the same be in the whole utterance: a short sentence alone sounds harsher
than it was meant ("Your pastor?")."""
CLEARLY = 0.05
"""By so much an unkind act must be surer than a kind one beside it."""
FORM_FROM = 0.2
"""So probable must a question's form be that its words show, where no mark does."""
ASKED_FROM = 0.6
"""So probable is a question that nothing shows: "you've had this before, I take it"."""
FLOOR = 0.3
"""Where none reaches the threshold, the best may stand alone from here on..."""
MARGIN = 0.1
"""...if it leads the second best by this much. Never for an unkind act."""
_MOST = 5
_COSTLY = frozenset({*UNKIND, "meta", "fact_dump", "euphemism", "premature_fix", "self_talk"})
LEARNT_FAREWELL = 0.9
"""As sure as a farewell can be that no rule finds: plans sound like one."""
_META_WORDS = re.compile(
    r"\b(?:ai|a i|robot|bot|chatbot|machine|computer|simulat\w*|instructions?|prompt|programmed|"
    r"role|character|chatgpt|avatar|scenario|developer|pretend\w*|human|script\w*|fake)\b"
)
META_ALONE = 0.85
"""As sure must it be without one of these words that somebody speaks about the machine."""
_DUMP_WORDS = 24
"""Shorter than this nothing is a heap of facts."""
# A heap of facts needs the whole turn, a sentence alone is none.
_OF_THE_WHOLE = frozenset({"fact_dump", "report_tour"})
# "Are you stupid?" wants no answer, and the patient can give none to "are you a machine?".
_NO_QUESTION = frozenset({"insult", "meta"})
# The left act, once found, outdoes what is found on the right, unless a rule found that.
_OUTDOES = {
    "recommends_tied": "recommends",
    "supports": "dismisses",
    "relieves_guilt": "false_reassurance",
    "insult": "argues",
    "fact_dump": "gives_info",
    "report_tour": "gives_info",
}

log = logging.getLogger(__name__)


class Scorer(Protocol):
    """What was learnt from examples."""

    def probabilities(self, texts: Sequence[str]) -> Floats:
        """Shape (n, acts of ``HEARD``), each between 0 and 1 on its own."""
        ...


class EmbeddedClassifier:
    """Runs on one core; about 15 ms an utterance. Safe to call from several threads."""

    def __init__(self, scorer: Scorer, embedder: Embedder | None) -> None:
        self._scorer = scorer
        self._embedder = embedder

    @property
    def degraded(self) -> bool:
        """Whether it has only word statistics, because there was no MiniLM."""
        return self._embedder is None

    def classify(self, text: str, context: ActContext = NOWHERE) -> tuple[ScoredAct, ...]:
        """The acts of one utterance, best first, at most five; ``other`` alone if none is sure."""
        if not words(text):
            return (ScoredAct(act=OTHER, score=1.0),)
        if is_gibberish(text, self._embedder):
            return (ScoredAct(act="gibberish", score=0.9),)
        scores, forms = self._learnt(text)
        if is_misheard(text, self._embedder):  # nobody is hurt by words that nobody said
            scores = {act: score for act, score in scores.items() if act not in UNKIND}
        if scores.get("meta", 1.0) < META_ALONE and not _META_WORDS.search(text.lower()):
            del scores["meta"]
        if "farewell" in scores:
            scores["farewell"] = min(scores["farewell"], LEARNT_FAREWELL)
        ruled = _best(
            [
                *rules.found(text),
                *_asked(text, forms),
                *counts.found(text, context.turn_seconds),
                *_names(text, context),
            ]
        )
        for act, score in ruled.items():
            scores[act] = max(score, scores.get(act, 0.0))
        return _ranked(_settled(scores, ruled, len(words(text)) < _DUMP_WORDS))

    def _learnt(self, text: str) -> tuple[dict[str, float], dict[str, float]]:
        """What the model finds in the whole and in each sentence, merged; and how it is asked."""
        parts = sentences(text)
        texts = [text] if len(parts) < 2 else [text, *parts]
        probabilities = self._scorer.probabilities(texts)
        rows = [dict(zip(HEARD, map(float, row), strict=True)) for row in probabilities]
        forms = {form: max(row[form] for row in rows) for form in QUESTION_FORMS}
        whole, *rest = ({act: row[act] for act in CONTENT} for row in rows)
        merged = _chosen(whole)
        for part in rest:
            for act, score in _chosen(part).items():
                alone = act in _OF_THE_WHOLE or (act in _COSTLY and whole[act] < BORNE_OUT)
                if not alone:
                    merged[act] = max(score, merged.get(act, 0.0))
        return merged, forms


def load_classifier(cache_dir: Path, embedder: Embedder | None) -> EmbeddedClassifier:
    """The classifier that ships. Without an embedder it works on word statistics alone, trained
    once and then read from ``cache_dir``, and is much weaker."""
    if embedder is None:
        log.warning("acts: no MiniLM, so words alone are compared; `models get` fetches it")
        return EmbeddedClassifier(load_or_train(cache_dir), None)
    return EmbeddedClassifier(Tuned(embedder), embedder)


def _chosen(by_act: Mapping[str, float]) -> dict[str, float]:
    sure = {
        act: score
        for act, score in by_act.items()
        if score >= (SURER if act in _COSTLY else THRESHOLD) and act != OTHER
    }
    if sure:
        return sure
    (best, first), (_, second) = sorted(by_act.items(), key=lambda item: -item[1])[:2]
    if best != OTHER and best not in UNKIND and first >= FLOOR and first - second >= MARGIN:
        return {best: first}
    return {}


def _asked(text: str, learnt: Mapping[str, float]) -> Iterable[tuple[str, float]]:
    """A mark shows that something is asked; without one, words alone are a weak sign."""
    for sentence in sentences(text):
        form = questions.form(sentence)
        marked = sentence.rstrip().endswith("?")
        if form is not None and (marked or learnt[form] >= FORM_FROM):
            yield form, 0.9
    for asked, score in learnt.items():
        if score >= ASKED_FROM:
            yield asked, score


def _names(text: str, context: ActContext) -> Iterable[tuple[str, float]]:
    if wrong_name(text, context):
        yield "name_error", 0.95


def _best(pairs: Iterable[tuple[str, float]]) -> dict[str, float]:
    best: dict[str, float] = {}
    for act, score in pairs:
        best[act] = max(score, best.get(act, 0.0))
    return best


def _settled(scores: dict[str, float], ruled: Mapping[str, float], short: bool) -> dict[str, float]:
    """``scores`` without the findings that a surer one contradicts."""
    kept = dict(scores)
    if short and "fact_dump" not in ruled:
        kept.pop("fact_dump", None)
    if kept.keys() & _NO_QUESTION:
        kept = {act: score for act, score in kept.items() if act not in QUESTION_FORMS}
    for surer, weaker in _OUTDOES.items():
        if surer in kept and weaker in kept and weaker not in ruled:
            del kept[weaker]
    for said, other in (("argues", "relieves_guilt"), ("relieves_guilt", "argues")):
        if said in ruled and other not in ruled:
            kept.pop(other, None)
    if "dismisses" in kept and "dismisses" not in ruled and ruled.keys() & set(KIND):
        del kept["dismisses"]
    kindest = max((kept[act] for act in KIND if act in kept), default=0.0)
    for act in UNKIND:
        # In doubt the kinder reading holds: to be hurt by kind words is the worse mistake.
        if act in kept and act not in ruled and kept[act] < kindest + CLEARLY:
            del kept[act]
    return kept or {OTHER: 0.5}


def _ranked(scores: Mapping[str, float]) -> tuple[ScoredAct, ...]:
    ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))[:_MOST]
    return tuple(ScoredAct(act=act, score=round(score, 3)) for act, score in ranked)
