"""Renderers of faces: ``load_renderer`` gives the one that every machine can run."""

from __future__ import annotations

from functools import cache

from avatar.renderers.cast_files import CastError, available_casts, load_cast
from avatar.renderers.numba_head import NumbaHead
from avatar.renderers.prepared import Prepared, prepare
from avatar.renderers.protocol import Renderer
from avatar.renderers.silhouette import Silhouette

__all__ = ["CastError", "Renderer", "Silhouette", "available_casts", "load_renderer"]


def load_renderer(cast_id: str) -> Renderer:
    """A renderer of one patient for one call, compiled and ready.

    Raises CastError where the patient's look is missing or damaged.
    """
    head = NumbaHead(_prepared(cast_id))
    head.warm_up()
    return head


@cache
def _prepared(cast_id: str) -> Prepared:
    """Read and prepared once a process; all renderers of a patient share it."""
    return prepare(load_cast(cast_id))
