"""A model behind any OpenAI-compatible server: vLLM, Ollama, llama.cpp and others."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from importlib import import_module
from typing import Any, cast

from openai import AsyncOpenAI, DefaultAsyncHttpxClient, OpenAIError, Timeout

from app.patient.engines.protocol import ModelFailure

MOST_TOKENS = 90
# The client does not wrap what its HTTP library raises in the middle of a stream, and which
# library that is has changed between its releases.
_HTTP = import_module(DefaultAsyncHttpxClient.__mro__[1].__module__.partition(".")[0])
_BROKEN: type[Exception] = _HTTP.HTTPError


class OpenAICompatible:
    """Streams a chat from ``base_url`` (ending in /v1). Closing the stream ends the request."""

    def __init__(
        self,
        base_url: str,
        model: str,
        api_key: str = "none",
        temperature: float = 0.7,
        timeout_s: float = 20.0,
    ) -> None:
        self._client = AsyncOpenAI(
            base_url=base_url,
            api_key=api_key or "none",
            max_retries=0,
            timeout=Timeout(timeout_s, connect=3.0),
        )
        self._model = model
        self._temperature = temperature
        self.name = f"openai:{model}"

    async def stream(self, messages: list[dict[str, str]]) -> AsyncGenerator[str, None]:
        try:
            stream = await self._client.chat.completions.create(
                model=self._model,
                messages=cast(Any, messages),
                max_tokens=MOST_TOKENS,
                temperature=self._temperature,
                stream=True,
            )
            async with stream:
                async for chunk in stream:
                    if chunk.choices and (text := chunk.choices[0].delta.content):
                        yield text
        except (OpenAIError, _BROKEN) as error:
            raise ModelFailure(f"{type(error).__name__}: {error}") from error

    async def close(self) -> None:
        """Give up the connections."""
        await self._client.close()
