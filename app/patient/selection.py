"""Which line the patient says: filtered by gates, then scored by fit."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b

from app.patient.ask import FOLLOWING, SAME_WORDS, VERY_WORDS, Ask
from app.patient.disclosure import is_open
from app.patient.gates import Moment, holds
from app.patient.hearing import HARMFUL, QUESTIONS
from app.patient.slots import put_in
from app.patient.state import TalkState
from app.scenario.condition import Condition
from app.scenario.lines import Line
from app.scenario.model import Scenario
from app.scenario.vocabulary import STATE_VALUES

FLOOR = 0.42
"""Below this no line fits, and the patient says so in a human way."""
ALIKE_ENOUGH = 0.5
"""The same, where nobody can say what the learner was doing."""
SOMEWHAT_ALIKE = 0.4
_ASKED = 0.3
"""How much more likeness counts where something is asked. Of free questions whose answer was less
alike than 0.4 a strict reader found a third fitting, of those above 0.7 nine in ten."""
_NEAR = 0.12
"""How much less alike a line may be than the most alike one and still be the answer to a question.
Of answers that were further off a strict reader found one in four fitting."""
SURELY = 0.65
"""How loudly an act must be heard for the patient to open up to it."""
_STAYING = FOLLOWING - {"permission"}
"""Those that ask on: leave is asked for what comes next, too."""
_OUTRANKS = 0.5
_VAGUE = frozenset({"other", "gives_info"})
_FOUND = 0.55
"""Where some line is as alike as this, the learner asks something of their own, even with words
that otherwise follow what the patient has just said."""
MOST_HINTS = 2
CALLBACK_EVERY = 5
"""Turns between two lines that use the learner's own words."""
THREAD_TURNS = 3
_HUMOUR = frozenset({"wry", "warm"})
_ASKING_TOO_OFTEN = 2


