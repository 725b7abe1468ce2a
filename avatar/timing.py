"""What the animator is told about a stretch of speech: which sound stands where."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TimedPhoneme:
    """One speech sound. ``symbol`` is IPA as Kokoro writes American and British English (one
    character, stress marks merged into ``stress``), or " " and "," for a pause. Seconds count
    from the first sample of the utterance."""

    symbol: str
    start: float
    end: float
    stress: int = 0
    """0 none, 1 secondary, 2 primary."""
