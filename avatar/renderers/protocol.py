"""What draws a face. A renderer belongs to one patient and one thread at a time."""

from __future__ import annotations

from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from avatar.rig import FaceState


class Renderer(Protocol):
    """Draws one patient. Methods block, hold no lock of Python for long, and are called from
    one encoder thread at a time."""

    name: str
    """For the list of engines, for example ``numba``."""
    size: int
    """Width and height of a picture, in pixels."""

    def render(self, face: FaceState) -> NDArray[np.uint8]:
        """The face: (size, size, 3), RGB. The array is overwritten by the next call."""
        ...

    def render_room(self) -> NDArray[np.uint8]:
        """The room without the patient, as in a time-out: (size, size, 3), RGB."""
        ...
