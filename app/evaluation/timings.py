"""Where the time of the patient's answers went, over a whole call."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from app.events import AnyEvent, TurnTimings

_STAGES = ("endpoint", "transcript", "words", "first_audio", "first_frame", "hesitation")


def timings(events: Sequence[AnyEvent]) -> dict[str, Any]:
    """Seconds from the end of the learner's speech: median, 90th percentile and largest of each
    stage, and every turn. ``wait`` is first audio less the pause that the patient's mind wanted,
    and counts a hesitation that came before it as the end of the wait."""
    turns = [event for event in events if isinstance(event, TurnTimings)]
    stages = {
        stage: [v for t in turns if (v := getattr(t, stage)) is not None] for stage in _STAGES
    }
    stages["wait"] = [_wait(turn) for turn in turns]
    return {
        "turns": len(turns),
        "prepared": sum(turn.prepared for turn in turns),
        "stages": {stage: _summary(values) for stage, values in stages.items() if values},
        "each": [turn.model_dump(exclude={"type", "wall"}, exclude_none=True) for turn in turns],
    }


def _wait(turn: TurnTimings) -> float:
    first = turn.first_audio if turn.hesitation is None else min(turn.hesitation, turn.first_audio)
    return max(0.0, first - turn.directed_pause)


def _summary(values: Sequence[float]) -> dict[str, float]:
    ordered = sorted(values)
    return {
        "median": round(_percentile(ordered, 0.5), 3),
        "p90": round(_percentile(ordered, 0.9), 3),
        "max": round(ordered[-1], 3),
    }


def _percentile(ordered: Sequence[float], share: float) -> float:
    """The nearest-rank percentile: always a value that was measured."""
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]
