"""The longest that the learner spoke at one stretch: the plainest sign of a lecture."""

from __future__ import annotations

from app.evaluation.conversation import Conversation, LearnerTurn, PatientTurn, joined
from app.evaluation.schema import Evidence, Measure

LECTURE_SECONDS = 30.0
LECTURE_WORDS = 75
_SOURCE = (
    "In 383 oncology visits, lecturing went with a poorer understanding of prognosis. "
    f"The limit of {LECTURE_SECONDS:.0f} s or {LECTURE_WORDS} words is this program's own."
)


def longest_turn(talk: Conversation) -> Measure:
    """The longest stretch of learner turns with no word of the patient's heard between, in
    seconds of speech; in words where every turn was typed."""
    stretches = _stretches(talk)
    unit = "words" if talk.typed else "s"
    if not stretches:
        reason = "You said nothing in this talk."
        return Measure(
            id="longest_turn",
            title="Longest turn",
            value=None,
            unit=unit,
            sentence=reason,
            use="score",
            source=_SOURCE,
            not_assessable_reason=reason,
        )
    longest = max(stretches, key=_words if talk.typed else _seconds)
    words = _words(longest)
    lecture = words > LECTURE_WORDS or _seconds(longest) > LECTURE_SECONDS
    length = f"{words} words" if talk.typed else f"{_seconds(longest):.0f} seconds, {words} words"
    verdict = (
        "long enough that much of it may not have been taken in"
        if lecture
        else "short enough to be taken in"
    )
    return Measure(
        id="longest_turn",
        title="Longest turn",
        value=float(words) if talk.typed else round(_seconds(longest), 1),
        unit=unit,
        sentence=f"Your longest turn was {length}: {verdict}.",
        evidence=(
            Evidence(
                t=longest[0].t0,
                t_end=longest[-1].t1,
                quote=joined(turn.text for turn in longest),
                who="learner",
            ),
        ),
        use="score",
        source=_SOURCE,
    )


def _stretches(talk: Conversation) -> list[list[LearnerTurn]]:
    stretches: list[list[LearnerTurn]] = []
    going_on = False
    for turn in talk.turns:
        if isinstance(turn, PatientTurn):
            going_on = going_on and turn.hesitation
        elif going_on:
            stretches[-1].append(turn)
        else:
            stretches.append([turn])
            going_on = True
    return stretches


def _seconds(stretch: list[LearnerTurn]) -> float:
    return sum(turn.seconds for turn in stretch if not turn.typed)


def _words(stretch: list[LearnerTurn]) -> int:
    return sum(len(turn.text.split()) for turn in stretch)
