"""How well a line fits what the learner said or did, beside the gates that it must pass."""

from __future__ import annotations

from hashlib import blake2b

from app.patient.ask import SAME_WORDS, SOMEWHAT_ALIKE, VERY_WORDS, Ask
from app.patient.hearing import QUESTIONS
from app.patient.state import TalkState
from app.scenario.condition import Condition
from app.scenario.lines import Line
from app.scenario.model import Scenario
from app.scenario.vocabulary import STATE_VALUES

ALIKE_ENOUGH = 0.5
"""From here on a line fits, where nobody can say what the learner was doing."""
OUTRANKS = 0.5
"""What a confession that has begun counts more than anything else."""
_ASKED = 0.6
"""How much more likeness counts where something is asked. Of free questions whose answer was less
alike than 0.4 a strict reader found a third fitting, of those above 0.7 nine in ten."""
_VAGUE = frozenset({"other", "gives_info"})
THREAD_TURNS = 3
_HUMOUR = frozenset({"wry", "warm"})
_ASKING_TOO_OFTEN = 2


class Fit:
    """Scores the lines of one scenario. Pure: the same question has the same answer."""

    def __init__(self, scenario: Scenario, seed: int) -> None:
        self._scenario = scenario
        self._seed = seed
        hidden = set(scenario.hidden)
        self.confessions = frozenset(
            line.thread
            for line in scenario.lines.values()
            if line.thread and hidden & set(line.discloses)
        )
        """The threads on which something hidden comes out."""

    def of(self, state: TalkState, ask: Ask, line: Line, *, due: bool) -> float:
        """By act, likeness, topic, thread, and how narrow its gate is. ``due``: whether the patient
        was about to say it when the learner spoke."""
        when = line.when
        alike = ask.likeness.get(line.id, 0.3)
        acts = max((ask.heard.get(act, 0.0) for act in when.acts), default=0.5)
        if due:
            acts = max(acts, 0.9)
        if as_written(state, ask, line):
            acts = max(acts, alike)
        score = 0.34 * acts + 0.42 * alike
        if ask.of_their_own:
            # Many lines have a question's topic and its acts; few were written for its words.
            score += _ASKED * (alike - SOMEWHAT_ALIKE)
        score += self._of_topic(ask, line)
        score += 0.03 * min(6, narrowness(when))
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
        score += self.of_confession(state, line)
        score -= self._reluctance(state, line)
        return score + 0.03 * self.chance(state, line)

    def to_event(self, state: TalkState, line: Line) -> float:
        """The same, where nothing was said: a silence, an interruption, the clock."""
        score = 0.1 * narrowness(line.when)
        if line.when.seconds:
            score += 0.02 * line.when.seconds[0]
        if line.hint:
            score += 0.5
        if line.thread and line.thread == state.thread:
            score += 0.15
        if line.asks and any(question.topic == line.asks for question in state.questions):
            score -= 0.2
        return score + 0.05 * self.chance(state, line)

    def of_confession(self, state: TalkState, line: Line) -> float:
        """What has begun to come out comes out: its thread outranks everything."""
        if line.hint:
            return 0.12
        if line.thread not in self.confessions or state.thread != line.thread:
            return 0.0
        going_on = bool(line.discloses or set(line.when.after) & set(state.said[-2:]))
        if not going_on or state.turn - state.thread_turn > 6:
            return 0.0
        return OUTRANKS if set(line.when.told).isdisjoint(state.told) else 0.15

    def chance(self, state: TalkState, line: Line) -> float:
        """0 to 1, from the seed, the turn and the line: the same in every replay."""
        key = f"{self._seed}/{state.turn}/{line.id}".encode()
        return int.from_bytes(blake2b(key, digest_size=4).digest(), "big") / 2**32

    def _of_topic(self, ask: Ask, line: Line) -> float:
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


def as_written(state: TalkState, ask: Ask, line: Line) -> bool:
    """Whether the learner said nearly the words that ``line`` was written for: then it fits,
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


def narrowness(when: Condition) -> int:
    """How many keys a gate gives that not every line has: the more, the more particular. How the
    patient feels is no matter of what was asked."""
    common = {"phase", "acts", "topics", "not_acts", "not_variant", *STATE_VALUES}
    given = sum(1 for name in when.model_fields_set - common if getattr(when, name))
    return given + (1 if len(when.acts) == 1 else 0)
