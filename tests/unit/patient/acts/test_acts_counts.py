from __future__ import annotations

from app.patient.acts.counts import facts, found

SEVENTY_SIX = "and so on we go " * 15 + "again"


def test_a_long_turn_rambles_unless_it_asks() -> None:
    assert ("rambles", 0.95) in found(SEVENTY_SIX, None)
    assert dict(found("What do you think? " + SEVENTY_SIX, None)).get("rambles") is None
    assert dict(found("a few words only", 31.0)) == {"rambles": 0.95}
    assert dict(found("a few words only", 29.0)) == {}


def test_four_clinical_statements_are_too_many() -> None:
    plan = (
        "We do a biopsy on Monday, then an MRI scan, then new heart tablets, and a bone infusion."
    )
    assert facts(plan) == 4
    assert "fact_dump" in dict(found(plan, None))
    assert "fact_dump" not in dict(found("The biopsy is on Monday. It takes an hour.", None))
