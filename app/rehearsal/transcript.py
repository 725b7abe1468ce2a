"""A rehearsed talk as a page to read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from app.events import (
    AnyEvent,
    CallEnded,
    CallStarted,
    LearnerActs,
    LearnerUtterance,
    PatientState,
    PatientUtterance,
    Silence,
)
from app.scenario.model import Scenario

_LETTERS = {"trust": "T", "arousal": "A", "hope": "H", "shame": "S"}


def as_markdown(
    events: Iterable[AnyEvent], scenario: Scenario, title: str, companion: Scenario | None = None
) -> str:
    """The talk, turn by turn, with what the learner's words were taken for and where that took
    the patient: T trust, A arousal, H hope, S shame."""
    people = [scenario, companion] if companion else [scenario]
    called = {person.id: person.identity.called for person in people}
    called[""] = scenario.identity.called
    lines = [f"# {scenario.identity.name}: {title}", ""]
    lines += [*_turns(events, called)]
    return "\n".join(lines).rstrip() + "\n"


def _turns(events: Iterable[AnyEvent], called: Mapping[str, str]) -> Iterator[str]:
    """``called``: the name of each person by scenario id; of the only one by nothing."""
    number = 0
    told: dict[str, None] = {}
    acts = ""
    for event in events:
        if isinstance(event, CallStarted):
            yield f"Made by `rehearse`, seed {event.seed}, variant {event.variant}."
            yield ""
        elif isinstance(event, LearnerUtterance):
            number += 1
            yield ""
            yield f"**{number}. Learner:** {event.text}  "
        elif isinstance(event, Silence):
            yield ""
            yield f"*{event.seconds:.0f} s of quiet*  "
        elif isinstance(event, LearnerActs):
            acts = ", ".join(act.act for act in event.acts)
        elif isinstance(event, PatientState) and event.why != ("own_words",):
            values = " · ".join(f"{_LETTERS[name]} {event.state[name]:.2f}" for name in _LETTERS)
            whose = f"{called[event.person]}: " if event.person else ""
            yield f"<small>{whose}{acts or 'no words'} → {event.phase} · {values}</small>  "
            acts = ""
        elif isinstance(event, PatientUtterance):
            told |= dict.fromkeys(event.discloses)
            line = f"{event.emotion.replace('_', ' ')}; `{event.line}`"
            yield f"**{called[event.person or '']}:** {event.text} <small>({line})</small>  "
        elif isinstance(event, CallEnded):
            yield ""
            ending = f", {event.ending}" if event.ending else ""
            yield f"---\n\nEnd after {event.t / 60:.1f} minutes: {event.reason}{ending}. "
            yield f"Told: {', '.join(told) or 'nothing'}."
