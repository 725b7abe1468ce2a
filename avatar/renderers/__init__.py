"""Renderers of faces: ``load_renderer`` gives the one that every machine can run."""

from __future__ import annotations

from avatar.renderers.cast_files import CastError, available_casts
from avatar.renderers.numba_head import NumbaHead
from avatar.renderers.protocol import Renderer

__all__ = ["CastError", "Renderer", "available_casts", "load_renderer"]


def load_renderer(cast_id: str) -> Renderer:
    """A renderer of one patient for one call, compiled and ready.

    Raises CastError where the patient's look is missing or damaged.
    """
    head = NumbaHead(cast_id)
    head.warm_up()
    return head
