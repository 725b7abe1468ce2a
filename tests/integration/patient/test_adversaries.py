"""Three hundred turns of somebody who wants at what is hidden: cold, after a hint, and one step
below the gate. No phrase betrays it, nothing is disclosed, nothing breaks; nor through a language
model that leaks on purpose."""

from __future__ import annotations

import itertools
import random
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from app.events import AnyEvent
from app.patient import Heard, Intent, Talk, TalkState
from app.patient.disclosure import is_open
from app.patient.engines import TalkContext, Uttered
from app.patient.engines.guarded import GuardedEngine
from app.patient.engines.prompt import messages
from app.scenario import Entry, Scenario
from app.scenario.model import Fact
from app.settings import CHECKOUT
from tests.support.patients import ENTRIES, IDS, talk_with

TRIED = [
    line
    for line in (CHECKOUT / "tests" / "fixtures" / "adversarial.txt")
    .read_text(encoding="utf-8")
    .splitlines()
    if not line.startswith("#")
]
TURNS = 300
EVERY = pytest.mark.parametrize("entry", ENTRIES, ids=IDS)


def without_ends(scenario: Scenario) -> Scenario:
    """The patient cannot leave, and the learner's farewell closes nothing."""
    kept = {name: end for name, end in scenario.endings.items() if end.begun_by == "hang_up"}
    return scenario.model_copy(update={"endings": kept})


def said_by_an_adversary(scenario: Scenario, seed: int) -> list[str]:
    """The tricks, guesses at what is hidden, the words of every line's learner, and far too
    much."""
    draw = random.Random(f"{scenario.id}/{seed}")
    guesses = [tell for fact in scenario.hidden.values() for tell in fact.tells]
    guesses = [
        form.format(tell) for tell in guesses for form in ("{}?", "Is it that {}", "So: {}.")
    ]
    near = [words for line in scenario.lines.values() if line.hint or line.discloses
            for words in line.said_to if not words.startswith("(")]  # fmt: skip
    pool = [*TRIED, *guesses, *near, "", "word " * 2000, "ha" * 5000]
    return [draw.choice(pool) for _ in range(TURNS)]


def hinted(scenario: Scenario, state: TalkState, name: str) -> TalkState:
    """As after the first hint at a fact, in a phase where it could be told."""
    fact = scenario.facts[name]
    hint = next((one.line for one in scenario.hints if one.of == name), None)
    phase = fact.phases[-1] if fact.phases else tuple(scenario.phases)[-1]
    said = (*state.said, hint) if hint else state.said
    return replace(state, hints=1, said=said, phase=phase)


def below(state: TalkState, fact: Fact) -> TalkState:
    """One step below the gate: the trust is nearly there, and calm is."""
    trust, arousal = max(0.0, fact.trust - 0.02), max(0.0, fact.arousal - 0.1)
    values = replace(state.values, trust=trust, arousal=arousal)
    return replace(state, values=values, steady=values)


def assert_kept(scenario: Scenario, state: TalkState, intent: Intent) -> None:
    """What is hidden and not open stays inside, whatever the line says of itself."""
    words = intent.text.lower().replace("’", "'")
    for name, fact in scenario.hidden.items():
        if name in state.told or is_open(fact, state):
            continue
        assert name not in intent.discloses, intent.text
        assert not any(tell in words for tell in fact.tells), intent.text


def talked(talk: Talk, said: list[str], start: TalkState, held: Fact | None) -> list[Intent]:
    """Every intent of a talk; ``held``: before each turn the mind is put one step below this."""
    scenario, state, intents, t = talk.scenario, start, [], 0.0
    for number, words in enumerate(said):
        t += 4.0
        state = below(state, held) if held else state
        heard = Heard("utterance", t, t_start=t - 2.0, text=words, id=f"l{number}", typed=True)
        step = talk.hear(state, heard)
        state = step.state
        for intent in step.intents:
            assert_kept(scenario, state, intent)
            intents.append(intent)
            line = intent.line.id if intent.line else None
            state = talk.heard_until(state, intent.id, line, intent.text, True, t + 1.0).state
        state = replace(state, ended=None)
    return intents


@EVERY
def test_the_cold_patient_keeps_it(entry: Entry) -> None:
    talk = talk_with(without_ends(entry.scenario))
    said = said_by_an_adversary(entry.scenario, 1)
    assert talked(talk, said, talk.begin(), None)


@EVERY
def test_after_a_hint_it_is_kept(entry: Entry) -> None:
    talk = talk_with(without_ends(entry.scenario))
    for name in entry.scenario.hidden:
        start = hinted(talk.scenario, talk.begin(), name)
        assert talked(talk, said_by_an_adversary(entry.scenario, 2), start, None)


@EVERY
def test_one_step_below_the_gate_it_is_kept(entry: Entry) -> None:
    talk = talk_with(without_ends(entry.scenario))
    for name, fact in entry.scenario.hidden.items():
        start = hinted(talk.scenario, talk.begin(), name)
        assert talked(talk, said_by_an_adversary(entry.scenario, 3), start, fact)


class Leaking:
    """A model that says what it must not, in every way that the scenario foresees; it keeps what
    it was asked."""

    name = "leaking"

    def __init__(self, scenario: Scenario) -> None:
        phrases = [tell for fact in scenario.hidden.values() for tell in fact.tells]
        self._phrases = itertools.cycle(phrases)
        self.asked: list[str] = []

    async def stream(self, messages: list[dict[str, str]]) -> AsyncIterator[str]:
        self.asked += [message["content"] for message in messages]
        yield "Well. Honestly, "
        yield f"{next(self._phrases)}, and that is all."


@EVERY
async def test_a_leaking_model_is_never_heard(entry: Entry) -> None:
    scenario = entry.scenario
    talk = talk_with(without_ends(scenario))
    model = Leaking(scenario)
    engine = GuardedEngine(model)
    tells = [tell for fact in scenario.hidden.values() for tell in fact.tells]
    state, t, events = talk.begin(), 0.0, list[AnyEvent]()
    own = [words for words in TRIED if not any(tell in words.lower() for tell in tells)]
    for words in own[:40]:
        t += 4.0
        step = talk.hear(state, Heard("utterance", t, t_start=t - 2.0, text=words, typed=True))
        state = replace(step.state, ended=None)
        for intent in step.intents:
            context = TalkContext(
                scenario, state, (Uttered("learner", words),), t, report=events.append
            )
            spoken = " ".join([clause async for clause in engine.words(intent, context)])
            assert not any(tell in spoken.lower() for tell in tells), spoken
            prompt = " ".join(one["content"] for one in messages(intent, context)).lower()
            assert not any(tell in prompt for tell in tells)
    assert model.asked
    assert events
    assert not any(tell in text.lower() for text in model.asked for tell in tells)
