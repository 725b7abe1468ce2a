"""A causal language model in this process, read from a local folder only."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from concurrent.futures import ThreadPoolExecutor
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from queue import Empty
from threading import Event
from typing import Any

from app.patient.engines.protocol import ModelFailure, WordsError

MOST_TOKENS = 90
MOST_TALKS = 4
"""Talks whose prompts are kept; the one that was longest unused goes first."""
_OF_ONE_TURN = 400
"""Tokens that a talk loses from one turn to the next: directions and the answer."""
_TOKEN_TIMEOUT_S = 30.0


class LocalTransformers:
    """Generates on its own threads, one answer at a time. Closing the stream stops the model at
    its next token. What a prompt shares with an earlier one is not computed again: the keys and
    values of the last ``MOST_TALKS`` talks are kept. Raises WordsError where the folder holds no
    model."""

    def __init__(self, folder: Path, temperature: float = 0.7) -> None:
        try:
            import torch
            import transformers
        except ImportError as error:
            raise WordsError(
                f"the engine 'transformers' needs the package {error.name}: install the extra `gpu`"
            ) from error
        if not (folder / "config.json").is_file():
            raise WordsError(f"{folder}: no config.json: name the folder of a causal model")
        device = "cuda" if torch.cuda.is_available() else "cpu"
        try:
            self._tokenizer = transformers.AutoTokenizer.from_pretrained(
                folder, local_files_only=True
            )
            self._model: Any = transformers.AutoModelForCausalLM.from_pretrained(
                folder, local_files_only=True, torch_dtype="auto"
            ).to(device)
        except (OSError, ValueError) as error:
            raise WordsError(f"{folder}: cannot be loaded: {error}") from error
        self._transformers = transformers
        self._torch = torch
        self._temperature = temperature
        self._generating = ThreadPoolExecutor(1, "words")
        self._reading = ThreadPoolExecutor(1, "words-out")
        self._busy = asyncio.Lock()
        self._kept: list[_Kept] = []
        self.computed = 0
        """Tokens of the last prompt that had to be computed."""
        self.name = f"transformers:{folder.name}"

    async def stream(self, messages: list[dict[str, str]]) -> AsyncGenerator[str, None]:
        loop = asyncio.get_running_loop()
        stop = Event()
        async with self._busy:
            streamer = self._transformers.TextIteratorStreamer(
                self._tokenizer,
                skip_prompt=True,
                timeout=_TOKEN_TIMEOUT_S,
                skip_special_tokens=True,
            )
            done = loop.run_in_executor(self._generating, self._generate, messages, streamer, stop)
            try:
                while True:
                    piece = await loop.run_in_executor(self._reading, next, streamer, None)
                    if piece is None:
                        break
                    yield piece
            except Empty as error:
                raise ModelFailure(f"no word in {_TOKEN_TIMEOUT_S:g} s") from error
            finally:
                stop.set()
                failure = (await asyncio.gather(done, return_exceptions=True))[0]
            if isinstance(failure, BaseException):
                raise ModelFailure(f"{type(failure).__name__}: {failure}") from failure

    def close(self) -> None:
        """Wait for the work in hand, and end the threads."""
        self._generating.shutdown(wait=True, cancel_futures=True)
        self._reading.shutdown(wait=True, cancel_futures=True)

    def _generate(self, messages: list[dict[str, str]], streamer: Any, stop: Event) -> None:
        class Stop(self._transformers.StoppingCriteria):  # type: ignore[misc, name-defined]
            def __call__(self, *_: Any, **__: Any) -> bool:
                return stop.is_set()

        try:
            with self._torch.inference_mode():
                tokens = self._encode(messages)
                kept = self._resume(tokens[0].tolist())
                made = self._model.generate(
                    tokens,
                    attention_mask=self._torch.ones_like(tokens),
                    past_key_values=kept.cache,
                    max_new_tokens=MOST_TOKENS,
                    do_sample=self._temperature > 0,
                    temperature=self._temperature or None,
                    streamer=streamer,
                    stopping_criteria=self._transformers.StoppingCriteriaList([Stop()]),
                )
                kept.tokens = made[0].tolist()[: kept.cache.get_seq_length()]
                self._kept = [*self._kept, kept][-MOST_TALKS:]
        finally:
            streamer.end()

    def _resume(self, tokens: list[int]) -> _Kept:
        """What is kept of the beginning of ``tokens``. The last token is always computed: its
        scores are what the answer begins with."""
        nearest = max(self._kept, key=lambda one: _shared(one.tokens, tokens), default=None)
        share = min(_shared(nearest.tokens, tokens), len(tokens) - 1) if nearest else 0
        self.computed = len(tokens) - share
        if nearest is None or share == 0:
            return _Kept(self._transformers.DynamicCache(), [])
        if share < len(nearest.tokens) - _OF_ONE_TURN:  # another talk, with the same patient
            nearest = _Kept(deepcopy(nearest.cache), nearest.tokens)
        else:
            self._kept = [one for one in self._kept if one is not nearest]
        nearest.cache.crop(share)
        nearest.tokens = nearest.tokens[:share]
        return nearest

    def _encode(self, messages: list[dict[str, str]]) -> Any:
        if self._tokenizer.chat_template:
            text = self._tokenizer.apply_chat_template(
                messages, tokenize=False, add_generation_prompt=True
            )
        else:
            text = "\n".join(f"{one['role']}: {one['content']}" for one in messages)
            text += "\nassistant:"
        encoded = self._tokenizer(text, return_tensors="pt", return_token_type_ids=False)
        return encoded["input_ids"].to(self._model.device)


@dataclass
class _Kept:
    """Keys and values of one talk's last prompt and answer, and the tokens that they belong to."""

    cache: Any
    tokens: list[int]


def _shared(one: list[int], other: list[int]) -> int:
    """How many tokens both begin with."""
    pairs = zip(one, other, strict=False)
    return next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))
