"""How like a learner's words are to those that each line was written for."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from threading import Lock
from typing import Protocol
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from app.patient.phrases import plain
from app.scenario.model import Scenario

Matrix = NDArray[np.float32]
Rounded = NDArray[np.int8]


class Embeds(Protocol):
    """Sentence vectors of unit length, shape (n, d)."""

    @property
    def made_by(self) -> str:
        """What tells the vectors of this model from those of another."""
        ...

    def embed(self, texts: Sequence[str]) -> Matrix: ...


_SENTENCE = re.compile(r"(?<=[.!?…])\s+")
_PART = 0.94
"""What the likeness to one sentence of an utterance counts, beside that to the whole."""
_SEVERAL = 4
"""So many of a line's wordings, the most alike, tell how like it is, but never more than half of
them: one alone may be near by a word or two. Of 480 questions 379 found a fitting line so, by the
most alike wording alone 355."""
_STRETCHED = 0.02
"""A mean is less than what is most alike: by so much for each wording it is drawn out, to be
compared with the same limits."""
_NEARLY_SAID = 0.92
"""From here on a wording is the learner's own, and counts alone."""
_FAR = 0.45
"""Of the answers to free questions that were less alike than this, by meaning, a strict reader
found hardly one in ten fitting. The ways of not knowing do a little better, and no more."""


