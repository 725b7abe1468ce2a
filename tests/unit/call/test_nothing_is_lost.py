"""Noises, keys and slow engines at awkward moments: no word of either side gets lost."""

from __future__ import annotations

import asyncio

import numpy as np
from numpy.typing import NDArray

from app.call.voice import WrittenVoice
from app.speech.types import HEARING_RATE, Delivery, Speech, SpeechError, Transcript
from tests.unit.call.stage import SCENARIO, SlowVoice, Stage, Told

OPENING = SCENARIO.lines[SCENARIO.opening.line].text


class Gated(WrittenVoice):
    """Looks for what was voiced ahead only when it is let."""

    def __init__(self) -> None:
        self.gate = asyncio.Event()
        self.gate.set()

    async def prepared(self, text: str, delivery: Delivery) -> list[Speech] | None:
        await self.gate.wait()
        return await super().prepared(text, delivery)


class Measured(Told):
    """Remembers how much sound it was given, in seconds."""

    def __init__(self) -> None:
        super().__init__()
        self.lengths: list[float] = []

    def final(self, audio: NDArray[np.float32], prompt: str = "") -> Transcript:
        self.lengths.append(len(audio) / HEARING_RATE)
        return super().final(audio, prompt)


def said(stage: Stage) -> str:
    return " ".join(event.text for event in stage.notes.of("learner_utterance"))


async def test_a_cough_after_the_hesitation_does_not_swallow_the_answer() -> None:
    voice = SlowVoice()
    async with Stage(voice) as stage:
        voice.may_speak.set()
        await stage.run(7.5)
        voice.may_speak.clear()
        await stage.say("How are you today?")
        await stage.run(3.0)
        assert [u.hesitation for u in stage.notes.of("patient_utterance")] == [False, True]
        await stage.say("", 0.3)
        voice.may_speak.set()
        await stage.until_quiet()
        assert [u.hesitation for u in stage.notes.of("patient_utterance")] == [False, True, False]


async def test_words_spoken_behind_a_typed_line_are_heard() -> None:
    voice = Gated()
    async with Stage(voice) as stage:
        await stage.run(7.5)
        voice.gate.clear()
        stage.conversation.typed("Hello, I am Doctor Chen.")
        await stage.run(0.1)
        await stage.say("How are you today?")
        voice.gate.set()
        await stage.until_quiet()
        assert said(stage) == "Hello, I am Doctor Chen. How are you today?"


async def test_a_line_typed_while_the_patient_is_about_to_begin_is_answered() -> None:
    voice = SlowVoice()
    async with Stage(voice) as stage:
        await stage.run(2.0)
        stage.conversation.typed("Hello, I am Doctor Chen.")
        await stage.run(1.0)
        voice.may_speak.set()
        await stage.until_quiet()
        assert said(stage) == "Hello, I am Doctor Chen."
        assert len(stage.patient_said()) >= 1


async def test_typing_in_a_lull_keeps_each_word_in_its_turn() -> None:
    async with Stage() as stage:
        await stage.run(7.5)
        await stage.say("I think that", 1.0)
        await stage.run(0.14)
        stage.conversation.typed("What do you think?")
        await stage.until_quiet()
        await stage.say("Okay then.")
        await stage.until_quiet()
        first, second = stage.notes.of("learner_utterance")
        assert first.text == "I think that What do you think?"
        assert second.text == "Okay then."


async def test_a_soft_beginning_is_heard_again_with_what_follows() -> None:
    async with Stage() as stage:
        measured = Measured()
        stage.hear_by(measured)
        await stage.run(7.5)
        await stage.say("", 0.5)
        await stage.run(0.14)
        await stage.say("So how are you today?", 1.0)
        await stage.until_quiet()
        assert measured.lengths[-1] > 0.5 + 0.14 + 1.0


async def test_a_noise_while_the_opening_is_looked_for_only_delays_it() -> None:
    voice = Gated()
    voice.gate.clear()
    async with Stage(voice) as stage:
        await stage.run(0.1)
        await stage.say("", 0.3)
        voice.gate.set()
        await stage.run(10.0)
        assert OPENING in stage.patient_said()


async def test_the_beginning_of_words_that_start_while_the_patient_thinks_is_whole() -> None:
    voice = Gated()
    async with Stage(voice) as stage:
        measured = Measured()
        stage.hear_by(measured)
        await stage.run(7.5)
        voice.gate.clear()
        await stage.say("How are you?", 1.0)
        await stage.run(1.2)
        assert stage.notes.signs[-1] == "thinking"
        await stage.say("Today, I mean?", 1.0)
        voice.gate.set()
        await stage.until_quiet()
        assert measured.lengths[-1] > 1.0 + 1.0
        assert said(stage) == "How are you? Today, I mean?"


async def test_the_rest_of_a_line_can_be_read_when_the_voice_fails_in_it() -> None:
    class Breaking(SlowVoice):
        async def utter(self, text: str, delivery: Delivery):  # type: ignore[no-untyped-def]
            async for clause in WrittenVoice().utter(text, delivery):
                yield clause
                if self.fails:
                    raise SpeechError("the voice has lost its weights")

    voice = Breaking()
    voice.fails = True
    async with Stage(voice) as stage:
        await stage.run(12.0)
        assert stage.patient_said() == [OPENING]
        assert stage.notes.troubles == ["voice"]
