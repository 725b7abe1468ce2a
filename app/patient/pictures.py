"""Pictures of the mind for the log: what it has come to, and where it asks for an answer."""

from __future__ import annotations

from app.events import EmotionalMoment, PatientState
from app.patient.emotion import STRONG, derive
from app.patient.state import TalkState
from app.scenario.model import Scenario


def picture(scenario: Scenario, state: TalkState, t: float, why: tuple[str, ...]) -> PatientState:
    emotion, intensity = derive(scenario, state)
    return PatientState(
        t=t,
        state={name: round(value, 4) for name, value in state.values.as_dict().items()},
        emotion=emotion,
        intensity=intensity,
        phase=state.phase,
        understanding=dict(state.knows),
        why=why,
    )


def moment_shown(
    scenario: Scenario,
    before: TalkState,
    after: TalkState,
    utterance: str,
    line_id: str | None,
    t: float,
) -> EmotionalMoment | None:
    """An opening for empathy, where the words that were heard are one."""
    line = scenario.lines.get(line_id or "")
    spoken = next((one for one in after.utterances if one.id == utterance), None)
    if line is None or spoken is None or len(after.said) == len(before.said):
        return None
    told = (after.told - before.told) & set(scenario.hidden)
    fresh = after.phase != scenario.first_phase and after.turns == 0
    if told:
        return EmotionalMoment(t=t, utterance=utterance, emotion=spoken.emotion, kind="disclosure")
    if line.hint:
        return EmotionalMoment(t=t, utterance=utterance, emotion=spoken.emotion, kind="hint")
    if spoken.emotion in STRONG and spoken.intensity >= 0.45:
        kind = "news" if fresh and spoken.emotion == "shock" else "feeling"
        return EmotionalMoment(t=t, utterance=utterance, emotion=spoken.emotion, kind=kind)
    return None
