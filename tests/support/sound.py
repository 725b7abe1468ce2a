"""What must hold of every talk with every patient."""

from __future__ import annotations

from collections.abc import Sequence

from app.events import AnyEvent, PatientState, PatientUtterance
from app.patient import Talk


def said(log: Sequence[AnyEvent]) -> list[PatientUtterance]:
    """The patient's utterances, in order."""
    return [event for event in log if isinstance(event, PatientUtterance)]


def assert_sound(talk: Talk, log: Sequence[AnyEvent]) -> None:
    """Nothing is said twice, no fact comes out below its gate, no phrase betrays a hidden one, and
    the log brings back what was told."""
    # What was asked to be said again is no line, and a breath has no words to repeat.
    texts = [
        line.text
        for line in said(log)
        if not line.hesitation and line.line is not None and any(map(str.isalnum, line.text))
    ]
    assert len(texts) == len(set(texts))
    told: set[str] = set()
    state: dict[str, float] = {}
    for event in log:
        if isinstance(event, PatientState):
            state = event.state
        if isinstance(event, PatientUtterance):
            for name, fact in talk.scenario.facts.items():
                if name in event.discloses and name not in told:
                    assert state["trust"] >= fact.trust - 1e-3, event.text
                    assert state["arousal"] <= fact.arousal + 1e-3, event.text
                if fact.hidden and name not in told | set(event.discloses):
                    assert not any(tell in event.text.lower() for tell in fact.tells), event.text
            told |= set(event.discloses)
    final = talk.replay(log)
    assert final.hints <= 2
    assert final.told == told
