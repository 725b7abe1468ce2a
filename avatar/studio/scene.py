"""One patient in one expression, as a Blender scene."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import bpy
import numpy as np

from avatar.studio.base_mesh import Floats
from avatar.studio.beard import build_beard
from avatar.studio.brows import build_brows, build_lashes
from avatar.studio.clothes import build_clothes
from avatar.studio.eyes import build_eyes, eyeballs
from avatar.studio.geometry import Array, Surface
from avatar.studio.glasses import build_glasses
from avatar.studio.hair import build_hair, grow_hair
from avatar.studio.headwear import HEADWEAR
from avatar.studio.look import Look
from avatar.studio.mouth import build_mouth
from avatar.studio.person import expressed, person_vertices
from avatar.studio.rooms import ROOMS
from avatar.studio.skin import build_skin
from avatar.studio.stage import reset, set_stage

SEED = 7


@dataclass
class Studio:
    """What stays the same between the expressions of one patient."""

    look: Look
    size: int
    samples: int

    def __post_init__(self) -> None:
        self.resting: Floats = person_vertices(self.look)
        self._at_rest = Surface(self.resting)
        self._hair: tuple[list[Array], Array] = grow_hair(
            self.look.hair, self._at_rest, np.random.default_rng(SEED)
        )

    def vertices(self, expression: Mapping[str, float]) -> Floats:
        """The person (n,3) in an expression."""
        return expressed(self.resting, expression, self.look.rest)

    def pose(self, expression: Mapping[str, float]) -> Any:
        """Build the scene for one expression; returns the camera object."""
        reset()
        vertices = self.vertices(expression)
        surface = Surface(vertices)
        build_skin(self.look, vertices)
        build_eyes(self.look, self.resting)
        build_mouth(self.look, self.resting, vertices)
        build_brows(self.look, surface, np.random.default_rng(SEED))
        build_lashes(self.look, vertices, np.random.default_rng(SEED))
        build_hair(self.look.hair, *self._hair)
        build_clothes(self.look, vertices, surface)
        if self.look.beard:
            build_beard(self.look.beard, surface, np.random.default_rng(SEED))
        if self.look.headwear:
            HEADWEAR[self.look.headwear](self._at_rest)
        if self.look.glasses:
            build_glasses(self.look.glasses, self.resting, self._at_rest)
        ROOMS[self.look.room].build()
        eye = eyeballs(self.resting)["left"]
        return set_stage(ROOMS[self.look.room], eye, self.size, self.samples)

    def picture(self, path: str) -> None:
        """Render all that is in the scene."""
        bpy.context.scene.render.filepath = path
        bpy.ops.render.render(write_still=True)
