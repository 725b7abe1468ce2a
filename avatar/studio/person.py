"""From a description to the vertices of one person."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence

import numpy as np

from avatar.studio.base_mesh import Floats, base_mesh, face_unit, shape_target
from avatar.studio.look import Look


def person_vertices(look: Look) -> Floats:
    """The resting person (n,3): sex, age, origins, build, face shape and resting expression."""
    vertices = base_mesh().vertices.copy()
    sexes = {"female": 1 - look.male, "male": look.male}
    ages = _between(look.age, ("baby", "child", "young", "old"), (1, 10, 25, 90))
    muscles = _between(look.muscle, ("minmuscle", "averagemuscle", "maxmuscle"), (0, 0.5, 1))
    weights = _between(look.weight, ("minweight", "averageweight", "maxweight"), (0, 0.5, 1))
    total = sum(look.origins.values())
    for (sex, by_sex), (age, by_age) in itertools.product(sexes.items(), ages.items()):
        if by_sex * by_age == 0:
            continue
        for origin, share in look.origins.items():
            target = shape_target(f"macrodetails/{origin}-{sex}-{age}")
            vertices += by_sex * by_age * share / total * target
        for (muscle, by_m), (weight, by_w) in itertools.product(muscles.items(), weights.items()):
            target = shape_target(f"macrodetails/universal-{sex}-{age}-{muscle}-{weight}")
            vertices += by_sex * by_age * by_m * by_w * target
    for name, amount in look.shape.items():
        vertices += amount * shape_target(name)
    return expressed(vertices, look.rest)


def expressed(
    vertices: Floats, expression: Mapping[str, float], rest: Mapping[str, float] | None = None
) -> Floats:
    """``vertices`` with ARKit shapes added by weight; ``rest`` is what they already hold."""
    out = vertices.copy()
    for name, amount in expression.items():
        out += amount * blendshape(name, rest or {})
    return out


def blendshape(name: str, rest: Mapping[str, float]) -> Floats:
    """Displacement (n,3) from a resting face that has some of the shape already to all of it."""
    return np.asarray(face_unit(name) * (1 - max(rest.get(name, 0.0), 0.0)), np.float32)


def both_sides(weights: Mapping[str, float]) -> dict[str, float]:
    """Targets named ``eyes/l-…`` on both sides of the face."""
    out: dict[str, float] = {}
    for name, amount in weights.items():
        folder, _, target = name.partition("/")
        out[f"{folder}/l-{target}"] = out[f"{folder}/r-{target}"] = amount
    return out


def _between(x: float, names: Sequence[str], knots: Sequence[float]) -> dict[str, float]:
    """The weights of the two knots that ``x`` lies between."""
    x = min(max(x, knots[0]), knots[-1])
    for i in range(len(knots) - 1):
        if x <= knots[i + 1]:
            t = (x - knots[i]) / (knots[i + 1] - knots[i])
            return {names[i]: 1 - t, names[i + 1]: t}
    return {names[-1]: 1.0}
