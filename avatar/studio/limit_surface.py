"""The smooth surface behind the coarse mesh: Catmull-Clark limit positions by one sparse matrix.

The matrix is linear, so it turns blendshape displacements into those of the smooth surface too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from scipy.sparse import csr_matrix


def limit_matrix(quads: Sequence[Sequence[int]], count: int) -> csr_matrix:
    """Quads over ``count`` vertices → (count, count) stencil of limit positions."""
    edges: dict[tuple[int, int], int] = defaultdict(int)
    neighbours: dict[int, set[int]] = defaultdict(set)
    opposite: dict[int, list[int]] = defaultdict(list)
    for quad in quads:
        for j in range(4):
            a, b = quad[j], quad[(j + 1) % 4]
            edges[min(a, b), max(a, b)] += 1
            neighbours[a].add(b)
            neighbours[b].add(a)
            opposite[a].append(quad[(j + 2) % 4])
    border: dict[int, list[int]] = defaultdict(list)
    for (a, b), uses in edges.items():
        if uses == 1:
            border[a].append(b)
            border[b].append(a)
    rows, columns, values = [], [], []
    for i in range(count):
        stencil = _stencil(i, border.get(i), neighbours[i], opposite[i])
        total = sum(stencil.values())
        for j, weight in stencil.items():
            rows.append(i)
            columns.append(j)
            values.append(weight / total)
    return csr_matrix((values, (rows, columns)), (count, count))


def _stencil(
    i: int, border: list[int] | None, neighbours: set[int], opposite: list[int]
) -> dict[int, float]:
    if border is not None:
        return {i: 4.0, **dict.fromkeys(border[:2], 1.0)}
    valence = len(neighbours)
    if valence < 3:
        return {i: 1.0}
    stencil = {i: float(valence * valence)}
    for j in neighbours:
        stencil[j] = stencil.get(j, 0.0) + 4.0
    for j in opposite:
        stencil[j] = stencil.get(j, 0.0) + 1.0
    return stencil
