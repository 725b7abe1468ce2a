"""Render all layers of one patient as PNG, with what the packing needs beside them."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import bpy
import numpy as np
from bpy_extras.object_utils import world_to_camera_view
from mathutils import Vector

from avatar.studio.base_mesh import to_blender
from avatar.studio.eyes import eyeballs
from avatar.studio.geometry import Array
from avatar.studio.keyframes import KEYFRAMES, OPEN_MOUTH
from avatar.studio.mouth import build_mouth
from avatar.studio.scene import Studio
from avatar.studio.stage import LENS, SENSOR, reset

Crop = tuple[float, float, float, float]

FINE, FINER = ("hair_front", "lash"), 3
"""Layers with thin edges, which need more paths."""
KINDS = {
    "tooth": "mouth",
    "gum": "mouth",
    "tongue": "mouth",
    "glasses": "jewel",
    "beard": "brow",
}
"""Objects are sorted into layers by name; most names are their layer's."""


def render_passes(studio: Studio, folder: Path, only: Iterable[str] = ()) -> None:
    """Write ``<layer>.png``, ``scene.json`` and ``mouth.npz`` into ``folder``.

    ``only`` names the layers to render again; all others are left as they are.
    """
    folder.mkdir(parents=True, exist_ok=True)
    shots = _Shots(folder, tuple(only), studio.samples)
    camera = studio.pose({})
    bpy.context.view_layer.update()
    crops = _crops(studio, camera)
    inverse = [list(row) for row in camera.matrix_world.inverted()]
    scene = {"camera": inverse, "lens": LENS / SENSOR, "size": studio.size}
    (folder / "scene.json").write_text(json.dumps(scene))

    face = {"skin", "brow"}
    shots.take("skin_neutral", face)
    shots.take("hair_front", {"hair", "jewel", "headwear"}, cut_out={"skin", "brow", "eye"})
    shots.take("hair_all", {"hair", "jewel"})
    shots.take("clothes_front", {"cloth"}, cut_out={"skin"})
    shots.take("clothes_all", {"cloth"})
    shots.take("room", {"room"}, transparent=False)
    shots.take("lash", {"lash"}, crop=crops["eyes"])
    bpy.data.objects["skin"].visible_shadow = False
    for thing in bpy.data.objects:
        if _kind(thing) in ("lash", "brow", "hair", "jewel", "headwear"):
            thing.visible_shadow = False
    shots.take("eyes", {"eye"}, crop=crops["eyes"])
    for name, keyframe in KEYFRAMES.items():
        if name != "neutral" and shots.wanted(f"skin_{name}"):
            studio.pose(keyframe.expression)
            shots.take(f"skin_{name}", face, crop=crops[keyframe.crop])
    if shots.wanted("mouth"):
        studio.pose(OPEN_MOUTH)
        shots.take("mouth", {"mouth"}, crop=crops["lower"])
    _save_mouth(studio, folder / "mouth.npz")


class _Shots:
    """Renders that show some layers and hide the rest from the camera (not from the light)."""

    def __init__(self, folder: Path, only: tuple[str, ...], samples: int) -> None:
        self._folder, self._only, self._samples = folder, only, samples

    def wanted(self, name: str) -> bool:
        return not self._only or name in self._only

    def take(
        self,
        name: str,
        seen: set[str],
        cut_out: frozenset[str] | set[str] = frozenset(),
        transparent: bool = True,
        crop: Crop | None = None,
    ) -> None:
        if not self.wanted(name):
            return
        scene, render = bpy.context.scene, bpy.context.scene.render
        # The denoiser leaves alpha as it is, so thin hairs need more paths than skin.
        scene.cycles.samples = self._samples * (FINER if name in FINE else 1)
        render.film_transparent = transparent
        for thing in bpy.data.objects:
            if thing.type not in ("LIGHT", "CAMERA"):
                thing.visible_camera = _kind(thing) in seen or _kind(thing) in cut_out
                thing.is_holdout = _kind(thing) in cut_out
        render.use_border = crop is not None
        if crop is not None:
            render.border_min_x, render.border_max_x = crop[0], crop[1]
            render.border_min_y, render.border_max_y = crop[2], crop[3]
        render.use_crop_to_border = False
        render.filepath = str(self._folder / f"{name}.png")
        start = time.process_time()
        bpy.ops.render.render(write_still=True)
        print(f"layer {name}: {time.process_time() - start:.0f} s CPU", flush=True)


def _kind(thing: Any) -> str:
    name = str(thing.name).split(".")[0]
    return KINDS.get(name, name)


def _crops(studio: Studio, camera: Any) -> dict[str, Crop | None]:
    """Parts of the picture by name, measured in eye distances around the eyes."""
    eye = eyeballs(studio.resting)["left"].centre
    scene = bpy.context.scene

    def seen(point: Any) -> Any:
        return world_to_camera_view(scene, camera, Vector(to_blender(np.array(point)).tolist()))

    level = seen((0, eye[1], eye[2])).y
    half = abs(seen(eye).x - 0.5)

    def part(wide: float, below: float, above: float) -> Crop:
        box = (0.5 - half * wide, 0.5 + half * wide, level - half * below, level + half * above)
        left, right, low, high = (float(min(max(x, 0), 1)) for x in box)
        return left, right, low, high

    return {
        "all": None,
        "eyes": part(2.3, 0.9, 1.2),
        "lower": part(2.7, 5.2, 0.2),
        "face": part(2.8, 4.8, 2.8),
    }


def _save_mouth(studio: Studio, path: Path) -> None:
    """Teeth, gums and tongue as one mesh in both positions of the jaw, in base mesh axes."""
    found: dict[str, Array] = {}
    for state, expression in (("closed", {}), ("open", OPEN_MOUTH)):
        reset()
        build_mouth(studio.look, studio.resting, studio.vertices(expression))
        vertices, faces, kinds = [], [], []
        start = 0
        for thing in bpy.data.objects:
            mesh = thing.data
            flat = np.zeros(len(mesh.vertices) * 3, np.float32)
            mesh.vertices.foreach_get("co", flat)
            x, y, z = flat.reshape(-1, 3).T
            vertices.append(np.stack([x, z, -y], 1))
            for polygon in mesh.polygons:
                corners = [i + start for i in polygon.vertices]
                faces += [[corners[0], *corners[i : i + 2]] for i in range(1, len(corners) - 1)]
            kind = ("tooth", "gum", "tongue").index(str(thing.name).split(".")[0])
            kinds += [kind] * len(mesh.vertices)
            start += len(mesh.vertices)
        found[state] = np.concatenate(vertices)
        found["faces"], found["kinds"] = np.array(faces, np.int32), np.array(kinds, np.uint8)
    np.savez(path, **found)
