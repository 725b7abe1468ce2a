"""How much of the talking was the learner's. A mirror: the evidence on it conflicts."""

from __future__ import annotations

from app.evaluation.conversation import Conversation
from app.evaluation.schema import Measure

_LEAST_SECONDS = 20.0
_SOURCE = (
    "Clinicians held 71% of the talk in intensive-care family meetings, and families with more of "
    "it were more satisfied; other studies found the opposite. Shown, never scored."
)


def talk_share(talk: Conversation) -> Measure:
    """The learner's voiced seconds over all voiced seconds. The patient's count as far as heard."""
    learner = sum(turn.seconds for turn in talk.learner if not turn.typed)
    patient = sum(turn.seconds for turn in talk.patient)
    reason = None
    if talk.typed:
        reason = "You typed; how long you would have spoken is not known."
    elif learner + patient < _LEAST_SECONDS:
        reason = f"Less than {_LEAST_SECONDS:.0f} seconds were spoken."
    share = None if reason else round(100 * learner / (learner + patient))
    return Measure(
        id="talk_share",
        title="Talk share",
        value=share,
        unit="%",
        numerator=None if reason else round(learner, 1),
        denominator=None if reason else round(learner + patient, 1),
        sentence=reason or f"You spoke {share}% of the time that either of you spoke.",
        use="show",
        source=_SOURCE,
        not_assessable_reason=reason,
    )
