"""Engines that put the patient's mind into words."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from app.patient.engines.protocol import TalkContext, Uttered, WordsEngine, WordsError
from app.patient.engines.scripted import ScriptedEngine

__all__ = [
    "ScriptedEngine",
    "TalkContext",
    "Uttered",
    "WordsEngine",
    "WordsError",
    "WordsSettings",
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
    if settings.words == "openai":
        from app.patient.engines.guarded import GuardedEngine
        from app.patient.engines.openai_compatible import OpenAICompatible

        if not settings.openai_base_url or not settings.openai_model:
            raise WordsError("the words engine 'openai' needs OPENAI_BASE_URL and OPENAI_MODEL")
        return GuardedEngine(
            OpenAICompatible(
                settings.openai_base_url, settings.openai_model, settings.openai_api_key
            )
        )
    if settings.words == "transformers":
        from app.patient.engines.guarded import GuardedEngine
        from app.patient.engines.transformers_local import LocalTransformers

        if settings.transformers_model is None:
            raise WordsError("the words engine 'transformers' needs TRANSFORMERS_MODEL, a folder")
        return GuardedEngine(LocalTransformers(settings.transformers_model))
    return ScriptedEngine()
