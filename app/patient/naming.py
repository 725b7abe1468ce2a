"""What a patient is called, and who else may be spoken of."""

from __future__ import annotations

from app.patient.acts.types import ActContext
from app.scenario.model import Scenario


def named(scenario: Scenario) -> ActContext:
    """The names that are right in this talk; nothing of the moment."""
    person = scenario.identity
    groups = (person.family, person.work_people, person.others)
    return ActContext(
        patient_name=person.name,
        called=person.called,
        surname=person.name.split()[-1],
        titles=person.titles,
        others=tuple(one.name for group in groups for one in group.values() if one.name),
    )
