"""Which voice a patient has in a call: one for the whole call, never mixed."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from app.call.engines import Engines
from app.call.live_pace import LivePace
from app.call.speaker import delivery_of
from app.call.voice import SpokenVoice, VoiceSource, WrittenVoice
from app.patient.directive import for_line
from app.patient.values import Values
from app.scenario import Scenario
from app.speech.synthesizers import load_synthesizer
from app.speech.types import Synthesizer, Voice


def voice_of(scenario: Scenario) -> Voice:
    """The voice that a scenario names."""
    voice = scenario.voice
    return Voice(id=voice.kokoro, speed=voice.speed, preset=voice.hibari or "")


def _preset(scenario: Scenario) -> str:
    """A person of the small voice for a scenario that names none."""
    return "f_mid" if scenario.identity.pronouns.startswith("she") else "m_mid"


class PatientVoices:
    """Gives each call its voice."""

    def __init__(self, engines: Engines) -> None:
        self._engines = engines
        self._pace = LivePace()
        self._small: Synthesizer | None = None

    async def voice(self, scenario: Scenario, typed_only: bool) -> VoiceSource:
        """The best that this machine can do now. A patient whose lines were voiced ahead keeps
        that voice; of another, a machine that is too slow to speak live gives the small one."""
        if typed_only:
            return WrittenVoice()
        engines = self._engines
        voice, synthesizer, pace = voice_of(scenario), engines.synthesizer, self._pace
        if pace.too_slow and not self._voiced_ahead(scenario):
            loop = asyncio.get_running_loop()
            synthesizer = await loop.run_in_executor(engines.threads.loading, self._small_voice)
            voice = replace(voice, preset=scenario.voice.hibari or _preset(scenario))
            pace = LivePace()  # how fast this one is says nothing of the other
        return SpokenVoice(
            voice=voice,
            synthesizer=synthesizer,
            store=engines.prepared,
            live=engines.threads.voice,
            decoding=engines.threads.decoding,
            pace=pace,
        )

    def _voiced_ahead(self, scenario: Scenario) -> bool:
        """Whether there are lines to speak without any synthesis: the opening stands for all."""
        line = scenario.lines[scenario.opening.line]
        delivery = delivery_of(for_line(line.how, Values.starting(scenario.mind.start)))
        engines = self._engines
        voice, name = voice_of(scenario), engines.synthesizer.name
        return engines.prepared.has(line.text, voice, delivery, name)

    def _small_voice(self) -> Synthesizer:
        if self._small is None:
            models = self._engines.settings.models_dir
            self._small = load_synthesizer("hibari", models, 1, None)
        return self._small
