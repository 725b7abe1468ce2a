"""How kernels are compiled: once a machine (kept on disk), without the Python lock."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar, cast

import numba as nb

Kernel = TypeVar("Kernel", bound=Callable[..., object])


def kernel(function: Kernel) -> Kernel:
    """Compile a function of numpy arrays and numbers; it keeps its Python type."""
    compile_ = nb.njit(nogil=True, fastmath=True, cache=True, boundscheck=False)
    return cast(Kernel, compile_(function))
