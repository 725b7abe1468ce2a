"""A talk with one patient: what is heard goes in, what the patient means to say comes out.

Pure but for the classifier and the likeness of words, which are asked and remembered in the
events: a replay of the log asks neither, and comes to the same state.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from app.events import (
    AnyEvent,
    LearnerActs,
    LearnerUtterance,
    Overheard,
    PatientHeard,
    PatientState,
    ScoredAct,
)
from app.patient.acts.types import ActClassifier
from app.patient.ask import Ask
from app.patient.directive import Directive, for_line, mind_to_speak
from app.patient.emotion import STRONG, derive
from app.patient.fold import KEPT_FROM, LONG_FROM, Fold
from app.patient.gates import Moment, any_holds
from app.patient.hearing import QUESTIONS, believed, weights
from app.patient.perception import Perception
from app.patient.pictures import moment_shown, picture
from app.patient.ranker import Embeds, LineRanker, ranker_for
from app.patient.repetition import asks_to_repeat
from app.patient.selection import Selection, text_of
from app.patient.sensitivities import Sensitivities
from app.patient.slots import fill
from app.patient.sought import sought
from app.patient.state import Spoken, TalkState
from app.patient.topics import Topics
from app.patient.turn import Heard, Intent, Step
from app.scenario.lines import Line
from app.scenario.model import Scenario
from app.scenario.vocabulary import EventName

_BESIDE_WORDS = frozenset({"silence_kept", "silence_long", "interrupts"})
"""Acts that came before or over the words: they move the patient, and are not what is answered."""
_NEXT_TO_NOTHING = 4
SURE_FAREWELL = 0.93
"""A talk that ends by mistake cannot be taken up again."""
FOLLOWS_FROM = 0.5
"""So sure must an act be that stays with what was said before: a faint one is no reason to be told
more of it."""
MOST_INITIATIVES = 1
"""How often the patient speaks up between two turns of the learner..."""
LONELY_FROM = 20.0
"""...before the quiet has lasted so long that anybody would ask."""


class Talk:
    """One patient in one variant. Holds no state: every method takes it and gives it back."""

    def __init__(
        self,
        scenario: Scenario,
        acts: ActClassifier,
        lines: LineRanker | Embeds | None,
        seed: int,
        variant: str | None = None,
    ) -> None:
        """``lines``: a ranker of the scenario's lines, or the embedder to make one with; None
        compares words alone. Raises ValueError where there is no such variant."""
        variant = variant or scenario.first_variant
        if variant not in scenario.variants:
            known = ", ".join(scenario.variants)
            raise ValueError(f"{scenario.id} has no variant {variant!r}: choose of {known}")
        self.scenario = scenario
        self._lines = lines if isinstance(lines, LineRanker) else ranker_for(scenario, lines)
        self._fold = Fold(scenario, variant)
        self._topics = Topics(scenario)
        self._sensitivities = Sensitivities(scenario)
        self._perception = Perception(scenario, acts, self._topics)
        self._selection = Selection(scenario, seed)

    # ------------------------------------------------------------- the talk's course

    def begin(self) -> TalkState:
        """The state before anything has happened."""
        return self._fold.begin()

    def hear(self, state: TalkState, heard: Heard) -> Step:
        """What the patient makes of something, and means to say to it."""
        if state.ended is not None:
            return Step(state)
        if heard.kind == "call_start":
            return self._opens(state, heard.t)
        if heard.kind == "silence":
            return self._silence(state, heard)
        return self._utterance(state, heard)

    def heard_until(
        self,
        state: TalkState,
        utterance_id: str,
        line_id: str | None,
        text_heard: str,
        complete: bool,
        t: float,
    ) -> Step:
        """How far an utterance was heard. What it tells, and how it moves the patient, counts
        now and only so far. The caller logs the patient_heard event itself."""
        event = PatientHeard(t=t, utterance=utterance_id, text=text_heard, complete=complete)
        after = self._fold.apply(state, event)
        events: list[AnyEvent] = []
        moment = moment_shown(self.scenario, state, after, utterance_id, line_id, t)
        if moment is not None:
            events.append(moment)
        moved = line_id in self.scenario.mind.own_words and len(after.said) > len(state.said)
        if moved:
            events.append(picture(self.scenario, after, t, ("own_words",)))
        return Step(after, tuple(events))

    def go_on(self, state: TalkState, t: float) -> Step:
        """The patient goes on alone, where something was left to say and nobody has spoken."""
        if state.pending is None or state.ended is not None:
            return Step(state)
        line = self.scenario.lines[state.pending.line]
        state = replace(state, pending=None)
        if not self._selection.may_go_on(state, line):
            return Step(state)
        return self._meant(state, [self._intent(state, line, pause=0.0)])

    def overhear(self, state: TalkState, line: Line, t: float, *, may_speak: bool = True) -> Step:
        """What the other person in the call has just said, and whether anything is said to it."""
        event = Overheard(t=t, line=line.id, thread=line.thread)
        state = self._fold.apply(state, event)
        moment = Moment(overheard=frozenset(filter(None, (line.id, line.thread))))
        free = may_speak and state.ended is None
        found = self._selection.on_overhearing(state, moment) if free else None
        step = self._meant(state, [self._intent(state, found)] if found else [])
        return replace(step, events=(event, picture(self.scenario, state, t, ("overheard",))))

    def hesitate(self, state: TalkState) -> Intent | None:
        """A short sound to voice while an answer is still being found, if one is left."""
        emotion, _ = derive(self.scenario, state)
        acts = state.acts[-1] if state.acts else frozenset()
        line = self._selection.hesitation(state, Moment(acts, frozenset(state.topics)), emotion)
        return self._intent(state, line) if line else None

    def note(self, state: TalkState, event: AnyEvent) -> TalkState:
        """The state after an event of the log that the caller brought about, such as a
        hesitation that was voiced."""
        return self._fold.apply(state, event)

    def hung_up(self, state: TalkState) -> str | None:
        """The ending of a talk that the learner closes in the middle, if one is written."""
        return None if state.ended else self._ending(state, Moment(), "hang_up")

    def next_silence(self, state: TalkState, spoken_end_t: float) -> float | None:
        """When the quiet since ``spoken_end_t`` should be heard next; None: never."""
        if state.ended is not None or state.pending is not None:
            return None
        steps = {LONG_FROM, LONELY_FROM}
        if state.felt and not state.gap.counted:
            steps.add(KEPT_FROM + 1.0)
        for line in self.scenario.lines.values():
            when = line.when
            here = not when.phase or state.phase in when.phase
            if when.event == "silence" and when.seconds and here and line.id not in state.said:
                steps.add(when.seconds[0])
        waited = state.gap.noticed
        return next((spoken_end_t + step for step in sorted(steps) if step > waited + 0.5), None)

    def replay(self, events: Iterable[AnyEvent]) -> TalkState:
        """The state that a log comes to. The same log gives the same state, to the last bit."""
        state = self.begin()
        for event in events:
            state = self._fold.apply(state, event)
        return state

    # ------------------------------------------------------------- what is heard

    def _opens(self, state: TalkState, t: float) -> Step:
        line = self.scenario.lines[self.scenario.opening.line]
        pause = max(line.how.pause, self.scenario.opening.wait_s)
        step = self._meant(state, [self._intent(state, line, pause=pause)])
        return replace(step, events=(picture(self.scenario, state, t, ()),))

    def _silence(self, state: TalkState, heard: Heard) -> Step:
        acts = self._perception.of_silence(state, heard.seconds)
        topics = self._topics.in_view(state)
        did = LearnerActs(t=heard.t, utterance=None, acts=acts, topics=topics)
        state, shown = self._take(state, did)
        events: list[AnyEvent] = [did, shown] if acts else [did]
        names = frozenset(act.act for act in acts)
        if (ending := self._ending(state, Moment(names), "patient")) is not None:
            return self._goodbye(state, ending, events)
        moment = Moment(
            names,
            frozenset(topics),
            self._events(state, heard.t, "silence"),
            heard.seconds,
        )
        free = state.gap.taken < MOST_INITIATIVES or (
            heard.seconds >= LONELY_FROM and state.gap.taken < MOST_INITIATIVES + 2
        )
        line = self._selection.on_event(state, moment) if free else None
        if line is None and free and "silence_kept" in names:
            line = self._kept_silence(state, moment)
        step = self._meant(state, [self._intent(state, line, pause=0.0)] if line else [])
        return replace(step, events=tuple(events))

    def _kept_silence(self, state: TalkState, moment: Moment) -> Line | None:
        """A line that a kept silence draws out, as words would."""
        emotion, _ = derive(self.scenario, state)
        ask = Ask(replace(moment, events=frozenset()), {"silence_kept": 1.0}, emotion=emotion)
        return self._selection.answer(state, ask)

    def _utterance(self, state: TalkState, heard: Heard) -> Step:
        said = LearnerUtterance(
            t=heard.t,
            id=heard.id or f"l{state.turn + 1}",
            text=heard.text,
            t_start=min(heard.t_start, heard.t),
            typed=heard.typed,
        )
        found = self._perception.of_words(state, heard)
        again = self._last_words(state) if asks_to_repeat(heard.text) else None
        if again is not None:
            beside = tuple(act for act in found if act.act in _BESIDE_WORDS)
            found = (ScoredAct(act="other", score=1.0), *beside)
        names = frozenset(act.act for act in believed(found))
        sure = frozenset(act.act for act in found if act.score >= FOLLOWS_FROM)
        topics = self._topics.touched(heard.text, names & sure, state)
        did = LearnerActs(
            t=heard.t,
            utterance=said.id,
            acts=found,
            topics=topics,
            slots=fill(self.scenario, heard.text, names),
        )
        before = state
        state, shown = self._take(self._fold.apply(state, said), did)
        events: list[AnyEvent] = [did, shown]
        if again is not None:
            repeated = self._once_more(state, again)
            return replace(self._meant(state, [repeated]), events=tuple(events))
        named = frozenset(self._topics.of(heard.text))
        moment = Moment(
            names - _BESIDE_WORDS,
            named or frozenset(topics),
            struck=self._sensitivities.struck(heard.text),
        )
        ending = self._ending(state, moment, "patient")
        if ending is None and self._closes(found):
            ending = self._ending(state, moment, "learner")
        if ending is not None:
            return self._goodbye(state, ending, events)
        line, fit = self._answer(before, state, heard, found, moment)
        # Nothing is left to say: a sound, or silence.
        intents = [self._intent(state, line)] if line else [self.hesitate(state)]
        step = self._meant(state, [intent for intent in intents if intent is not None])
        return replace(step, events=tuple(events), fit=fit)

    def _answer(
        self,
        before: TalkState,
        state: TalkState,
        heard: Heard,
        found: Sequence[ScoredAct],
        moment: Moment,
    ) -> tuple[Line | None, float]:
        if not before.said and not before.turn:
            first = self.scenario.lines[self.scenario.opening.if_learner_speaks_first]
            if "introduces" in moment.acts or not moment.acts & QUESTIONS:
                return first, 1.0
        if heard.cut_off and before.turn and self._minds_the_cut(before, heard):
            cut = replace(moment, events=frozenset({"interrupted"}))
            if line := self._selection.on_event(state, cut):
                return line, 1.0
        events = self._events(state, heard.t, None)
        emotion, _ = derive(self.scenario, state)
        ask = Ask(
            replace(moment, events=events, sought=sought(heard.text)),
            weights([act for act in believed(found) if act.act not in _BESIDE_WORDS]),
            self._lines.likeness(heard.text),
            self._lines.far,
            emotion,
            frozenset(state.topics),
            frozenset(self._topics.of(heard.text)),
        )
        if "clock" in events:
            only_clock = replace(moment, events=frozenset({"clock"}))
            if line := self._selection.on_event(state, only_clock):
                return line, 1.0
        line = self._selection.answer(state, ask) or self._selection.fallback(state, ask)
        return line, self._selection.fit(state, ask, line)

    def _minds_the_cut(self, state: TalkState, heard: Heard) -> bool:
        """Whether being cut off is what the patient answers: something hard was being said, or the
        learner cut in with next to nothing."""
        cut = next((one for one in state.utterances if one.id == heard.cut_off), None)
        hard = cut is not None and cut.emotion in STRONG
        return hard or len(heard.text.split()) <= _NEXT_TO_NOTHING

    def _take(self, state: TalkState, did: LearnerActs) -> tuple[TalkState, PatientState]:
        """The state after the learner's acts, and its picture for the log."""
        after = self._fold.apply(state, did)
        return after, picture(self.scenario, after, did.t, after.why)

    def _events(self, state: TalkState, t: float, now: EventName | None) -> frozenset[EventName]:
        """What happens without words at ``t``, the end of the time meant for the talk included."""
        up = not state.clock and t >= 60.0 * self.scenario.brief.minutes
        events: set[EventName] = {"clock"} if up else set()
        return frozenset(events | ({now} if now else set()))

    # ------------------------------------------------------------- endings

    def _closes(self, found: Sequence[ScoredAct]) -> bool:
        """Whether the learner is closing the talk, and wants nothing more."""
        sure = any(act.act == "farewell" and act.score >= SURE_FAREWELL for act in found)
        return sure and QUESTIONS.isdisjoint(act.act for act in found)

    def _ending(self, state: TalkState, moment: Moment, by: str) -> str | None:
        for name, ending in self.scenario.endings.items():
            if ending.begun_by == by and any_holds(ending.when, state, moment):
                return name
        return None

    def _goodbye(self, state: TalkState, ending: str, events: Sequence[AnyEvent]) -> Step:
        moment = Moment(ending=ending)
        line = self._selection.goodbye(state, moment, self.scenario.endings[ending].goodbye)
        step = self._meant(state, [self._intent(state, line)])
        return replace(step, events=tuple(events), ending=ending)

    # ------------------------------------------------------------- what is meant

    def _intent(self, state: TalkState, line: Line, *, pause: float | None = None) -> Intent:
        text = text_of(line, state)
        directive = mind_to_speak(self.scenario, state, line, text)
        if pause is not None:
            directive = replace(directive, pause=pause)
        return Intent(
            id=f"p{state.count + 1}",
            line=line,
            text=text,
            directive=directive,
            discloses=line.discloses,
            hint=line.hint,
            asks=line.asks,
            hesitation=line.hesitation,
            then_wait_s=line.then[0].wait_s if line.then else None,
        )

    @staticmethod
    def _last_words(state: TalkState) -> Spoken | None:
        """What the patient said last, hesitations aside."""
        return next((one for one in reversed(state.utterances) if not one.hesitation), None)

    def _once_more(self, state: TalkState, said: Spoken) -> Intent:
        """The same words again: they tell nothing that is new, and move nothing."""
        line = self.scenario.lines.get(said.line or "")
        how = for_line(line.how, state.values) if line else Directive()
        return Intent(
            id=f"p{state.count + 1}",
            line=None,
            text=said.text,
            directive=replace(how, pause=min(how.pause, 0.4)),
        )

    def _meant(self, state: TalkState, intents: list[Intent]) -> Step:
        spoken = [
            Spoken(
                intent.id,
                intent.line.id if intent.line else None,
                intent.text,
                intent.directive.emotion,
                intent.directive.intensity,
                intent.hesitation,
            )
            for intent in intents
        ]
        return Step(self._fold.meant(state, spoken), intents=tuple(intents))
