"""Which line the patient says: filtered by gates, then scored by fit."""

from __future__ import annotations

from collections.abc import Sequence

from app.patient.ask import FOLLOWING, SAME_WORDS, SOMEWHAT_ALIKE, Ask
from app.patient.disclosure import is_open
from app.patient.fit import ALIKE_ENOUGH, OUTRANKS, Fit, as_written, narrowness
from app.patient.gates import Moment, holds
from app.patient.hearing import HARMFUL
from app.patient.slots import put_in
from app.patient.state import TalkState
from app.scenario.lines import Line
from app.scenario.model import Scenario

FLOOR = 0.42
"""Below this no line fits, and the patient says so in a human way."""
_NEAR = 0.12
"""How much less alike a line may be than the most alike one and still be the answer to a question.
Of answers that were further off a strict reader found one in four fitting."""
SURELY = 0.65
"""How loudly an act must be heard for the patient to open up to it."""
_STAYING = FOLLOWING - {"permission"}
"""Those that ask on: leave is asked for what comes next, too."""
_FOUND = 0.55
"""Where some line is as alike as this, the learner asks something of their own, even with words
that otherwise follow what the patient has just said."""
MOST_HINTS = 2
CALLBACK_EVERY = 5
"""Turns between two lines that use the learner's own words."""


