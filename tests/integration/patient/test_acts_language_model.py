"""Acts from a language model's server that is right, wrong, slow, old-fashioned or not there."""

from __future__ import annotations

import asyncio

import pytest

from app.events import ScoredAct
from app.patient.acts.language_model import LanguageModelClassifier, read_acts
from app.patient.acts.types import NOWHERE, ActContext
from tests.support.language_model import Server, language_model

RIGHT = ['{"acts": [{"act": "names_emotion", "score": 0.9}, {"act": "supports", "score": 0.4}]}']


class Instead:
    """What the embedded classifier would say."""

    def classify(self, text: str, context: ActContext = NOWHERE) -> tuple[ScoredAct, ...]:
        return (ScoredAct(act="closed_q", score=0.9), ScoredAct(act="dismisses", score=0.6))


def classifier(server: Server, within: float = 10.0) -> LanguageModelClassifier:
    return LanguageModelClassifier(server.url, "m", "none", Instead(), within)


async def names(asked: LanguageModelClassifier, text: str = "You look frightened?") -> list[str]:
    found = await asyncio.to_thread(asked.classify, text, ActContext(last_patient_line="Oh no."))
    return [one.act for one in found]


async def test_the_model_hears_and_rules_read_the_form() -> None:
    async with language_model(RIGHT) as server:
        assert await names(classifier(server)) == ["names_emotion", "supports", "closed_q"]
    asked = server.requests[0]
    assert asked["response_format"]["type"] == "json_schema"
    assert "Oh no." in asked["messages"][1]["content"]


@pytest.mark.parametrize("understands", [frozenset({"json_object"}), frozenset()])
async def test_a_server_that_knows_no_schema(understands: frozenset[str]) -> None:
    async with language_model(RIGHT, understands=understands) as server:
        asked = classifier(server)
        assert (await names(asked))[0] == "names_emotion"
        tried = len(server.requests)
        assert (await names(asked))[0] == "names_emotion"
        assert len(server.requests) == tried + 1  # what it refused is not tried again
    assert tried == 3 - len(understands)


@pytest.mark.parametrize("answer", [["I think it is empathy."], ['{"acts": "'], [2.0], 500])
async def test_an_answer_that_is_none(answer: list[str | float | None] | int) -> None:
    async with language_model(answer) as server:
        asked = classifier(server, within=0.5)
        assert await names(asked) == ["closed_q", "dismisses"]
        assert asked.failures == 1
        assert await names(asked) == ["closed_q", "dismisses"]  # left alone for a while
        assert len(server.requests) == 1


async def test_a_server_that_is_not_there() -> None:
    assert await names(classifier(Server([], port=9))) == ["closed_q", "dismisses"]


def test_what_a_model_invents_is_left_out() -> None:
    answer = (
        'Sure! {"acts": [{"act": "hugs", "score": 1}, {"act": "wish", "score": 7}, "respects"]}'
    )
    assert [(one.act, one.score) for one in read_acts(answer)] == [("wish", 1.0), ("respects", 0.8)]
