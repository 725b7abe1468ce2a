"""The embedded face: path-traced keyframes projected on a moving head, in numba, on one core."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from avatar.renderers.cast_files import FlatLayer
from avatar.renderers.layers import BEHIND, ON_FACE, OVER, draw_layer
from avatar.renderers.live_light import tear_on_cheek, wet_eyes
from avatar.renderers.mixing import mixture, vertex_weights
from avatar.renderers.morph import follow_head, keep_outside, rotation
from avatar.renderers.prepared import Prepared, morph
from avatar.renderers.raster import EMPTY, FAR, project, rasterise
from avatar.renderers.shading import shade, soften_edges, used_keys
from avatar.renderers.tinting import mouth_is_open, tint
from avatar.rig import INDEX, FaceState, Gaze

Floats = NDArray[np.float32]
Integers = NDArray[np.int32]
Bytes = NDArray[np.uint8]

CHEST_BREATH = np.array([0.0, 0.022, 0.012], np.float32)
"""How far a full breath lifts the chest, in decimetres."""
LID_GAP = np.float32(1.025)
"""Lids slide at this multiple of the eyeball's radius."""
FLOOR = np.float32(0.0008)
"""Weight of every keyframe for places that the wanted ones do not see."""


class NumbaHead:
    """Draws one patient. Not for two threads at once; many in parallel are fine."""

    name = "numba"

    def __init__(self, prepared: Prepared) -> None:
        """Buffers of one renderer; what belongs to the patient is shared with all others."""
        self._p = p = prepared
        self._cast = p.cast
        self.size = size = p.cast.size
        self._points = np.empty((len(p.places), 3), np.float32)
        self._pixels = np.empty_like(self._points)
        self._posed = np.empty_like(p.cast.arrays["rest"])
        self._normals = np.zeros_like(self._points)
        self._weights = p.fixed_weights.copy()
        self._skin_weights = np.empty((p.skin_count, len(p.cast.keyframes)), np.float32)
        self._used = np.empty(len(p.places), np.int32)
        self._gain = np.ones_like(self._points)
        self._mix = np.zeros((len(p.cast.regions), len(p.cast.keyframes) - 1), np.float32)
        self._depth = np.empty((size, size), np.float32)
        self._seen = np.empty((size, size), np.int32)
        self._bary = np.zeros((size, size, 2), np.float32)
        self._picture = np.empty((size, size, 3), np.uint8)
        self._rough = np.empty((size, size, 3), np.uint8)
        self._room = p.cast.room.copy()

    def render(self, face: FaceState) -> Bytes:
        """The face: (size, size, 3), RGB. The array is overwritten by the next call."""
        weights = _evened_blink(face.blendshapes)
        turn = rotation(face.head.yaw, face.head.pitch, face.head.roll)
        breath = np.asarray(CHEST_BREATH * np.float32(face.breath))
        self._move(weights, turn, breath, face.gaze)
        self._blend(weights)
        tint(self._p, face, weights, self._eye_height, self._gain)
        self._see(mouth_is_open(weights))
        self._draw_behind(turn, breath)
        self._draw_head(face)
        self._draw_before(turn, breath, face)
        return self._picture

    def render_room(self) -> Bytes:
        """The room without the patient: (size, size, 3), RGB."""
        self._room[:] = self._cast.room
        return self._room

    def warm_up(self) -> None:
        """Compile all kernels (seconds on the first start, then read from numba's cache)."""
        wide = np.zeros(len(INDEX), np.float32)
        wide[INDEX["jawOpen"]] = 0.5
        self.render(FaceState(blendshapes=wide, tears=1.0, blush=0.5, pallor=0.5))

    def _move(self, weights: Floats, turn: Floats, breath: Floats, gaze: Gaze) -> None:
        p, a = self._p, self._cast.arrays
        morph(self._cast, weights, self._posed)
        radius = np.float32(a["eye_radius"]) * LID_GAP
        for side, name in enumerate(("lids_left", "lids_right")):
            keep_outside(self._posed, a[name], a["eye_centres"][side], radius)
        follow_head(self._posed, a["follow"], turn, self._cast.pivot, breath)
        looking = rotation(gaze.yaw, gaze.pitch, 0.0)
        eyes = (a["eye_vertices"].reshape(-1, 3) @ looking.T).astype(np.float32)
        start, mouth_start = p.skin_count, p.skin_count + len(eyes)
        self._eye_height = eyes[:, 1] / np.float32(a["eye_radius"])
        self._normals[start:mouth_start] = eyes @ turn.T / np.float32(a["eye_radius"])
        half = len(eyes) // 2
        eyes[:half] += a["eye_centres"][0]
        eyes[half:] += a["eye_centres"][1]
        jaw = np.float32(min(weights[INDEX["jawOpen"]] / 0.75, 1.3))
        mouth = a["mouth_closed"] + (a["mouth_open"] - a["mouth_closed"]) * jaw
        self._points[: p.skin_count] = self._posed[: p.skin_count]
        self._points[start:mouth_start] = eyes
        self._points[mouth_start:] = mouth
        whole = np.ones(len(self._points) - p.skin_count, np.float32)
        follow_head(self._points[start:], whole, turn, self._cast.pivot, breath)
        self._project(self._points, self._pixels)

    def _project(self, points: Floats, out: Floats) -> None:
        centre = np.float32(self.size * 0.5 - 0.5)
        project(points, self._cast.camera, np.float32(self._cast.focal), centre, out)

    def _blend(self, weights: Floats) -> None:
        p, a = self._p, self._cast.arrays
        mixture(p.among, p.to_keys, weights, self._mix)
        vertex_weights(self._mix, a["region_masks"], a["confidence"], FLOOR, self._skin_weights)
        self._weights[: p.skin_count, : self._skin_weights.shape[1]] = self._skin_weights
        used_keys(self._weights, self._used)

    def _see(self, open_mouth: bool) -> None:
        """Find what of the head is seen at each pixel; a shut mouth saves its teeth."""
        p = self._p
        self._depth.fill(FAR)
        self._seen.fill(EMPTY)
        triangles = p.triangles if open_mouth else p.triangles[: p.first_mouth]
        rasterise(self._pixels, triangles, self._depth, self._seen, self._bary)

    def _draw_behind(self, turn: Floats, breath: Floats) -> None:
        self._picture[:] = self._cast.room
        self._draw_flat("hair_all", 1.0, turn, breath, BEHIND)
        self._draw_flat("clothes_all", 0.0, turn, breath, BEHIND)

    def _draw_head(self, face: FaceState) -> None:
        p = self._p
        box = self._box(self._pixels[: p.skin_count])
        shade(
            p.triangles, self._seen, self._bary, p.places, self._weights, self._used, self._gain,
            self._cast.textures, box, self._picture,
        )  # fmt: skip
        np.copyto(self._rough, self._picture)
        soften_edges(self._seen, p.first_eye, p.first_mouth, box, self._rough, self._picture)
        eyes = self._box(self._pixels[p.skin_count : p.skin_count + len(self._eye_height)])
        wet_eyes(
            p.triangles, self._seen, self._bary, p.first_eye, p.first_mouth, self._normals,
            p.halfway, np.float32(face.tears), eyes, self._picture,
        )  # fmt: skip

    def _draw_before(self, turn: Floats, breath: Floats, face: FaceState) -> None:
        a, p = self._cast.arrays, self._p
        pixels = np.empty_like(self._posed)
        self._project(self._posed, pixels)
        draw_layer(
            pixels, a["lash_triangles"], p.lash_places, self._cast.lash,
            np.float32(1), self._depth, ON_FACE, self._picture,
        )  # fmt: skip
        if face.tears > 0.5:
            reach = np.float32((face.tears - 0.5) * 2)
            for side in range(2):
                corners = pixels[a["tear_corners"][side], :2]
                path = (corners * a["tear_weights"][side][..., None]).sum(1)
                tear_on_cheek(path.astype(np.float32), reach, np.float32(1), self._picture)
        self._draw_flat("clothes_front", 0.0, turn, breath, OVER)
        self._draw_flat("hair_front", 1.0, turn, breath, OVER)

    def _draw_flat(
        self, name: str, follow: float, turn: Floats, breath: Floats, where: int
    ) -> None:
        layer: FlatLayer = self._cast.layers[name]
        points = layer.points.copy()
        follows = np.full(len(points), follow, np.float32)
        follow_head(points, follows, turn, self._cast.pivot, breath)
        pixels = np.empty_like(points)
        self._project(points, pixels)
        draw_layer(
            pixels, layer.triangles, layer.places, layer.picture,
            np.float32(1), self._depth, where, self._picture,
        )  # fmt: skip

    def _box(self, pixels: Floats) -> Integers:
        """Top, bottom, left, right of some pixels inside the picture, ends exclusive."""
        left, top = np.floor(pixels[:, :2].min(0)).astype(int) - 1
        right, bottom = np.ceil(pixels[:, :2].max(0)).astype(int) + 2
        low, high = 0, self.size
        return np.clip([top, bottom, left, right], low, high).astype(np.int32)


def _evened_blink(blendshapes: Floats) -> Floats:
    """The blink shape shuts the eye at two thirds of its way: half shall close it half."""
    weights = np.array(blendshapes, np.float32)
    for name in ("eyeBlinkLeft", "eyeBlinkRight"):
        blink = weights[INDEX[name]]
        weights[INDEX[name]] = blink * (0.62 + 0.38 * blink**4)
    return weights
