"""Threads and caches of native libraries: said before any of them is imported."""

from __future__ import annotations

import contextlib
import os
import threading
from pathlib import Path


def limit_native_threads(cores: int, compiled: Path) -> None:
    """One rule for every native library: one thread, where we do not choose the number ourselves,
    since several busy-waiting threads on two busy cores collapse. ``compiled``: the folder in
    which numba keeps what it compiled."""
    for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(name, "1")
    os.environ.setdefault("NUMBA_NUM_THREADS", str(cores))
    os.environ.setdefault("NUMBA_CACHE_DIR", str(compiled))


def step_back(niceness: int) -> None:
    """Let other threads go before this one, where the system can do that: 1, a little, to 19,
    whenever nobody else wants the core. Threads that it starts, native ones too, inherit it."""
    with contextlib.suppress(AttributeError, OSError):
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), niceness)
