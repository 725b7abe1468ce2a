"""Stands in where a patient has no look: a figure in the half-light, that moves and speaks."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from avatar.rig import FRAME_SIZE, FaceState

_ROOM_LOW = np.array([38, 40, 44], dtype=np.float32)
_ROOM_HIGH = np.array([74, 78, 82], dtype=np.float32)
_FIGURE = (24, 26, 29)
_SPEAKING = (150, 120, 70)


class Silhouette:
    """Draws head and shoulders without features. Turns and nods with the head's pose; a line of
    light where the mouth is opens with the jaw."""

    name = "silhouette"

    def __init__(self, size: int = FRAME_SIZE) -> None:
        self.size = size
        rise = np.linspace(0.0, 1.0, size, dtype=np.float32)[:, None, None]
        shade = _ROOM_HIGH * (1 - rise) + _ROOM_LOW * rise
        self._room = np.ascontiguousarray(np.broadcast_to(shade, (size, size, 3)).astype(np.uint8))
        self._picture = self._room.copy()

    def render(self, face: FaceState) -> NDArray[np.uint8]:
        """See Renderer."""
        size, picture = self.size, self._picture
        picture[:] = self._room
        aside = int(size * 0.12 * np.sin(face.head.yaw))
        down = int(size * 0.10 * np.sin(face.head.pitch))
        shoulders = (size // 2 + aside // 3, int(size * 1.02))
        wide = (int(size * 0.36), int(size * 0.34))
        cv2.ellipse(picture, shoulders, wide, 0, 180, 360, _FIGURE, -1, cv2.LINE_AA)
        head = (size // 2 + aside, int(size * 0.42) + down)
        oval = (int(size * 0.155), int(size * 0.20))
        cv2.ellipse(picture, head, oval, 0, 0, 360, _FIGURE, -1, cv2.LINE_AA)
        mouth = face.weight("jawOpen")
        if mouth > 0.02:
            half = int(size * (0.015 + 0.05 * min(1.0, mouth)))
            y = head[1] + int(size * 0.11)
            left, right = (head[0] - half, y), (head[0] + half, y)
            cv2.line(picture, left, right, _SPEAKING, 3, cv2.LINE_AA)
        return picture

    def render_room(self) -> NDArray[np.uint8]:
        """See Renderer."""
        return self._room