class LineRanker:
    """Compares an utterance with the ``said_to`` of every line of a scenario.

    Without an embedder the words that two sentences share are counted; that is worse, and never
    fails. ``shipped`` is a folder in which vectors travel with the
    scenarios, ``cache`` one in which those that are new are kept for the next start: a changed
    line costs only itself.
    Safe to use from several threads.
    """

    def __init__(
        self,
        scenario: Scenario,
        embedder: Embeds | None = None,
        cache: Path | None = None,
        shipped: Path | None = None,
    ) -> None:
        said_to = wordings(scenario)
        pairs = [(line_id, text) for line_id, texts in said_to.items() for text in texts]
        self._ids = list(said_to)
        self._texts = [text for _, text in pairs]
        counts = np.array([len(texts) for texts in said_to.values()], dtype=np.intp)
        self._places = _places(counts)
        self._several = np.clip((counts + 1) // 2, 1, _SEVERAL)
        self._embedder = embedder
        name = f"{scenario.id}.npz"
        self._vectors = (
            self._embed(shipped and shipped / name, cache and cache / name) if embedder else None
        )
        self._bags = [frozenset(text.split()) for text in self._texts]

    @property
    def far(self) -> float:
        """Less alike than this nothing answers a question. Words that are shared tell too little
        to set such a limit."""
        return 0.0 if self._embedder is None else _FAR

    def likeness(self, text: str) -> dict[str, float]:
        """Line id to likeness, 0 to 1; lines with no words to compare are left out."""
        parts = [_words_only(part) for part in _parts(text)]
        weights = [1.0, *(_PART for _ in parts[1:-1]), 1.0][: len(parts)]
        if not self._ids:
            return {}
        if self._embedder is not None and self._vectors is not None:
            rows = self._embedder.embed(parts) @ self._vectors.T
        else:
            rows = np.array([[_shared(part, bag) for bag in self._bags] for part in parts])
        best = (rows * np.array(weights, dtype=np.float32)[:, None]).max(axis=0).clip(min=0)
        of_line = self._of_line(np.append(best, np.float32(np.nan))[self._places])
        return dict(zip(self._ids, of_line.astype(np.float64).round(4).tolist(), strict=True))

    def _of_line(self, wordings: Matrix) -> Matrix:
        """From the likeness of each wording, (lines, wordings) with nan where a line has no more,
        to that of the lines."""
        nearest: Matrix = np.nanmax(wordings, axis=1)
        if self._embedder is None:  # words that are shared are too few to take a mean of
            return nearest
        sums = np.cumsum(-np.sort(-wordings, axis=1)[:, :_SEVERAL], axis=1)
        mean = sums[np.arange(len(sums)), self._several - 1] / self._several
        mean = np.minimum(mean * (1 + _STRETCHED * self._several), 1)
        said = nearest >= _NEARLY_SAID
        return np.asarray(np.where(said, np.maximum(nearest, mean), mean), dtype=np.float32)

    def _embed(self, shipped: Path | None, cache: Path | None) -> Matrix:
        """The vectors of all texts, in order; only those that nobody has kept are computed."""
        assert self._embedder is not None
        model = self._embedder.made_by
        keys = [sha256(f"{model} {text}".encode()).hexdigest()[:16] for text in self._texts]
        theirs = _read(shipped) if shipped else {}
        ours = _read(cache) if cache else {}
        known = theirs | ours
        fresh = {key: text for key, text in zip(keys, self._texts, strict=True) if key not in known}
        if fresh:
            made = _rounded(self._embedder.embed(list(fresh.values())))
            known |= dict(zip(fresh, made, strict=True))
        wanted = {key: known[key] for key in keys if key not in theirs}
        if cache and (fresh or len(ours) > len(wanted)):
            _write(cache, wanted)
        vectors = np.array([known[key] for key in keys], dtype=np.float32).reshape(len(keys), -1)
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        return np.asarray(vectors / lengths, dtype=np.float32)


def keep(scenario: Scenario, embedder: Embeds, folder: Path) -> int:
    """Brings the vectors of a scenario's lines in ``folder`` up to date, so that they travel with
    it; how many there are."""
    LineRanker(scenario, embedder, folder)
    return len(_read(folder / f"{scenario.id}.npz"))


def wordings(scenario: Scenario) -> dict[str, list[str]]:
    """Line id to the learner's words that it is said to, as they are compared."""
    found = {
        line.id: [_words_only(text) for text in line.said_to if not text.startswith("(")]
        for line in scenario.lines.values()
    }
    return {line_id: texts for line_id, texts in found.items() if texts}


def _places(counts: NDArray[np.intp]) -> NDArray[np.intp]:
    """Where the wordings of each line stand among all of them, which lie line after line: shape
    (lines, most wordings of a line), -1 where a line has no more."""
    places = np.full((len(counts), counts.max(initial=0)), -1, dtype=np.intp)
    start = 0
    for line, count in enumerate(counts):
        places[line, :count] = range(start, start + count)
        start += count
    return places


def _rounded(vectors: Matrix) -> Rounded:
    """Each row in steps of a 127th of its largest number: four times smaller, and as good."""
    scale = np.abs(vectors).max(axis=1, keepdims=True) / 127
    return np.asarray(np.round(vectors / scale), dtype=np.int8)


def _read(path: Path) -> dict[str, Rounded]:
    """Vectors by key; none where the file is missing or spoilt."""
    try:
        with np.load(path, allow_pickle=False) as kept:
            vectors = kept["vectors"]
            if vectors.dtype != np.int8:
                raise ValueError(f"{path}: vectors of {vectors.dtype}, not of int8")
            return dict(zip(kept["keys"].tolist(), vectors, strict=True))
    except FileNotFoundError:
        return {}
    except (OSError, EOFError, ValueError, KeyError, BadZipFile):
        path.unlink(missing_ok=True)
        return {}


def _write(path: Path, vectors: dict[str, Rounded]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f"{path.stem}.{os.getpid()}.part.npz")
    rows = np.array(list(vectors.values()))
    np.savez_compressed(partial, keys=np.array(list(vectors)), vectors=rows)
    partial.replace(path)


_made: dict[tuple[str, int], LineRanker] = {}
_making = Lock()
_MOST_KEPT = 32


def ranker_for(
    scenario: Scenario,
    embedder: Embeds | None,
    cache: Path | None = None,
    shipped: Path | None = None,
) -> LineRanker:
    """The ranker of a scenario, made once in a process: it takes seconds with an embedder."""
    texts = "\n".join(text for line in scenario.lines.values() for text in (line.id, *line.said_to))
    key = (sha256(texts.encode()).hexdigest(), id(embedder))
    with _making:
        if key not in _made:
            while len(_made) >= _MOST_KEPT:
                del _made[next(iter(_made))]
            _made[key] = LineRanker(scenario, embedder, cache, shipped)
        return _made[key]


def _parts(text: str) -> list[str]:
    """The whole, then each of its sentences where there are two to six."""
    sentences = [part for part in _SENTENCE.split(text.strip()) if any(map(str.isalpha, part))]
    return [text, *sentences] if 2 <= len(sentences) <= 6 else [text]


def _words_only(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+(?:'[^\W_]+)*", plain(text))) or "…"


def _shared(text: str, bag: frozenset[str]) -> float:
    words = frozenset(text.split())
    union = len(words | bag)
    return len(words & bag) / union if union else 0.0
