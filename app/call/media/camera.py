"""The learner's camera: every frame is taken off aiortc's queue, only the latest is kept."""

from __future__ import annotations

from dataclasses import dataclass

import av
import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class CameraFrame:
    """A picture of the learner. Its size changes during a call as the network allows."""

    number: int
    """Counts from 1 in one connection, so that a reader sees whether it is another one."""
    t: float
    """Media time of its arrival."""
    picture: av.VideoFrame

    def gray(self) -> NDArray[np.uint8]:
        """Brightness, shape (height, width), without a copy."""
        plane = self.picture.planes[0]
        rows: NDArray[np.uint8] = np.asarray(plane, np.uint8)
        return rows.reshape(self.picture.height, plane.line_size)[:, : self.picture.width]

    def rgb(self) -> NDArray[np.uint8]:
        """Colours, shape (height, width, 3). Costs 1 to 2 ms: not on the event loop."""
        return self.picture.to_ndarray(format="rgb24").astype(np.uint8, copy=False)


class Camera:
    """Keeps the latest frame for whoever looks, at their own pace, from any thread."""

    def __init__(self) -> None:
        self._latest: CameraFrame | None = None
        self._count = 0

    def add(self, t: float, picture: av.VideoFrame) -> None:
        self._count += 1
        self._latest = CameraFrame(self._count, t, picture)

    def latest(self) -> CameraFrame | None:
        """The newest frame; None before the first, and after the connection ended."""
        return self._latest

    def clear(self) -> None:
        self._latest = None
