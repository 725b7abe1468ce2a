"""Milliseconds of CPU a frame of each patient's face: animator and renderer.
Run: python -m tests.bench.face"""

from __future__ import annotations

import statistics
import time

from avatar.animator import Animator
from avatar.renderers import available_casts, load_renderer
from tests.bench.latency import load

FRAMES = 150


def main() -> None:
    print(load())
    for cast in available_casts():
        renderer, animator = load_renderer(cast), Animator(seed=1)
        animator.feel(0.0, "sadness", 0.7)
        costs: dict[str, list[float]] = {"animator": [], "renderer": []}
        for frame in range(FRAMES):
            begun = time.thread_time()
            state = animator.state_at(frame / 25)
            between = time.thread_time()
            renderer.render(state)
            costs["animator"].append(between - begun)
            costs["renderer"].append(time.thread_time() - between)
        figures = ", ".join(
            f"{name} {statistics.median(values[5:]) * 1000:.2f} ms"
            for name, values in costs.items()
        )
        total = sum(statistics.median(values[5:]) for values in costs.values())
        print(f"{cast}: {figures}; {total * 25 * 100:.0f} % of a core at 25 frames a second")


if __name__ == "__main__":
    main()
