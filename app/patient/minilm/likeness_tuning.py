"""Tunes the layers of MiniLM to tell which questions are the same, offline.

Two words that the same line is said to belong together, and apart from what all other lines of
this patient are said to (contrastive loss over the batch, van den Oord et al., arXiv 1807.03748).
What other patients are asked is no counterexample: they are asked the same. A batch holds lines
that are asked about one thing, beside others: to tell neighbours apart is what is hard.
Needs the extra ``gpu`` (torch, transformers).
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np

from app.patient.minilm.embedder import DIMENSIONS, Embedder
from app.patient.minilm.layers import Floats, packed
from app.patient.minilm.torch_layers import as_arrays, pretrained, run, train

Wordings = Sequence[Sequence[str]]
"""What the lines of one patient are said to: several wordings for each line."""

EPOCHS = 4
_RATE = 5e-5
_TEMPERATURE = 0.06
_NEIGHBOURS, _GROUPS = 32, 3
"""Lines of one patient in a batch: so many that lie near each other, so many times."""
_THE_SAME = 0.9
"""Two wordings as alike as this are not held apart: some lines are asked the same in another
state."""
_SMOOTHED = 0.02
KEPT = 192
"""Of the 384 numbers of a vector so many are kept, along the axes on which the wordings differ
most: half the size, and as good."""
_AT_ONCE = 128


def tune_likeness(
    patients: Mapping[str, Wordings],
    embedder: Embedder,
    weights: Path,
    path: Path,
    *,
    epochs: int = EPOCHS,
    seed: int = 0,
    tell: Callable[[int, float], None] = lambda epoch, loss: None,
) -> float:
    """Trains on the wordings of all ``patients``, writes ``path`` for ``Likeness``, and gives the
    mean loss of the last epoch.

    ``weights``: folder with MiniLM as transformers reads it. Raises ImportError where torch is
    missing, OSError without weights, ValueError where no line has two wordings.
    """
    import torch

    torch.manual_seed(seed)
    chance = random.Random(seed)
    layers = pretrained(weights)
    states = _states(patients, embedder)
    known = [_patient(lines, layers.eval(), states) for lines in patients.values()]
    layers.train()

    def loss_of(batch: Wordings) -> Any:
        pairs = [chance.sample(list(wordings), 2) for wordings in batch]
        texts = [first for first, _ in pairs] + [second for _, second in pairs]
        _, means = run(layers, [states[text] for text in texts])
        return _loss(torch.nn.functional.normalize(means, dim=1))

    batches = partial(_batches, known, chance)
    mean = train([(layers, _RATE)], batches, loss_of, count=epochs, tell=tell)
    kept = packed([as_arrays(one) for one in layers])
    kept["projection"] = _projection(layers.eval(), list(states.values()))
    np.savez_compressed(path, **kept)
    return mean


def _projection(layers: Any, texts: Sequence[Floats]) -> Floats:
    """The principal axes of the unit vectors of ``texts``, shape (384, kept)."""
    vectors = _vectors(layers, texts)
    _, axes = np.linalg.eigh(vectors.T @ vectors)
    return np.asarray(axes[:, -KEPT:], dtype=np.float32)


def _vectors(layers: Any, texts: Sequence[Floats]) -> Floats:
    """Of unit length, (texts, 384)."""
    import torch

    means = [np.zeros((0, DIMENSIONS), np.float32)]
    with torch.no_grad():
        for at in range(0, len(texts), _AT_ONCE):
            _, mean = run(layers, texts[at : at + _AT_ONCE])
            means.append(torch.nn.functional.normalize(mean, dim=1).numpy())
    return np.concatenate(means)


def _loss(vectors: Any) -> Any:
    """``vectors``: (2 * lines, 384), unit length; the halves belong together row by row."""
    import torch

    first, second = vectors.chunk(2)
    target = torch.arange(len(first))
    sides = []
    for one, other in ((first, second), (second, first)):
        among = (one @ one.T).fill_diagonal_(-1)
        likeness = torch.cat([one @ other.T, among], 1)
        same = likeness.detach() > _THE_SAME
        same[target, target] = False
        logits = likeness.masked_fill(same, -1) / _TEMPERATURE
        sides.append(torch.nn.functional.cross_entropy(logits, target, label_smoothing=_SMOOTHED))
    return (sides[0] + sides[1]) / 2


@dataclass(frozen=True)
class _Patient:
    """The lines of one patient that have a pair to learn from, and how near they lie to each
    other, shape (lines, lines)."""

    lines: list[Sequence[str]]
    near: Floats

    def groups(self, chance: random.Random) -> list[list[Sequence[str]]]:
        """All lines in groups of neighbours, others each time."""
        groups = []
        left = chance.sample(range(len(self.lines)), len(self.lines))
        while left:
            to_first = self.near[left[0]]
            nearest = sorted(left, key=to_first.__getitem__, reverse=True)[:_NEIGHBOURS]
            groups.append([self.lines[at] for at in nearest])
            taken = set(nearest)
            left = [at for at in left if at not in taken]
        chance.shuffle(groups)
        return groups


def _patient(lines: Wordings, layers: Any, states: Mapping[str, Floats]) -> _Patient:
    several = [wordings for wordings in lines if len(set(wordings)) > 1]
    firsts = _vectors(layers, [states[line[0]] for line in several])
    seconds = _vectors(layers, [states[line[1]] for line in several])
    return _Patient(several, (firsts + seconds) @ (firsts + seconds).T)


def _batches(patients: Sequence[_Patient], chance: random.Random) -> Iterator[Wordings]:
    batches: list[Wordings] = []
    for patient in patients:
        groups = patient.groups(chance)
        starts = range(0, len(groups), _GROUPS)
        batches += [list(chain.from_iterable(groups[at : at + _GROUPS])) for at in starts]
    chance.shuffle(batches)
    return iter([batch for batch in batches if len(batch) > 1])


def _states(patients: Mapping[str, Wordings], embedder: Embedder) -> dict[str, Floats]:
    """What enters the layers, by text."""
    texts = sorted({text for lines in patients.values() for line in lines for text in line})
    rows = embedder.states(texts)
    return {text: row.astype(np.float16) for text, row in zip(texts, rows, strict=True)}
