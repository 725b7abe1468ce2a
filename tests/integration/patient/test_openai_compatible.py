"""Words from a server that is slow, breaks off, rambles, leaks and fails."""

from __future__ import annotations

import asyncio
from contextlib import aclosing

from app.events import AnyEvent, EngineDegraded, GuardTripped
from app.patient.directive import Directive
from app.patient.engines import TalkContext, Uttered
from app.patient.engines.guarded import GuardedEngine
from app.patient.engines.openai_compatible import OpenAICompatible
from app.patient.fold import Fold
from app.patient.turn import Intent
from tests.support.language_model import Server, language_model
from tests.support.scenarios import small

INTENT = Intent("p1", None, "It was my mother's. She bought it.", Directive(emotion="sadness"))
WRITTEN = ["It was my mother's.", "She bought it."]


async def heard(server: Server) -> tuple[list[str], list[AnyEvent]]:
    scenario = small()
    events: list[AnyEvent] = []
    context = TalkContext(
        scenario,
        Fold(scenario, "base").begin(),
        (Uttered("learner", "Tell me about it."),),
        t=3.0,
        report=events.append,
    )
    model = OpenAICompatible(server.url, "m")
    engine = GuardedEngine(model, first_clause_s=1.0, next_clause_s=0.5)
    words = [clause async for clause in engine.words(INTENT, context)]
    await model.close()
    return words, events


async def test_a_good_answer_comes_clause_by_clause() -> None:
    async with language_model(["My mo", "ther had it. ", "She loved", " it."]) as server:
        words, events = await heard(server)
    assert words == ["My mother had it.", "She loved it."]
    assert events == []
    assert server.requests[0]["stream"] is True


async def test_a_slow_server_is_not_waited_for() -> None:
    async with language_model([3.0, "Late."]) as server:
        words, events = await heard(server)
    assert words == WRITTEN
    (event,) = events  # one wait, and no second one
    assert isinstance(event, EngineDegraded)
    assert "slow" in event.reason
    assert "as it is written" in event.instead


async def test_a_failing_server_and_one_that_is_not_there() -> None:
    async with language_model(500) as server:
        words, events = await heard(server)
    assert words == WRITTEN
    assert all(isinstance(event, EngineDegraded) for event in events)
    words, events = await heard(Server([], port=9))
    assert words == WRITTEN
    assert "Connection" in events[0].reason  # type: ignore[union-attr]


async def test_a_server_that_breaks_off_after_a_clause() -> None:
    async with language_model(["My mother had it. And th", None]) as server:
        words, events = await heard(server)
    assert words == ["My mother had it."]
    assert isinstance(events[0], EngineDegraded)
    assert "breaks off" in events[0].instead


async def test_a_leak_is_asked_again_and_then_the_script_speaks() -> None:
    async with language_model(["I fell asleep."], ["My mother had it."]) as server:
        words, events = await heard(server)
    assert words == ["My mother had it."]
    assert [(e.rule, e.instead) for e in events if isinstance(e, GuardTripped)] == [
        ("locked_fact", "regenerated")
    ]
    async with language_model(["I fell asleep."]) as server:
        words, events = await heard(server)
    assert words == WRITTEN
    assert [e.instead for e in events if isinstance(e, GuardTripped)] == ["regenerated", "scripted"]
    assert len(server.requests) == 2


async def test_what_goes_wrong_later_ends_the_utterance_there() -> None:
    rambling = ["It was hers. ", *["And then there was more of it. "] * 9]
    async with language_model(rambling) as server:
        words, events = await heard(server)
    assert words[0] == "It was hers."
    assert sum(len(clause.split()) for clause in words) <= 32
    assert [e.instead for e in events if isinstance(e, GuardTripped)] == ["cut_short"]


async def test_an_empty_answer() -> None:
    async with language_model([]) as server:
        words, events = await heard(server)
    assert words == WRITTEN
    assert isinstance(events[0], EngineDegraded)


async def test_a_learner_who_cuts_in_stops_the_model() -> None:
    many = ["It was hers. ", 0.05] * 400
    async with language_model(many) as server:  # type: ignore[arg-type]
        scenario = small()
        context = TalkContext(scenario, Fold(scenario, "base").begin())
        model = OpenAICompatible(server.url, "m")
        async with aclosing(GuardedEngine(model).words(INTENT, context)) as words:
            assert await anext(words) == "It was hers."
        for _ in range(100):
            if server.left_early:
                break
            await asyncio.sleep(0.05)
        await model.close()
    assert server.left_early == 1