class Selection:
    """Chooses among the lines of one scenario. Pure: the same question has the same answer."""

    def __init__(self, scenario: Scenario, seed: int) -> None:
        self._scenario = scenario
        self._seed = seed
        self._lines = tuple(line for line in scenario.lines.values() if not line.hesitation)
        self._hesitations = tuple(line for line in scenario.lines.values() if line.hesitation)
        hidden = set(scenario.hidden)
        self._confessions = frozenset(
            line.thread for line in self._lines if line.thread and hidden & set(line.discloses)
        )
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
        return max(found, key=lambda line: self._event_score(state, line), default=None)

    def on_overhearing(self, state: TalkState, moment: Moment) -> Line | None:
        """The best line to what the other person has just said, if there is one."""
        found = [
            line for line in self._lines if line.when.overheard and self._may(state, moment, line)
        ]
        return max(found, key=lambda line: self._event_score(state, line), default=None)

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
        best = max(found, key=lambda line: (_narrowness(line.when), line.id), default=None)
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
            key=lambda line: (line.how.emotion == emotion, self._chance(state, line)),
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
            or line.thread in self._confessions
        ]

    def _tells(self, state: TalkState, line: Line) -> bool:
        """Whether the line lets out what has to be earned: what is told already has been."""
        return line.hint is not None or not state.told.issuperset(line.discloses)

    def _as_written(self, state: TalkState, ask: Ask, line: Line) -> bool:
        """Whether the learner said nearly the words that the line was written for: then it fits,
        whatever the words were taken for. Not so for what must be earned, nor for an answer where
        nothing was asked, nor the other way round."""
        acts = line.when.acts
        alike = ask.likeness.get(line.id, 0.0)
        if alike < ALIKE_ENOUGH or not state.told.issuperset(line.discloses):
            return False
        if alike >= VERY_WORDS:
            return True
        if acts and ask.heard.keys().isdisjoint(QUESTIONS) != QUESTIONS.isdisjoint(acts):
            return False
        return alike >= (SAME_WORDS if ask.heard.keys() - _VAGUE else ALIKE_ENOUGH)

    def _may(self, state: TalkState, moment: Moment, line: Line, ask: Ask | None = None) -> bool:
        """Whether the line may be said now. Words that are nearly its own, in ``ask``, stand for
        its acts."""
        acts = line.when.acts
        done = not acts or not moment.acts.isdisjoint(acts)
        if not done and (ask is None or not self._as_written(state, ask, line)):
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
        if self._confession(state, line) >= _OUTRANKS:
            return False
        if ask.as_some_line and ask.likeness.get(line.id, 0.0) < SAME_WORDS:
            return True
        if not ask.named or not ask.of_their_own:
            return False
        last = self._scenario.lines[state.said[-1]] if state.said else line
        near = {*line.when.topics, *last.when.topics, last.asks}
        return near.isdisjoint(ask.named) and ask.likeness.get(line.id, 0.0) < SOMEWHAT_ALIKE

    def _score(self, state: TalkState, ask: Ask, line: Line) -> float:
        """How well a line fits: by act, likeness, topic, thread, and how narrow its gate is."""
        when = line.when
        acts = max((ask.heard.get(act, 0.0) for act in when.acts), default=0.5)
        if self._on_the_tongue(state, ask, line):
            acts = max(acts, 0.9)
        if self._as_written(state, ask, line):
            acts = max(acts, ask.likeness[line.id])
        score = 0.34 * acts + 0.42 * ask.likeness.get(line.id, 0.3)
        if ask.of_their_own:
            # Many lines have a question's topic and its acts; few were written for its words.
            score += _ASKED * (ask.likeness.get(line.id, 0.3) - SOMEWHAT_ALIKE)
        score += self._topic_fit(ask, line)
        score += 0.03 * min(6, _narrowness(when))
        if when.after:
            score += 0.12
        if when.unanswered:
            score += 0.10
        if when.struck:
            score += 0.16
        if when.sought:
            score += 0.12
        if line.thread and line.thread == state.thread:
            score += 0.08 if state.turn - state.thread_turn <= THREAD_TURNS else 0.0
        if line.how.emotion == ask.emotion:
            score += 0.05
        score += self._confession(state, line)
        score -= self._reluctance(state, line)
        return score + 0.03 * self._chance(state, line)

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
            and self._confession(state, line) < _OUTRANKS
        }
        most = max(alike.values(), default=0.0)
        if not (ask.of_their_own or ask.as_some_line or most >= _FOUND):
            return lines
        least = max(ask.far, most - _NEAR)
        return [line for line in lines if alike.get(line.id, 1.0) >= least]

    def _topic_fit(self, ask: Ask, line: Line) -> float:
        topics = set(line.when.topics)
        if not topics:
            return 0.02
        alike = ask.likeness.get(line.id, 0.0)
        if topics & ask.moment.topics or alike >= VERY_WORDS:
            return 0.14
        if topics & ask.in_view:
            return 0.02 if ask.moment.topics - ask.in_view else 0.08
        if alike >= SAME_WORDS:
            return 0.02
        return -0.10 if ask.moment.topics else -0.04

    def _confession(self, state: TalkState, line: Line) -> float:
        """What has begun to come out comes out: its thread outranks everything."""
        if line.hint:
            return 0.12
        if line.thread not in self._confessions or state.thread != line.thread:
            return 0.0
        going_on = bool(line.discloses or set(line.when.after) & set(state.said[-2:]))
        if not going_on or state.turn - state.thread_turn > 6:
            return 0.0
        return _OUTRANKS if set(line.when.told).isdisjoint(state.told) else 0.15

    def _reluctance(self, state: TalkState, line: Line) -> float:
        """What speaks against a line: joking without trust, asking and asking."""
        against = 0.3 if line.id in self._early_hints(state) else 0.0
        if line.how.emotion in _HUMOUR and state.values.trust < 0.25:
            against += 0.12
        last = state.said[-_ASKING_TOO_OFTEN:]
        if line.asks and len(last) == _ASKING_TOO_OFTEN and all(map(self._asks, last)):
            against += 0.06
        if line.asks and any(question.topic == line.asks for question in state.questions):
            against += 0.0 if line.when.unanswered else 0.05
        return against

    def _early_hints(self, state: TalkState) -> set[str]:
        """Hints whose forerunner has not been given: the faintest comes first."""
        given: dict[str, bool] = {}
        early = set()
        for hint in self._scenario.hints:
            if not given.get(hint.of, True):
                early.add(hint.line)
            given[hint.of] = given.get(hint.of, True) and hint.line in state.said
        return early

    def _asks(self, line_id: str) -> bool:
        return self._scenario.lines[line_id].text.rstrip().endswith("?")

    def _event_score(self, state: TalkState, line: Line) -> float:
        score = 0.1 * _narrowness(line.when)
        if line.when.seconds:
            score += 0.02 * line.when.seconds[0]
        if line.hint:
            score += 0.5
        if line.thread and line.thread == state.thread:
            score += 0.15
        if line.asks and any(question.topic == line.asks for question in state.questions):
            score -= 0.2
        return score + 0.05 * self._chance(state, line)

    def _chance(self, state: TalkState, line: Line) -> float:
        """0 to 1, from the seed, the turn and the line: the same in every replay."""
        key = f"{self._seed}/{state.turn}/{line.id}".encode()
        return int.from_bytes(blake2b(key, digest_size=4).digest(), "big") / 2**32


def _narrowness(when: Condition) -> int:
    """How many keys a gate gives that not every line has: the more, the more particular. How the
    patient feels is no matter of what was asked."""
    common = {"phase", "acts", "topics", "not_acts", "not_variant", *STATE_VALUES}
    given = sum(1 for name in when.model_fields_set - common if getattr(when, name))
    return given + (1 if len(when.acts) == 1 else 0)


def text_of(line: Line, state: TalkState) -> str:
    """The line's words, its slots filled."""
    return put_in(line.text, state.slots)
