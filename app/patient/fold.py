"""The talk's state as a fold over its events: what a call does live, and what a replay does.

Every change of state is made here, from an event alone. The same events give the same state, to
the last bit.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from app.events import (
    AnyEvent,
    LearnerActs,
    LearnerUtterance,
    Overheard,
    PatientHeard,
    PatientUtterance,
)
from app.patient.appraisal import LET_GO, appraise
from app.patient.disclosure import may_tell
from app.patient.emotion import STRONG
from app.patient.gates import Moment, any_holds
from app.patient.hearing import believed
from app.patient.phrases import plain, sayings
from app.patient.sensitivities import Sensitivities
from app.patient.state import Gap, Pending, Question, Spoken, TalkState
from app.patient.topics import Topics
from app.patient.understanding import Understanding, taken_in
from app.patient.values import Values
from app.scenario.lines import Line
from app.scenario.model import Scenario
from app.scenario.vocabulary import EventName

ANSWERS = frozenset({
    "gives_info", "prognosis", "gives_news", "recommends", "recommends_tied", "relieves_guilt",
    "summarises", "supports", "false_reassurance", "introduces", "premature_fix", "fact_dump",
})  # fmt: skip
"""Acts that answer a question whose topic they name."""
TELLING = frozenset({"gives_info", "prognosis", "gives_news", "relieves_guilt"})
"""Acts that answer the question that was just asked, named or not."""

KEPT_FROM = 2.0
"""Seconds of quiet after a feeling from which leaving it is something the learner does."""
LONG_FROM = 8.0
_REMEMBERED = 8
"""How many utterances of the patient are kept for what is heard of them."""
_CUT_SHORT = 0.8
"""Share of its words from which a line that was cut off has done its work."""


class Fold:
    """Folds the events of a talk in one scenario."""

    def __init__(self, scenario: Scenario, variant: str) -> None:
        self.scenario = scenario
        self._variant = variant
        self._understanding = Understanding(scenario)
        self._topics = Topics(scenario)
        self._sensitivities = Sensitivities(scenario)

    def begin(self) -> TalkState:
        """The state before anything has happened."""
        values = Values.starting(self.scenario.mind.start)
        return TalkState(
            t=0.0,
            variant=self._variant,
            values=values,
            steady=values,
            phase=self.scenario.first_phase,
            knows={name: slot.start for name, slot in self.scenario.understanding.items()},
        )

    def apply(self, state: TalkState, event: AnyEvent) -> TalkState:
        """The state after one event. Events that do not move the talk leave it as it is, and so
        does whatever comes after its end."""
        if state.ended is not None:
            return state
        if isinstance(event, LearnerUtterance):
            return self._speaks(state, event)
        if isinstance(event, LearnerActs):
            return self._acts(self._later(state, event.t), event)
        if isinstance(event, PatientUtterance):
            return self._utters(state, event)
        if isinstance(event, PatientHeard):
            return self._is_heard(self._later(state, event.t), event)
        if isinstance(event, Overheard):
            return self._overhears(self._later(state, event.t), event)
        return state

    def _overhears(self, state: TalkState, event: Overheard) -> TalkState:
        """What the other person says moves this one too, and ends the quiet."""
        values = state.values
        for name in filter(None, (event.line, event.thread)):
            if moves := self.scenario.mind.overheard.get(name):
                values = values.moved(moves.given())
        gap = replace(state.gap, since=event.t, noticed=0.0)
        return self._with(replace(state, gap=gap), values)

    def _later(self, state: TalkState, t: float) -> TalkState:
        """Arousal fades towards the baseline of the phase, and patience wears."""
        if t <= state.t:
            return state
        rule = self.scenario.phases[state.phase].arousal
        values = state.values.faded(rule.baseline, rule.tau_s, t - state.t)
        if self.scenario.mind.tires:
            values = values.moved({"patience": -self.scenario.mind.tires * (t - state.t) / 60.0})
        return self._with(state, values, t)

    def _with(self, state: TalkState, values: Values, t: float | None = None) -> TalkState:
        play = self.scenario.mind.hysteresis / 2
        steady = state.steady.followed_by(values, play)
        return replace(state, values=values, steady=steady, t=state.t if t is None else t)

    def _speaks(self, state: TalkState, event: LearnerUtterance) -> TalkState:
        """Words end the quiet, and whatever the patient still meant to say."""
        return replace(state, heard=(event.id, event.text, event.t_start), pending=None)

    # ------------------------------------------------------------- the learner

    def _acts(self, state: TalkState, event: LearnerActs) -> TalkState:
        acts = frozenset(act.act for act in believed(event.acts))
        topics = frozenset(event.topics)
        spoke = event.utterance is not None
        text = state.heard[1] if state.heard and state.heard[0] == event.utterance else ""
        told = self._understanding.told(text, acts) if spoke else ()
        knows = taken_in(state.knows, told, 1.0, self.scenario.phases[state.phase].retention)
        events: frozenset[EventName] = frozenset() if spoke else frozenset({"silence"})
        moment = Moment(acts, topics, events, struck=self._sensitivities.struck(text))
        phrases = sayings(text)
        worn = bool(phrases & state.phrases)
        counts = spoke or "silence_kept" in acts
        state = replace(state, turn=state.turn + 1) if counts else state
        before = state.phase
        state = self._enter_phase(replace(state, knows=knows), moment, counts)
        values, why = appraise(self.scenario, state, sorted(acts), moment, worn)
        why = why if state.phase == before else (*why, f"phase {state.phase}")
        retention = self.scenario.phases[state.phase].retention
        knows = taken_in(state.knows, told, values.arousal, retention)
        state = self._with(replace(state, knows=knows, why=why), values)
        if "interrupts" in acts and not spoke:
            return replace(state, cut=True)
        if not spoke:
            quiet = event.t - state.gap.since
            gap = replace(state.gap, counted=state.gap.counted or bool(acts), noticed=quiet)
            recent = (*state.acts, acts)[-4:] if counts else state.acts
            return replace(state, gap=gap, acts=recent, topics=event.topics)
        return self._answered(
            replace(
                state,
                acts=(*state.acts, acts)[-4:],
                topics=event.topics,
                phrases=state.phrases | phrases,
                struck=(*state.struck, moment.struck.intersection(why))[-4:],
                slots={**self._lasting(state.slots), **event.slots},
                heard=None,
                felt=state.phase != before,
                cut=False,
                gap=Gap(since=event.t),
            ),
            acts,
            topics,
            frozenset(self._topics.of(text)),
        )

    def _lasting(self, slots: Mapping[str, str]) -> dict[str, str]:
        """What is remembered of the learner's words; a strange word only till the next turn."""
        known = self.scenario.slots
        return {name: text for name, text in slots.items() if known[name].kind != "term"}

    def _enter_phase(self, state: TalkState, moment: Moment, counts: bool) -> TalkState:
        """The phase that the moment begins; one that follows it may begin in the same moment."""
        entered = state
        for _ in self.scenario.phases:
            name = self._next_phase(entered, moment)
            if name is None:
                break
            entered = replace(entered, phase=name, turns=0)
        if entered.phase != state.phase:
            return entered
        return replace(state, turns=state.turns + 1) if counts else state

    def _next_phase(self, state: TalkState, moment: Moment) -> str | None:
        for name, phase in self.scenario.phases.items():
            if name == state.phase or not phase.enter:
                continue
            if phase.from_ and state.phase not in phase.from_:
                continue
            if any_holds(phase.enter, state, moment):
                return name
        return None

    def _answered(
        self,
        state: TalkState,
        acts: frozenset[str],
        topics: frozenset[str],
        named: frozenset[str],
    ) -> TalkState:
        """Questions that were answered close; one asked twice in vain is let go, and costs."""
        kept: list[Question] = []
        let_go = 0
        for question in state.questions:
            answered = question.topic in named and acts & ANSWERS
            if answered or (question.topic in topics and acts & TELLING):
                continue
            if question.returned and question.turn < state.turn - 1:
                let_go += 1
                continue
            kept.append(question)
        values = state.values.moved({"trust": LET_GO * let_go}) if let_go else state.values
        return self._with(replace(state, questions=tuple(kept)), values)

    # ------------------------------------------------------------- the patient

    def _utters(self, state: TalkState, event: PatientUtterance) -> TalkState:
        spoken = Spoken(
            event.id, event.line, event.text, event.emotion, event.intensity, event.hesitation
        )
        return self.meant(state, (spoken,))

    def meant(self, state: TalkState, spoken: Sequence[Spoken]) -> TalkState:
        """Remember what the patient means to say, so that it can be told how far it was heard."""
        known = {one.id for one in spoken}
        kept = [one for one in state.utterances if one.id not in known]
        return replace(state, utterances=(*kept, *spoken)[-_REMEMBERED:])

    def _is_heard(self, state: TalkState, event: PatientHeard) -> TalkState:
        spoken = next((one for one in state.utterances if one.id == event.utterance), None)
        if spoken is None:
            return state
        number = event.utterance.lstrip("p")
        count = max(state.count, int(number)) if number.isdecimal() else state.count
        if not (event.text.strip() or event.complete):
            return replace(state, count=count)  # its id is taken, and no more came of it
        voiced = any(map(str.isalnum, spoken.text))
        gap = replace(state.gap, since=event.t, noticed=0.0) if voiced else state.gap
        state = replace(state, count=count, gap=gap)
        line = self.scenario.lines.get(spoken.line or "")
        if spoken.hesitation:
            if line is None:
                return state
            return replace(state, hesitated=(*state.hesitated, line.id))
        felt = state.felt or (spoken.emotion in STRONG and spoken.intensity >= 0.45)
        words = plain(event.text)
        let_out = {
            name
            for name in may_tell(self.scenario, state)
            if (fact := self.scenario.facts[name]).gated
            and any(tell in words for tell in fact.tells)
        }
        state = replace(state, felt=felt, told=state.told | let_out)
        if line is None:
            return state
        return self._line_heard(state, line, event, share_heard(event, spoken.text))

    def _line_heard(
        self, state: TalkState, line: Line, event: PatientHeard, share: float
    ) -> TalkState:
        done = event.complete or share >= _CUT_SHORT
        heard = plain(event.text)
        disclosed = {
            fact
            for fact in line.discloses
            if done or any(phrase in heard for phrase in self.scenario.facts[fact].tells)
        }
        if set(line.discloses) - disclosed - state.told:
            return state  # What mattered was not heard: the line may come again, whole.
        if line.hint and not done:
            return state  # Half a hint shows nothing.
        asked = line.asks if done else None
        questions = state.questions
        if line.when.unanswered:
            returned = set(line.when.unanswered)
            questions = tuple(
                replace(one, returned=True, turn=state.turn) if one.topic in returned else one
                for one in questions
            )
        if asked and not any(one.topic == asked for one in questions):
            questions = (*questions, Question(asked, state.turn))
        wait = line.then[0] if done and line.then else None
        moves = self.scenario.mind.own_words.get(line.id) if done else None
        initiative = line.when.event == "silence" and len(line.text.split()) > 1
        values = state.values.moved(moves.given()) if moves else state.values
        thread_turn = state.turn if line.thread else state.thread_turn
        again = line.id in state.said  # The rest of a line that was cut and taken up again.
        return self._with(
            replace(
                state,
                said=state.said if again else (*state.said, line.id),
                told=state.told | disclosed,
                hints=state.hints + (bool(line.hint) and not again),
                questions=questions,
                thread=line.thread or state.thread,
                thread_turn=thread_turn,
                called_back=state.turn if line.when.slots else state.called_back,
                pending=Pending(wait.line, event.t + wait.wait_s) if wait else None,
                gap=replace(state.gap, taken=state.gap.taken + initiative),
                clock=state.clock or line.when.event == "clock",
                ended=line.when.ending or state.ended,
            ),
            values,
        )


def share_heard(event: PatientHeard, text: str) -> float:
    """How much of ``text`` was heard, 0 to 1, by its words."""
    words = len(text.split())
    return 1.0 if event.complete or not words else min(1.0, len(event.text.split()) / words)
