"""Two people in one call: two minds, one conversation.

Both hear the learner. Who is spoken to answers, else who has more to say to it; then the other
may say something to that. Each mind keeps its own log within the call's: its events bear its
person.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from app.events import AnyEvent, LearnerUtterance, PatientHeard, PatientUtterance
from app.events.base import OfPerson
from app.patient.state import TalkState
from app.patient.talk import Talk
from app.patient.turn import Heard, Intent, Step

_TO_BOTH = re.compile(r"\b(?:both of you|you both|you two|the two of you|each of you)\b", re.I)
_LEADS = r"(?:and|so|okay|ok|well|now|hello|hi|hey|thanks|thank you|sorry|i'm sorry|goodbye|bye)"
"""Words that may stand before a name and still call it."""
_ASKS = (
    r"(?:what|how|where|when|why|which|you|tell me|(?:can|could|would|will|do|did|are|were) you)"
)
"""Words that follow a name which calls, where a recogniser has left out the comma."""
_KEEPS_THE_FLOOR = 0.06
"""So much more fits whoever has just asked something: the answer is theirs to take."""
_TURN_ABOUT = 0.04
"""So much more fits whoever did not speak last."""


@dataclass(frozen=True, slots=True)
class MeetingState:
    """Both minds, in the order of the talks; ``spoke``: who did last."""

    minds: tuple[TalkState, ...]
    spoke: int = 0


@dataclass(frozen=True, slots=True)
class Turn:
    """What a meeting comes to. ``who`` speaks the intents."""

    state: MeetingState
    events: tuple[AnyEvent, ...] = ()
    who: int = 0
    intents: tuple[Intent, ...] = ()
    ending: str | None = None


class Meeting:
    """Holds no state: every method takes it and gives it back. The first talk is the scenario's
    own person: they open the call, and their endings end it."""

    def __init__(self, *talks: Talk) -> None:
        self.talks = talks
        self.names = tuple(talk.scenario.id for talk in talks)
        self._called = tuple(_spoken_to(talk.scenario.identity.called) for talk in talks)

    def begin(self) -> MeetingState:
        return MeetingState(tuple(talk.begin() for talk in self.talks))

    def hear(self, state: MeetingState, heard: Heard) -> Turn:
        """What both make of something, and who answers."""
        if heard.kind == "call_start":
            return self._turn(state, 0, [self.talks[0].hear(state.minds[0], heard)])
        steps = [talk.hear(mind, heard) for talk, mind in zip(self.talks, state.minds, strict=True)]
        who = next((at for at, step in enumerate(steps) if step.ending is not None), None)
        if who is None and heard.kind == "silence":
            who = self._goes_on(state, heard.t, steps)
        if who is None:
            who = self._answers(state, heard.text, steps)
        return self._turn(state, who, steps)

    def chime_in(self, state: MeetingState, who: int, intent: Intent, t: float) -> Turn:
        """What the other one says to words of ``who``, once they have been heard."""
        other = 1 - who
        if intent.line is None or len(self.talks) < 2:
            return Turn(state)
        step = self.talks[other].overhear(state.minds[other], intent.line, t)
        minds = self._with(state.minds, other, step.state)
        return Turn(
            MeetingState(minds, other if step.intents else state.spoke),
            self._marked(other, step.events),
            other,
            self._named(other, step.intents),
        )

    def take_in(self, state: MeetingState, who: int, intent: Intent, t: float) -> Turn:
        """What the other one makes of words of ``who``, and says nothing to: neither speaks
        twice where the learner has spoken once."""
        other = 1 - who
        if intent.line is None or len(self.talks) < 2:
            return Turn(state)
        talk = self.talks[other]
        step = talk.overhear(state.minds[other], intent.line, t, may_speak=False)
        minds = self._with(state.minds, other, step.state)
        return Turn(replace(state, minds=minds), self._marked(other, step.events), other)

    def heard_until(
        self, state: MeetingState, who: int, intent: Intent, text: str, complete: bool, t: float
    ) -> Turn:
        """How far words of ``who`` were heard."""
        own = intent.id.rpartition(":")[2]
        line = intent.line.id if intent.line else None
        step = self.talks[who].heard_until(state.minds[who], own, line, text, complete, t)
        minds = self._with(state.minds, who, step.state)
        return Turn(replace(state, minds=minds), self._marked(who, step.events), who)

    def replay(self, events: Iterable[AnyEvent]) -> MeetingState:
        """Both minds, as a log leaves them, and who has spoken last."""
        events = tuple(events)
        spoken = [event.person for event in events if isinstance(event, PatientUtterance)]
        last = spoken[-1] if spoken else None
        return MeetingState(
            tuple(
                talk.replay(_own(event, name) for event in events if _concerns(event, name))
                for talk, name in zip(self.talks, self.names, strict=True)
            ),
            self.names.index(last) if last in self.names else 0,
        )

    def _goes_on(self, state: MeetingState, t: float, steps: list[Step]) -> int | None:
        """Who had more to say when the quiet began: they go on, and the other lets them."""
        for at, mind in enumerate(state.minds):
            if mind.pending is None or mind.pending.t > t:
                continue
            heard = replace(steps[at].state, utterances=mind.utterances)
            further = self.talks[at].go_on(heard, t)
            if further.intents:
                steps[at] = replace(steps[at], state=further.state, intents=further.intents)
                return at
        return None

    def _answers(self, state: MeetingState, text: str, steps: list[Step]) -> int:
        """Who takes the floor: whoever is spoken to by name, else whoever it fits more."""
        named = [at for at, called in enumerate(self._called) if called.search(text)]
        if len(named) == 1 and not _TO_BOTH.search(text) and steps[named[0]].intents:
            return named[0]
        fits = []
        for at, step in enumerate(steps):
            last = state.spoke == at
            mind = state.minds[at]
            asked = bool(mind.questions) and mind.questions[-1].turn >= mind.turn - 1
            extra = _KEEPS_THE_FLOOR if last and asked else 0.0 if last else _TURN_ABOUT
            fits.append((bool(step.intents), step.fit + extra))
        return max(range(len(fits)), key=lambda at: fits[at])

    def _turn(self, state: MeetingState, who: int, steps: list[Step]) -> Turn:
        minds = state.minds
        events: list[AnyEvent] = []
        for at, step in enumerate(steps):
            mind = step.state
            if at != who:  # what was not said was never meant
                mind = replace(mind, utterances=state.minds[at].utterances)
            minds = self._with(minds, at, mind)
            events += self._marked(at, step.events)
        chosen = steps[who]
        spoke = who if chosen.intents else state.spoke
        intents = self._named(who, chosen.intents)
        return Turn(MeetingState(minds, spoke), tuple(events), who, intents, chosen.ending)

    def _marked(self, who: int, events: Iterable[AnyEvent]) -> tuple[AnyEvent, ...]:
        name = self.names[who]
        return tuple(
            event.model_copy(update={"person": name}) if isinstance(event, OfPerson) else event
            for event in events
        )

    def _named(self, who: int, intents: Iterable[Intent]) -> tuple[Intent, ...]:
        """Two people count their own utterances: in the log an id names who speaks."""
        return tuple(replace(one, id=f"{self.names[who]}:{one.id}") for one in intents)

    @staticmethod
    def _with(minds: tuple[TalkState, ...], at: int, mind: TalkState) -> tuple[TalkState, ...]:
        return (*minds[:at], mind, *minds[at + 1 :])


def _spoken_to(name: str) -> re.Pattern[str]:
    """Finds the name where it calls somebody. "What does Mark think, Angela?" calls Angela."""
    called = re.escape(name)
    return re.compile(
        rf"(?:^|[.!?;:,\u2026]\s*)(?:{_LEADS}\s+)*{called}(?=\s*(?:[.!?;:,\u2026]|$))"
        rf"|^(?:{_LEADS}[\s,]+)*{called}\s+(?={_ASKS}\b)",
        re.I,
    )


def _concerns(event: AnyEvent, name: str) -> bool:
    return isinstance(event, LearnerUtterance) or (
        isinstance(event, OfPerson) and event.person == name
    )


def _own(event: AnyEvent, name: str) -> AnyEvent:
    """The event with the ids that the person's own talk gave."""
    if isinstance(event, PatientHeard):
        return event.model_copy(update={"utterance": event.utterance.removeprefix(f"{name}:")})
    if isinstance(event, PatientUtterance):
        return event.model_copy(update={"id": event.id.removeprefix(f"{name}:")})
    return event
