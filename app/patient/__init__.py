"""The patient: a mind that is moved by what the learner does, and what it then says."""

from __future__ import annotations

from app.patient.directive import Directive
from app.patient.ranker import LineRanker
from app.patient.state import TalkState
from app.patient.talk import Talk
from app.patient.turn import Heard, Intent, Step

__all__ = ["Directive", "Heard", "Intent", "LineRanker", "Step", "Talk", "TalkState"]
