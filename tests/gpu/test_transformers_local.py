"""A causal model in this process, with weights that the test makes. Needs the extra ``gpu``."""

from __future__ import annotations

import asyncio
import time
from contextlib import aclosing
from pathlib import Path

import pytest
import torch
from tokenizers import Tokenizer, models, pre_tokenizers
from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast

from app.events import AnyEvent
from app.patient.directive import Directive
from app.patient.engines import TalkContext, Uttered
from app.patient.engines.guarded import GuardedEngine
from app.patient.engines.protocol import WordsError
from app.patient.engines.transformers_local import LocalTransformers
from app.patient.fold import Fold
from app.patient.turn import Intent
from tests.support.scenarios import small

WORDS = "it was my mother's and she had an old oven . , no yes then".split()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model that has learnt nothing, over a few words."""
    path = tmp_path_factory.mktemp("model")
    vocabulary = {word: number for number, word in enumerate(["<unk>", "<s>", "</s>", *WORDS])}
    tokenizer = Tokenizer(models.WordLevel(vocabulary, unk_token="<unk>"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, unk_token="<unk>", bos_token="<s>", eos_token="</s>"
    ).save_pretrained(path)
    torch.manual_seed(1)
    config = LlamaConfig(
        vocab_size=len(vocabulary),
        hidden_size=32,
        intermediate_size=64,
        num_hidden_layers=2,
        num_attention_heads=2,
        max_position_embeddings=4096,
        bos_token_id=1,
        eos_token_id=None,
        pad_token_id=2,
    )
    LlamaForCausalLM(config).save_pretrained(path)
    return path


ASKED = [{"role": "user", "content": "it was old ?"}]


async def test_words_stream_out_of_local_weights(folder: Path) -> None:
    model = LocalTransformers(folder)
    pieces = [piece async for piece in model.stream(ASKED)]
    assert len(pieces) > 5
    assert set("".join(pieces).split()) <= {*WORDS, "<unk>"}
    model.close()


async def test_a_stream_can_be_left_and_another_begun(folder: Path) -> None:
    model = LocalTransformers(folder)
    started = time.monotonic()
    for _ in range(3):
        async with aclosing(model.stream(ASKED)) as pieces:
            assert await anext(pieces) is not None
    assert time.monotonic() - started < 20
    model.close()


async def test_what_two_prompts_share_is_computed_once(folder: Path) -> None:
    model = LocalTransformers(folder, temperature=0.0)
    fresh = LocalTransformers(folder, temperature=0.0)
    first = [{"role": "system", "content": "it was an old oven . " * 99}, *ASKED]
    other = [{"role": "system", "content": "no no yes then . " * 99}, *ASKED]
    later = [
        *first,
        {"role": "assistant", "content": "no ."},
        {"role": "user", "content": "then ?"},
    ]
    for messages in (first, other):
        _ = [piece async for piece in model.stream(messages)]
        assert model.computed > 400
    kept = [piece async for piece in model.stream(later)]
    assert model.computed < 40
    assert kept == [piece async for piece in fresh.stream(later)]
    assert fresh.computed > 400
    model.close()
    fresh.close()


async def test_the_event_loop_stays_free(folder: Path) -> None:
    model = LocalTransformers(folder)
    ticks = 0

    async def tick() -> None:
        nonlocal ticks
        while True:
            ticks += 1
            await asyncio.sleep(0.001)

    ticking = asyncio.create_task(tick())
    _ = [piece async for piece in model.stream(ASKED)]
    ticking.cancel()
    model.close()
    assert ticks > 10


async def test_what_it_babbles_is_guarded(folder: Path) -> None:
    scenario = small()
    events: list[AnyEvent] = []
    context = TalkContext(
        scenario,
        Fold(scenario, "base").begin(),
        (Uttered("learner", "it was old"),),
        report=events.append,
    )
    intent = Intent("p1", None, "It was my mother's.", Directive())
    model = LocalTransformers(folder)
    words = [clause async for clause in GuardedEngine(model, 30, 30).words(intent, context)]
    model.close()
    assert words
    assert sum(len(clause.split()) for clause in words) <= 32


def test_a_folder_without_a_model_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(WordsError, match=r"no config\.json: name the folder"):
        LocalTransformers(tmp_path)
    (tmp_path / "config.json").write_text("{}")
    with pytest.raises(WordsError, match="cannot be loaded"):
        LocalTransformers(tmp_path)
