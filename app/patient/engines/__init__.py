"""Engines that put the patient's mind into words."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from app.patient.engines.protocol import (
    LanguageModel,
    TalkContext,
    Uttered,
    WordsEngine,
    WordsError,
)
from app.patient.engines.scripted import ScriptedEngine

__all__ = [
    "LanguageModel",
    "ScriptedEngine",
    "TalkContext",
    "Uttered",
    "WordsEngine",
    "WordsError",
    "WordsSettings",
    "load_language_model",
    "load_words_engine",
]


class WordsSettings(Protocol):
    """The settings that choose an engine."""

    @property
    def words(self) -> str: ...
    @property
    def openai_base_url(self) -> str: ...
    @property
    def openai_model(self) -> str: ...
    @property
    def openai_api_key(self) -> str: ...
    @property
    def transformers_model(self) -> Path | None: ...


def load_words_engine(settings: WordsSettings) -> WordsEngine:
    """The engine that the settings name. Raises WordsError with what to do."""
    if settings.words == "scripted":
        return ScriptedEngine()
    from app.patient.engines.guarded import GuardedEngine

    return GuardedEngine(load_language_model(settings, settings.words))


def load_language_model(settings: WordsSettings, engine: str) -> LanguageModel:
    """The model behind ``engine``: ``openai`` or ``transformers``. Raises WordsError with what
    to do."""
    if engine == "openai":
        from app.patient.engines.openai_compatible import OpenAICompatible

        if not settings.openai_base_url or not settings.openai_model:
            raise WordsError("the engine 'openai' needs OPENAI_BASE_URL and OPENAI_MODEL")
        return OpenAICompatible(
            settings.openai_base_url, settings.openai_model, settings.openai_api_key
        )
    from app.patient.engines.transformers_local import LocalTransformers

    if settings.transformers_model is None:
        raise WordsError("the engine 'transformers' needs TRANSFORMERS_MODEL, a folder")
    return LocalTransformers(settings.transformers_model)