class Selection:
    """Chooses among the lines of one scenario. Pure: the same question has the same answer."""

    def __init__(self, scenario: Scenario, seed: int) -> None:
        self._scenario = scenario
        self._fit = Fit(scenario, seed)
        self._earned = frozenset(
            name for name, fact in scenario.facts.items() if fact.hidden or fact.trust > 0
        )
        self._lines = tuple(line for line in scenario.lines.values() if not line.hesitation)
        self._hesitations = tuple(line for line in scenario.lines.values() if line.hesitation)
        self._openings = {scenario.opening.line}
        self._by_phase: dict[str, tuple[Line, ...]] = {}

    # ------------------------------------------------------------- what is sought

    def answer(self, state: TalkState, ask: Ask) -> Line | None:
        """The best line to what the learner said or did, or None where nothing fits."""
        found = [
            line
            for line in self._likely(state, ask)
            if self._on_the_tongue(state, ask, line)
            or (self._may(state, ask.moment, line, ask) and self._is_apt(state, ask, line))
        ]
        near = self._near_enough(state, ask, found)
        scored = [(self._score(state, ask, line), line) for line in near]
        best = max(scored, key=lambda pair: pair[0], default=None)
        return best[1] if best and best[0] >= FLOOR else None

    def fallback(self, state: TalkState, ask: Ask) -> Line | None:
        """A human way of not knowing what to say; None where they are used up."""
        found = [
            line for line in self._lines if line.fallback and self._may(state, ask.moment, line)
        ]
        return max(found, key=lambda line: self._score(state, ask, line), default=None)

    def on_event(self, state: TalkState, moment: Moment) -> Line | None:
        """The best line to an event without words: a silence, an interruption, the clock."""
        found = [
            line
            for line in self._lines
            if line.when.event in moment.events and self._may(state, moment, line)
        ]
        return max(found, key=lambda line: self._fit.to_event(state, line), default=None)

    def on_overhearing(self, state: TalkState, moment: Moment) -> Line | None:
        """The best line to what the other person has just said, if there is one."""
        found = [
            line for line in self._lines if line.when.overheard and self._may(state, moment, line)
        ]
        return max(found, key=lambda line: self._fit.to_event(state, line), default=None)

    def fit(self, state: TalkState, ask: Ask, line: Line | None) -> float:
        """How much the line is an answer; a way of not knowing what to say is none."""
        return 0.0 if line is None or line.fallback else self._score(state, ask, line)

    def goodbye(self, state: TalkState, moment: Moment, default: str) -> Line:
        """The last words of an ending: the narrowest that fits, else the ending's own."""
        found = [
            line
            for line in self._lines
            if line.when.ending == moment.ending and self._may(state, moment, line)
        ]
        best = max(found, key=lambda line: (narrowness(line.when), line.id), default=None)
        return best or self._scenario.lines[default]

    def hesitation(self, state: TalkState, moment: Moment, emotion: str) -> Line | None:
        """A short sound before an answer, at most twice each; None where none is left."""
        found = [
            line
            for line in self._hesitations
            if state.hesitated.count(line.id) < 2
            and state.hesitated[-1:] != (line.id,)
            and holds(line.when, state, moment, exact=False, with_topics=False)
        ]
        return max(
            found,
            key=lambda line: (line.how.emotion == emotion, self._fit.chance(state, line)),
            default=None,
        )

    def may_go_on(self, state: TalkState, line: Line) -> bool:
        """Whether the patient may go on with ``line`` alone: its acts and topics no longer ask."""
        return line.id not in state.said and self._open(state, Moment(), line, with_topics=False)

    # ------------------------------------------------------------- gates

    def _answers_in(self, phase: str) -> tuple[Line, ...]:
        """The lines that may answer while the talk is in ``phase``, but for the fallbacks."""
        if phase not in self._by_phase:
            self._by_phase[phase] = tuple(
                line
                for line in self._lines
                if not line.fallback and (not line.when.phase or phase in line.when.phase)
            )
        return self._by_phase[phase]

    def _likely(self, state: TalkState, ask: Ask) -> Sequence[Line]:
        """The lines that are worth a look: to a question, those that ``_near_enough`` may keep."""
        lines = self._answers_in(state.phase)
        if not (ask.of_their_own or ask.as_some_line):
            return lines
        then = self._scenario.lines[state.said[-1]].then if state.said else ()
        due = {one.line for one in then}
        return [
            line
            for line in lines
            if ask.likeness.get(line.id, 0.0) >= ask.far
            or line.hint
            or line.id in due
            or line.when.struck
            or line.thread in self._fit.confessions
        ]

    def _tells(self, state: TalkState, line: Line) -> bool:
        """Whether the line lets out what has to be earned, and has not been told yet: then nearly
        its words are not enough, the learner has to name what it is about."""
        fresh = set(line.discloses) - state.told
        return line.hint is not None or not self._earned.isdisjoint(fresh)

    def _may(self, state: TalkState, moment: Moment, line: Line, ask: Ask | None = None) -> bool:
        """Whether the line may be said now. Words that are nearly its own, in ``ask``, stand for
        its acts."""
        acts = line.when.acts
        done = not acts or not moment.acts.isdisjoint(acts)
        if not done and (ask is None or not as_written(state, ask, line)):
            return False
        if line.id in state.said or (line.id in self._openings and state.turn > 0):
            return False
        if line.when.slots and state.turn - state.called_back < CALLBACK_EVERY:
            return False
        if line.hint and state.hints >= MOST_HINTS:
            return False
        if line.when.event is not None and line.when.event not in moment.events:
            return False
        tells = self._tells(state, line)
        return self._open(state, moment, line, with_topics=tells)

    def _open(self, state: TalkState, moment: Moment, line: Line, *, with_topics: bool) -> bool:
        if not self._facts_open(state, line):
            return False
        return holds(
            line.when,
            state,
            moment,
            exact=self._tells(state, line),
            with_topics=with_topics,
            with_acts=False,
        )

    def _facts_open(self, state: TalkState, line: Line) -> bool:
        """No fact comes out below its own gate, whatever the line's says."""
        return state.told.issuperset(line.discloses) or all(
            name in state.told or is_open(self._scenario.facts[name], state)
            for name in line.discloses
        )

    def _on_the_tongue(self, state: TalkState, ask: Ask, line: Line) -> bool:
        """Whether the patient was about to go on with ``line`` when the learner spoke: then any
        word lets it out that does no harm and asks about nothing else."""
        then = self._scenario.lines[state.said[-1]].then if state.said else ()
        if not then or all(one.line != line.id for one in then):
            return False
        if ask.moment.acts & HARMFUL or not self.may_go_on(state, line):
            return False
        return not self._elsewhere(state, ask, line)

    def _asked_for(self, ask: Ask, line: Line) -> bool:
        """Whether the learner surely did what a hint waits for: a hint given to a stray word is
        lost."""
        return max((ask.heard.get(act, 0.0) for act in line.when.acts), default=0.0) >= SURELY

    # ------------------------------------------------------------- fit

    def _is_apt(self, state: TalkState, ask: Ask, line: Line) -> bool:
        """Whether anything but the form of the learner's words speaks for the line: that they
        were a question, or a piece of news, is no reason to answer just anything."""
        when = line.when
        topics = when.topics
        alike = ask.likeness.get(line.id, 0.0)
        if line.hint and not self._asked_for(ask, line):
            return False
        if alike >= ALIKE_ENOUGH or not ask.named.isdisjoint(topics) or when.struck:
            return True
        if (line.hint or when.unanswered) and ask.of_their_own and alike < SOMEWHAT_ALIKE:
            return False  # neither a hint nor their own question answers a plain question
        if when.unanswered:
            return True
        if not (ask.moment.topics or ask.in_view).isdisjoint(topics):
            # What was said before is asked on by an act that follows; else the words must speak.
            return bool(ask.heard.keys() & _STAYING) or alike >= SOMEWHAT_ALIKE
        if when.after and (
            (state.said[-1:] and state.said[-1] in when.after) or not ask.in_view.isdisjoint(topics)
        ):
            return not self._elsewhere(state, ask, line)
        if not ask.told_by.isdisjoint(when.acts):
            return not topics or alike >= SOMEWHAT_ALIKE
        return not topics and bool(when.knows or when.told) and alike >= SOMEWHAT_ALIKE

    def _elsewhere(self, state: TalkState, ask: Ask, line: Line) -> bool:
        """Whether the learner asks about something else altogether: then not even what the patient
        was about to say is an answer. A confession that has begun goes on all the same."""
        if self._fit.of_confession(state, line) >= OUTRANKS:
            return False
        if ask.as_some_line and ask.likeness.get(line.id, 0.0) < SAME_WORDS:
            return True
        if not ask.named or not ask.of_their_own:
            return False
        last = self._scenario.lines[state.said[-1]] if state.said else line
        near = {*line.when.topics, *last.when.topics, last.asks}
        return near.isdisjoint(ask.named) and ask.likeness.get(line.id, 0.0) < SOMEWHAT_ALIKE

    def _near_enough(self, state: TalkState, ask: Ask, lines: Sequence[Line]) -> Sequence[Line]:
        """Those that are near enough to what was asked, and near the nearest. Where nothing is
        asked, and for what is on the patient's tongue or comes out by itself, likeness sets no
        limit; what a hint waits for has limits of its own."""
        if not ask.asks:
            return lines
        alike = {
            line.id: ask.likeness.get(line.id, 0.0)
            for line in lines
            if not line.when.struck
            and not line.hint
            and not self._on_the_tongue(state, ask, line)
            and self._fit.of_confession(state, line) < OUTRANKS
        }
        most = max(alike.values(), default=0.0)
        if not (ask.of_their_own or ask.as_some_line or most >= _FOUND):
            return lines
        least = max(ask.far, most - _NEAR)
        return [line for line in lines if alike.get(line.id, 1.0) >= least]

    def _score(self, state: TalkState, ask: Ask, line: Line) -> float:
        return self._fit.of(state, ask, line, due=self._on_the_tongue(state, ask, line))


def text_of(line: Line, state: TalkState) -> str:
    """The line's words, its slots filled."""
    return put_in(line.text, state.slots)
